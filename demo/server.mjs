// Test server: plays five vendors' endpoints on this machine. Not for production, nor for data of
// people: it keeps in memory all that it is sent and shows it to whoever asks.
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createReceiver } from './receiver.mjs';

/** @typedef {import('./receiver.mjs').EndpointName} EndpointName */
/** @typedef {import('./receiver.mjs').Request} Request */
/** @typedef {import('./receiver.mjs').Answer} Answer */
/** @typedef {ReturnType<typeof createReceiver>} Receiver */
/** @typedef {import('node:http').IncomingMessage} Incoming */
/** @typedef {import('node:http').ServerResponse} Outgoing */

const DEFAULT_PORT = 5173;
const PORTS_TRIED = 20;
const NAMES = /** @type {const} */ (['mta', 'pushData', 'mediaEvent', 'behavior', 'oper']);
/** @type {Record<string, EndpointName>} */
const RELAYS = {
  '/relay/mta': 'mta',
  '/relay/push': 'pushData',
  '/relay/media': 'mediaEvent',
  '/relay/behavior': 'behavior',
  '/relay/oper': 'oper',
};

const REPO = fileURLToPath(new URL('..', import.meta.url));
const INDEX = join(REPO, 'demo/page/index.html');
/** @type {[prefix: string, folders: string[]][]} */
const FOLDERS = [
  ['/demo/', ['demo/page']],
  ['/dist/', ['dist']],
  ['/e2e/.build/', ['e2e/.build']],
  ['/e2e/', ['e2e/pages', 'e2e/.build']],
];
/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * @param {object} [options]
 * @param {number} [options.port] 0: any free one
 * @param {number} [options.vendorPort] of the other origin, where the vendors are
 * @param {string} [options.host]
 * @param {string} [options.cacheControl] of static files; `no-store` keeps a page out of bfcache
 */
export async function startServer({
  port = 0,
  vendorPort = 0,
  host = '127.0.0.1',
  cacheControl = 'no-store',
} = {}) {
  const receiver = createReceiver();
  const pages = serverOf(async (request, res) => {
    const { path } = request;
    const name = vendorAt(receiver, path);
    if (name) return perform(res, receiver.handle(name, request));
    if (path.startsWith('/relay/')) return relay(receiver, request, res);
    if (path.startsWith('/_local/')) return control(receiver, request, res);
    return sendFile(request, res, cacheControl);
  });
  const vendors = serverOf(async (request, res) => {
    const name = vendorAt(receiver, request.path);
    if (!name) return send(res, 404);
    const headers = receiver.cors ? corsHeaders(request) : {};
    if (request.method === 'OPTIONS') return send(res, receiver.cors ? 204 : 405, '', headers);
    return perform(res, receiver.handle(name, request), headers);
  });
  const close = async () => void (await Promise.all([pages, vendors].map(stop)));
  try {
    const url = await listen(pages, port, host);
    const vendorUrl = await listen(vendors, vendorPort, host);
    return { url, vendorUrl, receiver, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @param {(request: Request, res: Outgoing) => Promise<void> | void} answer */
function serverOf(answer) {
  const server = createServer(async (req, res) => {
    try {
      await answer(await read(req), res);
    } catch (error) {
      // A page that leaves may abort its upload: nobody is there to answer.
      if (!res.destroyed && !res.headersSent) send(res, 500, String(error));
    }
  });
  // Chromium by itself repeats a request whose reused connection is reset; a new one it does not.
  server.maxRequestsPerSocket = 1;
  return server;
}

/**
 * @param {Incoming} req
 * @returns {Promise<Request>}
 */
async function read(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  const bodyBytes = Buffer.concat(chunks);
  const [path, ...query] = (req.url ?? '').split('?');
  const headers = /** @type {Request['headers']} */ (req.headers);
  const method = req.method ?? '';
  return { method, path, query: query.join('?'), headers, body: bodyBytes.toString(), bodyBytes };
}

/**
 * A path that differs in its last slash alone goes to the vendor too, to be refused by it.
 * @param {Receiver} receiver
 * @param {string} path
 */
function vendorAt({ config }, path) {
  const bare = (/** @type {string} */ text) => text.replace(/\/$/, '');
  return NAMES.find((name) => bare(config[name].path) === bare(path));
}

/**
 * What a first-party reverse proxy does: the vendor's path, the secret, the content type.
 * @param {Receiver} receiver
 * @param {Request} request
 * @param {Outgoing} res
 */
function relay(receiver, request, res) {
  const name = RELAYS[request.path];
  if (!name) return send(res, 404);
  if (request.headers.authorization !== undefined) {
    const reason = 'authorization: the page holds a secret; the relay adds it';
    return perform(res, receiver.refuse(name, request, 400, reason));
  }
  const headers = { ...request.headers };
  if (name === 'mediaEvent' || name === 'behavior' || name === 'oper') {
    headers.authorization = receiver.issue(name);
    if (headers['content-type']?.startsWith('text/plain')) {
      headers['content-type'] = 'application/json';
    }
  }
  const relayed = { path: request.path, headers: request.headers };
  const forwarded = { ...request, path: receiver.config[name].path, headers, relayed };
  return perform(res, receiver.handle(name, forwarded));
}

/**
 * The page's and the tests' way to look in and to interfere.
 * @param {Receiver} receiver
 * @param {Request} request
 * @param {Outgoing} res
 */
function control(receiver, { method, path, query, body }, res) {
  const reply = (/** @type {unknown} */ value, status = 200) =>
    send(res, status, JSON.stringify(value), { 'content-type': TYPES['.json'] });
  const call = `${method} ${path.slice('/_local/'.length)}`;
  if (call === 'GET tally') return reply(receiver.tally());
  if (call === 'GET events') return streamEvents(receiver, res);
  if (call === 'POST reset') return reply(receiver.reset() ?? {});
  const asked = method === 'POST' ? parse(body) : Object.fromEntries(new URLSearchParams(query));
  const name = NAMES.find((known) => known === asked?.endpoint);
  if (!name) return reply({ error: 'endpoint: not one of the five' }, 400);
  if (call === 'GET received') return reply(receiver.received(name));
  if (call === 'GET issue') return reply({ endpoint: name, value: receiver.issue(name) });
  if (call === 'POST fail') return reply(receiver.fail(name, asked.fault ?? undefined) ?? {});
  if (call === 'POST expire' && name !== 'mta') return reply(receiver.expire(name) ?? {});
  return reply({ error: `${call}: no such call` }, 404);
}

/**
 * @param {Receiver} receiver
 * @param {Outgoing} res
 */
function streamEvents(receiver, res) {
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  res.write(': one message for each request\n\n');
  res.on(
    'close',
    receiver.subscribe((event) => res.write(`data: ${JSON.stringify(event)}\n\n`)),
  );
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {Request} request */
function corsHeaders({ headers }) {
  return {
    'access-control-allow-origin': headers.origin ?? '*',
    // A beacon is sent with credentials, also where there are none.
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'authorization, content-type, content-encoding',
    'access-control-expose-headers': 'retry-after',
    // A cached preflight would outlive a change of `receiver.cors`.
    'access-control-max-age': '0',
    vary: 'origin',
  };
}

/**
 * @param {Outgoing} res
 * @param {Answer} answer
 * @param {Record<string, string>} [extra]
 */
function perform(res, { status, headers, body, transport }, extra = {}) {
  const all = { ...headers, ...extra };
  if (transport === undefined) return send(res, status, body, all);
  if ('hang' in transport) return;
  if ('slow' in transport) {
    setTimeout(() => send(res, status, body, all), transport.slow).unref();
  } else if (transport.reset === 'before') {
    res.socket?.resetAndDestroy();
  } else {
    // More is promised than there is, so that the body is cut off also where it is empty.
    res.writeHead(status, { ...all, 'content-length': Buffer.byteLength(body) + 2 });
    res.write(body || ' ', () => res.socket?.destroy());
  }
}

/**
 * @param {Outgoing} res
 * @param {number} status
 * @param {string | Buffer} [body]
 * @param {Record<string, string>} [headers]
 */
function send(res, status, body = '', headers = {}) {
  const length = status === 204 ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  res.writeHead(status, { ...headers, ...length });
  res.end(body);
}

/**
 * @param {Request} request
 * @param {Outgoing} res
 * @param {string} cacheControl
 */
async function sendFile({ method, path }, res, cacheControl) {
  if (method !== 'GET' && method !== 'HEAD') return send(res, 405);
  const file = await findFile(path);
  if (!file) return send(res, 404, 'Not found');
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const headers = { 'content-type': type, 'cache-control': cacheControl };
  return send(res, 200, await readFile(file), headers);
}

/** @param {string} encoded */
async function findFile(encoded) {
  let path;
  try {
    path = decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
  if (path.split(/[/\\]/).includes('..')) return undefined;
  const [prefix, folders] = FOLDERS.find(([known]) => path.startsWith(known)) ?? ['', []];
  for (const folder of folders) {
    const file = await fileIn(join(REPO, folder), path.slice(prefix.length));
    if (file) return file;
  }
  // The demo is a single-page application: its routes are paths without a file behind them.
  return extname(path) === '' ? fileIn(join(INDEX, '..'), 'index.html') : undefined;
}

/**
 * @param {string} folder
 * @param {string} name
 */
async function fileIn(folder, name) {
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, name));
    return file.startsWith(root + sep) && (await stat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string>}
 */
function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      const name = host === '0.0.0.0' ? '127.0.0.1' : host;
      resolve(`http://${name}:${address.port}`);
    });
  });
}

/** @param {import('node:http').Server} server */
function stop(server) {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  return closed;
}

async function main() {
  const { HOST: host = '127.0.0.1', PORT } = process.env;
  const first = Number(PORT ?? DEFAULT_PORT);
  for (let port = first; port < first + PORTS_TRIED; port += 1) {
    try {
      const { url, vendorUrl } = await startServer({ port, host });
      console.log('Test server: plays five vendors on this machine; nothing leaves it.');
      console.log(url);
      console.log(`The vendors, on an origin of their own: ${vendorUrl}`);
      if (host === '0.0.0.0') console.log(`On the local network: ${lanUrls(url).join(' ')}`);
      return;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error(`No free port from ${first} on`);
}

/** @param {string} url */
function lanUrls(url) {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const others = addresses.filter(({ family, internal }) => family === 'IPv4' && !internal);
  return others.map(({ address }) => url.replace('127.0.0.1', address));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();

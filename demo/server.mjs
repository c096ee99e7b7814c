// Test server: plays five vendors' endpoints on this machine. Not for production, nor for data of
// people: it keeps in memory all that it is sent and shows it to whoever asks.
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { control } from './control.mjs';
import { httpServer } from './httpServer.mjs';
import { createReceiver } from './receiver.mjs';
import { relay } from './relay.mjs';
import { perform, send } from './respond.mjs';
import { sendFile } from './staticFiles.mjs';
import { NAMES } from './vendors.mjs';
import { PATH as TOKEN_PATH } from './vendors/clientCredentials.mjs';

/** @typedef {import('./vendors.mjs').Request} Request */
/** @typedef {import('node:http').ServerResponse} Outgoing */
/** @typedef {ReturnType<typeof createReceiver>} Receiver */

const DEFAULT_PORT = 5173;
const PORTS_TRIED = 20;

/**
 * @param {object} [options]
 * @param {number} [options.port] 0: any free one
 * @param {number} [options.vendorPort] of the other origin, where the vendors are
 * @param {string} [options.host]
 * @param {string} [options.cacheControl] of static files; `no-store` keeps a page out of bfcache
 * @param {number} [options.seed] of the chance in a fault's `rate`
 * @param {{ cert: Buffer, key: Buffer }} [options.tls] lets the vendors speak it too, on a third origin
 */
export async function startServer({
  port = 0,
  vendorPort = 0,
  host = '127.0.0.1',
  cacheControl = 'no-store',
  seed = 1,
  tls,
} = {}) {
  const receiver = createReceiver({ seed });
  const pages = httpServer(async (request, res) => {
    const { path } = request;
    const name = vendorAt(receiver, path);
    if (name) return perform(res, receiver.handle(name, request));
    if (path.startsWith('/relay/')) return relay(receiver, request, res);
    if (path.startsWith('/_local/')) return control(receiver, request, res);
    return sendFile(request, res, cacheControl);
  });
  const answer = async (/** @type {Request} */ request, /** @type {Outgoing} */ res) => {
    if (request.path === TOKEN_PATH) return perform(res, receiver.grant(request));
    const name = vendorAt(receiver, request.path);
    if (!name) return send(res, 404);
    const headers = receiver.cors ? corsHeaders(request) : {};
    if (request.method === 'OPTIONS') return send(res, receiver.cors ? 204 : 405, '', headers);
    return perform(res, receiver.handle(name, request), headers);
  };
  const vendors = httpServer(answer);
  const secureVendors = httpServer(answer, tls);
  const close = async () =>
    void (await Promise.all([pages.stop(), vendors.stop(), secureVendors.stop()]));
  try {
    const url = await pages.listen(port, host);
    const vendorUrl = await vendors.listen(vendorPort, host);
    const secureVendorUrl = tls && (await secureVendors.listen(0, host));
    return { url, vendorUrl, secureVendorUrl, secureVendors, receiver, close };
  } catch (error) {
    await close();
    throw error;
  }
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

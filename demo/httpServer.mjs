import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { send } from './respond.mjs';

/** @typedef {import('./vendors.mjs').Request} Request */
/** @typedef {import('node:http').IncomingMessage} Incoming */
/** @typedef {import('node:http').ServerResponse} Outgoing */

/**
 * Reads each request whole before it is answered.
 * @param {(request: Request, res: Outgoing) => Promise<void> | void} answer
 * @param {{ cert: Buffer, key: Buffer }} [tls] plain http without it
 */
export function httpServer(answer, tls) {
  const listener = async (/** @type {Incoming} */ req, /** @type {Outgoing} */ res) => {
    try {
      await answer(await read(req), res);
    } catch (error) {
      // A page that leaves may abort its upload: nobody is there to answer.
      if (!res.destroyed && !res.headersSent) send(res, 500, String(error));
    }
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  // Chromium by itself repeats a request whose reused connection is reset; a new one it does not.
  if (!tls) server.maxRequestsPerSocket = 1;
  // A proxy, which is what speaks TLS to us, keeps connections for less time than that.
  server.keepAliveTimeout = 60_000;

  return {
    /**
     * @param {number} port
     * @param {string} host
     * @returns {Promise<string>} its URL
     */
    listen(port, host) {
      return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          const address = /** @type {import('node:net').AddressInfo} */ (server.address());
          const name = host === '0.0.0.0' ? '127.0.0.1' : host;
          resolve(`${tls ? 'https' : 'http'}://${name}:${address.port}`);
        });
      });
    },
    stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      return closed;
    },
  };
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

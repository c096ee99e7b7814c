/** @typedef {import('./vendors.mjs').Answer} Answer */
/** @typedef {import('node:http').ServerResponse} Outgoing */

/**
 * @param {Outgoing} res
 * @param {Answer} answer
 * @param {Record<string, string>} [extra]
 */
export function perform(res, { status, headers, body, transport }, extra = {}) {
  const all = { ...headers, ...extra };
  if (transport === undefined) return send(res, status, body, all);
  if ('slow' in transport) {
    setTimeout(() => send(res, status, body, all), transport.slow).unref();
    return;
  }
  // More is promised than there is, so that the body is cut off also where it is empty.
  const unfinished = { ...all, 'content-length': Buffer.byteLength(body) + 2 };
  if ('hang' in transport) {
    if (transport.hang === 'body') res.writeHead(status, unfinished).flushHeaders();
  } else if (transport.reset === 'before') {
    res.socket?.resetAndDestroy();
  } else {
    res.writeHead(status, unfinished);
    res.write(body || ' ', () => res.socket?.destroy());
  }
}

/**
 * @param {Outgoing} res
 * @param {number} status
 * @param {string | Buffer} [body]
 * @param {Record<string, string>} [headers]
 */
export function send(res, status, body = '', headers = {}) {
  const length = status === 204 ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  res.writeHead(status, { ...headers, ...length });
  res.end(body);
}

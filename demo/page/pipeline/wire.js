/** @typedef {import('../../../src/index').WireRequest} WireRequest */
/** @typedef {import('../../../src/index').Reply} Reply */

/** What the browser's transport says of a body; see src/adapters/browser/transport.ts. */
const CONTENT_TYPES = {
  text: 'text/plain;charset=UTF-8',
  form: 'application/x-www-form-urlencoded;charset=UTF-8',
  json: 'application/json',
};

const encoder = new TextEncoder();

/** In UTF-8, as it goes out. */
export const bytesOf = (/** @type {string} */ text) => encoder.encode(text).length;

/** The line and the headers of a request, as far as a page sets them. */
export function headOf(/** @type {WireRequest} */ { url, type, authorization, gzip }) {
  return [
    `POST ${url}`,
    ...(type ? [`Content-Type: ${CONTENT_TYPES[type]}`] : []),
    ...(authorization ? [`Authorization: ${authorization}`] : []),
    ...(gzip ? ['Content-Encoding: gzip'] : []),
  ].join('\n');
}

/** The size of what goes out, headers apart. */
export const sizeOf = (/** @type {WireRequest} */ { url, body = '' }) =>
  `${bytesOf(body) || bytesOf(url)} bytes`;

/** An answer in full. */
export function answerOf(/** @type {Reply} */ reply) {
  switch (reply.kind) {
    case 'response':
      return [
        String(reply.status),
        ...(reply.retryAfter ? [`Retry-After: ${reply.retryAfter}`] : []),
        '',
        reply.body || '(empty body)',
      ].join('\n');
    case 'handed-off':
      return 'The browser has taken it, and will never tell what became of it.';
    case 'no-response':
      return `No answer: ${reply.why}`;
  }
}

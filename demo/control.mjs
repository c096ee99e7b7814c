import { parseJson } from './parseJson.mjs';
import { send } from './respond.mjs';
import { NAMES } from './vendors.mjs';

/** @typedef {import('./vendors.mjs').Request} Request */
/** @typedef {ReturnType<typeof import('./receiver.mjs').createReceiver>} Receiver */
/** @typedef {import('node:http').ServerResponse} Outgoing */

/**
 * The page's and the tests' way to look in and to interfere.
 * @param {Receiver} receiver
 * @param {Request} request
 * @param {Outgoing} res
 */
export function control(receiver, { method, path, query, body }, res) {
  const reply = (/** @type {unknown} */ value, status = 200) =>
    send(res, status, JSON.stringify(value), { 'content-type': 'application/json; charset=utf-8' });
  const call = `${method} ${path.slice('/_local/'.length)}`;
  if (call === 'GET tally') return reply(receiver.tally());
  if (call === 'GET faults') return reply(receiver.faults());
  if (call === 'GET events') return streamEvents(receiver, res);
  if (call === 'POST reset') return reply(receiver.reset() ?? {});
  const asked =
    method === 'POST' ? parseJson(body) : Object.fromEntries(new URLSearchParams(query));
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

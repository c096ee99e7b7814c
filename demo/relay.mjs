import { perform, send } from './respond.mjs';

/** @typedef {import('./vendors.mjs').EndpointName} EndpointName */
/** @typedef {import('./vendors.mjs').Request} Request */
/** @typedef {ReturnType<typeof import('./receiver.mjs').createReceiver>} Receiver */
/** @typedef {import('node:http').ServerResponse} Outgoing */

/** @type {Record<string, EndpointName>} */
const RELAYS = {
  '/relay/mta': 'mta',
  '/relay/push': 'pushData',
  '/relay/media': 'mediaEvent',
  '/relay/behavior': 'behavior',
  '/relay/oper': 'oper',
};

/**
 * What a first-party reverse proxy does: the vendor's path, the secret, the content type.
 * @param {Receiver} receiver
 * @param {Request} request
 * @param {Outgoing} res
 */
export function relay(receiver, request, res) {
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

// Test server, not a vendor's: issues tokens for client credentials, by RFC 6749, 4.4.
/** @typedef {import('../vendors.mjs').Request} Request */
/** @typedef {import('../vendors.mjs').Answer} Answer */
/** @typedef {'mediaEvent' | 'behavior' | 'oper'} Audience */

export const PATH = '/oauth2/token';
/** @type {Audience[]} */
const AUDIENCES = ['mediaEvent', 'behavior', 'oper'];

/**
 * A client's id is `test-client-` and the endpoint's name.
 * @param {Request} request
 * @param {{ clientSecret: string, lifetime: number }} config
 * @param {(audience: Audience) => string} renew
 * @returns {Answer}
 */
export function grant({ method, headers, body }, { clientSecret, lifetime }, renew) {
  const given = new URLSearchParams(body);
  const audience = AUDIENCES.find((name) => given.get('client_id') === `test-client-${name}`);
  const type = headers['content-type'] ?? '';
  if (method !== 'POST' || !type.startsWith('application/x-www-form-urlencoded')) {
    return json(400, { error: 'invalid_request' });
  }
  if (given.get('grant_type') !== 'client_credentials') {
    return json(400, { error: 'unsupported_grant_type' });
  }
  if (!audience || given.get('client_secret') !== clientSecret) {
    return json(401, { error: 'invalid_client' });
  }
  const token = renew(audience);
  return json(200, { access_token: token, token_type: 'Bearer', expires_in: lifetime });
}

/**
 * @param {number} status
 * @param {unknown} payload
 * @returns {Answer}
 */
function json(status, payload) {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return {
    status,
    headers,
    body: JSON.stringify(payload),
    accepted: [],
    refused: [],
    voided: [],
  };
}

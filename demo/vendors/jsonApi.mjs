import { parseJson } from '../parseJson.mjs';

/** @typedef {import('../vendors.mjs').Request} Request */
/** @typedef {import('../vendors.mjs').Answer} Answer */
/** @typedef {import('../vendors.mjs').Item} Item */

const JSON_TYPE = /^application\/json(\s*;\s*charset="?utf-8"?)?\s*$/i;

/**
 * Where three vendors agree: a POST of JSON with a token, and HTTP 200 whatever its content is.
 * @template Config
 * @param {object} api
 * @param {(payload: any, config: Config) => string[]} api.faultsIn
 * @param {(payload: any, config: Config) => Item[]} api.itemsOf a payload without faults
 * @param {string} [api.msg] of an acceptance
 * @returns {(request: Request, config: Config & { path: string, token: string, lastToken?: string | undefined }) => Answer}
 */
export function jsonApi({ faultsIn, itemsOf, msg = '' }) {
  return (request, config) => {
    if (request.path !== config.path) return refuse(404, undefined, [`path: not ${config.path}`]);
    if (request.method !== 'POST') return refuse(405, undefined, ['method: not POST']);
    const { authorization } = request.headers;
    if (!authorization || ![config.token, config.lastToken].includes(authorization)) {
      const denied = { ret: 401, msg: 'unauthorized' };
      return refuse(401, denied, ['authorization: not the valid token, alone']);
    }
    const payload = parseJson(request.body);
    const faults = [...headerFaults(request), ...faultsIn(payload, config)];
    if (faults.length > 0) {
      return refuse(200, { ret: 1001, msg: '请求参数错误，请稍后再试' }, faults);
    }
    const accepted = itemsOf(payload, config);
    return { ...json(200, { ret: 0, msg }), accepted, refused: [], voided: [] };
  };
}

/** @param {Request} request */
function headerFaults({ headers, query }) {
  const type = headers['content-type'];
  return [
    ...(JSON_TYPE.test(type ?? '') ? [] : [`content-type: ${type} is not application/json`]),
    ...(query === '' ? [] : ['query: none is documented']),
  ];
}

/**
 * @param {number} status
 * @param {unknown} payload
 */
function json(status, payload) {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, body: JSON.stringify(payload) ?? '' };
}

/**
 * @param {number} status
 * @param {unknown} payload
 * @param {string[]} refused
 */
function refuse(status, payload, refused) {
  return { ...json(status, payload), accepted: [], refused, voided: [] };
}

// Test server, not a vendor's: plays OperReport of the channel platform, strictly.

/** @typedef {import('../receiver.mjs').Request} Request */
/** @typedef {import('../receiver.mjs').Answer} Answer */
/** @typedef {[need: 'required' | 'optional', accepts: (value: any) => boolean, wanted: string]} Rule */

const JSON_TYPE = /^application\/json(\s*;\s*charset="?utf-8"?)?\s*$/i;

const isText = (/** @type {any} */ value) => typeof value === 'string' && value !== '';
const isSeconds = (/** @type {any} */ value) =>
  Number.isSafeInteger(value) && value >= 1e9 && value < 1e10;
const isObject = (/** @type {any} */ value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNumber = (/** @type {any} */ value) => Number.isSafeInteger(value) && value >= 0;

const VOTE_OR_LOTTERY = /^150[45]000120(618|678|679|617)$/;
const LISTED_FOR_THOSE = ['gid', 'target_id', 'uid', 'ext1'];

/** @type {Record<string, Rule>} */
const BODY = {
  ts: ['required', isSeconds, 'UNIX seconds (an integer of 10 digits)'],
  nonce: ['required', (value) => isText(value) && value.length >= 16, '16 or more characters'],
  data: ['required', isObject, 'one object'],
};

/** @type {Record<string, Rule>} */
const DATA = {
  oper_id: ['required', isText, 'a string'],
  gid: ['optional', isNumber, 'a safe integer'],
  target_id: ['optional', isText, 'a string'],
  uid: ['optional', isNumber, 'a safe integer'],
};
for (let index = 1; index <= 10; index += 1) {
  DATA[`ext${index}`] = ['optional', (value) => typeof value === 'string', 'a string'];
}

/**
 * @param {Request} request
 * @param {{ path: string, token: string, operIds: string[], nonces: Map<string, string> }} config
 *   `nonces`: those of accepted requests, each with the JSON of `[ts, data]` that came with it
 * @returns {Answer}
 */
export function receive(request, config) {
  if (request.path !== config.path) return refuse(404, undefined, [`path: not ${config.path}`]);
  if (request.method !== 'POST') return refuse(405, undefined, ['method: not POST']);
  if (request.headers.authorization !== config.token) {
    const denied = { ret: 401, msg: 'unauthorized' };
    return refuse(401, denied, ['authorization: not the valid token, alone']);
  }
  const payload = parse(request.body);
  const faults = [...headerFaults(request), ...payloadFaults(payload, config)];
  if (faults.length > 0) {
    return refuse(200, { ret: 1001, msg: '请求参数错误，请稍后再试' }, faults);
  }
  const { ts, nonce, data } = payload;
  const duplicate = config.nonces.has(nonce);
  const item = { record: data, head: { nonce }, at: ts, ...(duplicate && { duplicate }) };
  return { ...json(200, { ret: 0, msg: 'ok' }), accepted: [item], refused: [], voided: [] };
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
 * @param {any} payload
 * @param {{ operIds: string[], nonces: Map<string, string> }} config
 */
function payloadFaults(payload, { operIds, nonces }) {
  const outer = check('body', payload, BODY);
  if (outer.length > 0) return outer;
  const { ts, nonce, data } = payload;
  const faults = check('data', data, DATA);
  if (VOTE_OR_LOTTERY.test(data.oper_id)) {
    const missing = LISTED_FOR_THOSE.filter((name) => (data[name] ?? '') === '');
    faults.push(...missing.map((name) => `data.${name}: missing, listed for ${data.oper_id}`));
  } else if (isText(data.oper_id) && !operIds.includes(data.oper_id)) {
    faults.push(`data.oper_id: ${data.oper_id} is not known`);
  }
  // A retry repeats its request; the same nonce on anything else is two records under one name.
  const seen = nonces.get(nonce);
  if (seen !== undefined && seen !== JSON.stringify([ts, data])) {
    faults.push('nonce: seen before with another ts or other data');
  }
  return faults;
}

/**
 * @param {string} where
 * @param {any} value
 * @param {Record<string, Rule>} rules
 * @returns {string[]}
 */
function check(where, value, rules) {
  if (!isObject(value)) return [`${where}: not an object`];
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(rules, name));
  const wrong = Object.entries(rules).flatMap(([name, [need, accepts, wanted]]) => {
    if (!Object.hasOwn(value, name)) return need === 'required' ? [`${name}: missing`] : [];
    return accepts(value[name]) ? [] : [`${name}: ${JSON.stringify(value[name])} is not ${wanted}`];
  });
  return [...unknown.map((name) => `${name}: not a documented field`), ...wrong].map(
    (fault) => `${where}.${fault}`,
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

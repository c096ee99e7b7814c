// Test server, not a vendor's: plays ReportBehaviorData of the Xinyue gateway, strictly.

/** @typedef {import('../receiver.mjs').Request} Request */
/** @typedef {import('../receiver.mjs').Answer} Answer */
/** @typedef {[need: 'required' | 'optional', accepts: (value: any) => boolean, wanted: string]} Rule */

const JSON_TYPE = /^application\/json(\s*;\s*charset="?utf-8"?)?\s*$/i;

const isText = (/** @type {any} */ value) => typeof value === 'string' && value !== '';
const isSeconds = (/** @type {any} */ value) =>
  Number.isSafeInteger(value) && value >= 1e9 && value < 1e10;
const isObject = (/** @type {any} */ value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCount = (/** @type {any} */ value) => Number.isSafeInteger(value) && value >= 0;

/** @type {Record<string, Rule>} */
const BODY = {
  head: ['required', isObject, 'an object'],
  items: ['required', (value) => Array.isArray(value) && value.length > 0, 'a filled array'],
};

/** @type {Record<string, Rule>} */
const HEAD = {
  uid: ['required', isText, 'a string'],
  openid: ['required', isText, 'a string'],
  device_type: ['optional', (value) => value === 1 || value === 2, '1 or 2'],
  business_type: ['optional', (value) => value === 1, 'the integer 1'],
};

/** @type {Record<string, Rule>} */
const ITEM = {
  event_time: ['required', isSeconds, 'UNIX seconds (an integer of 10 digits)'],
  channel: ['required', (value) => value === 1 || value === 2, '1 or 2'],
  operate_id: ['required', (value) => isCount(value) && value > 0, 'an integer'],
  page_id: ['optional', (value) => isCount(value) && value > 0, 'an integer above 0'],
  pos_id: ['optional', isCount, 'an integer'],
  prev_id: ['optional', isCount, 'an integer'],
  trace_id: ['optional', (value) => isText(value) && /^[0-9A-Za-z]{32}$/.test(value), '32 letters'],
  duration: ['optional', isCount, 'whole seconds'],
};

/** @type {Record<number, number>} */
const CHANNEL_OF_VISIT = { 10000: 1, 11000: 2 };

/**
 * @param {Request} request
 * @param {{ path: string, token: string }} config
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
  const faults = [...headerFaults(request), ...payloadFaults(payload)];
  if (faults.length > 0) {
    return refuse(200, { ret: 1001, msg: '请求参数错误，请稍后再试' }, faults);
  }
  const { head, items } = payload;
  const accepted = items.map((/** @type {any} */ record) => {
    return { record, head, at: record.event_time };
  });
  return { ...json(200, { ret: 0, msg: '' }), accepted, refused: [], voided: [] };
}

/** @param {Request} request */
function headerFaults({ headers, query }) {
  const type = headers['content-type'];
  return [
    ...(JSON_TYPE.test(type ?? '') ? [] : [`content-type: ${type} is not application/json`]),
    ...(query === '' ? [] : ['query: none is documented']),
  ];
}

/** @param {any} payload */
function payloadFaults(payload) {
  const outer = check('body', payload, BODY);
  if (outer.length > 0) return outer;
  return [
    ...check('head', payload.head, HEAD),
    ...payload.items.flatMap((/** @type {any} */ item, /** @type {number} */ index) => [
      ...check(`items[${index}]`, item, ITEM),
      ...visitFaults(`items[${index}]`, item),
    ]),
  ];
}

/**
 * The registry of operations is open; what is known of one is that the two visits name their page
 * and go with one channel each.
 * @param {string} where
 * @param {any} item
 */
function visitFaults(where, item) {
  const channel = CHANNEL_OF_VISIT[item?.operate_id];
  if (channel === undefined) return [];
  const strays = [1, 2].includes(item.channel) && item.channel !== channel;
  return [
    ...(strays ? [`${where}.channel: ${item.channel} is not that of ${item.operate_id}`] : []),
    ...(item.page_id === undefined ? [`${where}.page_id: missing, required for a visit`] : []),
  ];
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

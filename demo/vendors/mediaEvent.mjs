// Test server, not a vendor's: plays ReportMediaEvent of the Xinyue gateway, strictly.

/** @typedef {import('../receiver.mjs').Request} Request */
/** @typedef {import('../receiver.mjs').Answer} Answer */
/** @typedef {[need: 'required' | 'optional', accepts: (value: any) => boolean, wanted: string]} Rule */

const JSON_TYPE = /^application\/json(\s*;\s*charset="?utf-8"?)?\s*$/i;

const isText = (/** @type {any} */ value) => typeof value === 'string' && value !== '';
const isSeconds = (/** @type {any} */ value) =>
  Number.isSafeInteger(value) && value >= 1e9 && value < 1e10;
const isObject = (/** @type {any} */ value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @type {Record<string, Rule>} */
const HEAD = {
  account_info: ['required', isObject, 'an object'],
  device_info: ['optional', isObject, 'an object'],
};

/** @type {Record<string, Rule>} */
const ACCOUNT = {
  account_type: ['required', (value) => [1, 2, 3].includes(value), '1, 2 or 3'],
  appid: ['required', isText, 'a string'],
  openid: ['required', isText, 'a string'],
};

/** @type {Record<string, Rule>} */
const DEVICE = {
  device_type: ['optional', (value) => value === 1 || value === 2, '1 or 2'],
  uuid: ['optional', isText, 'a string'],
};

/** @type {Record<string, Rule>} */
const ITEM = {
  event_id: ['required', isText, 'a string'],
  event_time: ['required', isSeconds, 'UNIX seconds (an integer of 10 digits)'],
  media_type: ['required', (value) => value === 2, 'the integer 2'],
  code: ['required', isText, 'a string'],
  trace_id: ['optional', (value) => isText(value) && /^[0-9A-Za-z]{32}$/.test(value), '32 letters'],
  duration: ['optional', (value) => Number.isSafeInteger(value) && value >= 0, 'whole seconds'],
};

/**
 * @param {Request} request
 * @param {{ path: string, token: string, itemsKey: string, eventIds: string[] }} config
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
  const { head, [config.itemsKey]: items } = payload;
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

/**
 * @param {any} payload
 * @param {{ itemsKey: string, eventIds: string[] }} config
 */
function payloadFaults(payload, { itemsKey, eventIds }) {
  const outer = check('body', payload, {
    head: ['required', isObject, 'an object'],
    [itemsKey]: ['required', (value) => Array.isArray(value) && value.length > 0, 'a filled array'],
  });
  if (outer.length > 0) return outer;
  const { account_info, device_info } = payload.head;
  const empty = isObject(device_info) && Object.keys(device_info).length === 0;
  return [
    ...check('head', payload.head, HEAD),
    ...(account_info === undefined ? [] : check('head.account_info', account_info, ACCOUNT)),
    ...(device_info === undefined ? [] : check('head.device_info', device_info, DEVICE)),
    ...(empty ? ['head.device_info: empty, to be omitted'] : []),
    ...payload[itemsKey].flatMap((/** @type {any} */ item, /** @type {number} */ index) => {
      const where = `${itemsKey}[${index}]`;
      const faults = check(where, item, ITEM);
      const stranger = isText(item?.event_id) && !eventIds.includes(item.event_id);
      return stranger ? [...faults, `${where}.event_id: ${item.event_id} is not known`] : faults;
    }),
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

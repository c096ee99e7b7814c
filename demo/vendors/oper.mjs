// Test server, not a vendor's: plays OperReport of the channel platform, strictly.
import { SECONDS, TEXT, check, isCount, isObject, isText } from './check.mjs';
import { jsonApi } from './jsonApi.mjs';

/** @typedef {import('./check.mjs').Rule} Rule */
/**
 * @typedef {object} Config
 * @property {string[]} operIds
 * @property {Map<string, string>} nonces those of accepted requests, each with the JSON of
 *   `[ts, data]` that came with it
 */

const VOTE_OR_LOTTERY = /^150[45]000120(618|678|679|617)$/;
const LISTED_FOR_THOSE = ['gid', 'target_id', 'uid', 'ext1'];

/** @type {Record<string, Rule>} */
const BODY = {
  ts: SECONDS,
  nonce: ['required', (value) => isText(value) && value.length >= 16, '16 or more characters'],
  data: ['required', isObject, 'one object'],
};

/** @type {Record<string, Rule>} */
const DATA = {
  oper_id: TEXT,
  gid: ['optional', isCount, 'a safe integer'],
  target_id: ['optional', isText, 'a string'],
  uid: ['optional', isCount, 'a safe integer'],
};
for (let index = 1; index <= 10; index += 1) {
  DATA[`ext${index}`] = ['optional', (value) => typeof value === 'string', 'a string'];
}

export const receive = jsonApi({
  faultsIn: payloadFaults,
  itemsOf({ ts, nonce, data }, /** @type {Config} */ { nonces }) {
    const duplicate = nonces.has(nonce);
    return [{ record: data, head: { nonce }, at: ts, ...(duplicate && { duplicate }) }];
  },
  msg: 'ok',
});

/**
 * @param {any} payload
 * @param {Config} config
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

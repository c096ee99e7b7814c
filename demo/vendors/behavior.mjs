// Test server, not a vendor's: plays ReportBehaviorData of the Xinyue gateway, strictly.
import { SECONDS, TEXT, check, isCount, isFilledArray, isObject, isTrace } from './check.mjs';
import { jsonApi } from './jsonApi.mjs';

/** @typedef {import('./check.mjs').Rule} Rule */

/** @type {Record<string, Rule>} */
const BODY = {
  head: ['required', isObject, 'an object'],
  items: ['required', isFilledArray, 'a filled array'],
};

/** @type {Record<string, Rule>} */
const HEAD = {
  uid: TEXT,
  openid: TEXT,
  device_type: ['optional', (value) => value === 1 || value === 2, '1 or 2'],
  business_type: ['optional', (value) => value === 1, 'the integer 1'],
};

/** @type {Record<string, Rule>} */
const ITEM = {
  event_time: SECONDS,
  channel: ['required', (value) => value === 1 || value === 2, '1 or 2'],
  operate_id: ['required', (value) => isCount(value) && value > 0, 'an integer'],
  page_id: ['optional', (value) => isCount(value) && value > 0, 'an integer above 0'],
  pos_id: ['optional', isCount, 'an integer'],
  prev_id: ['optional', isCount, 'an integer'],
  trace_id: ['optional', isTrace, '32 letters'],
  duration: ['optional', isCount, 'whole seconds'],
};

/** @type {Record<number, number>} */
const CHANNEL_OF_VISIT = { 10000: 1, 11000: 2 };

export const receive = jsonApi({
  faultsIn: payloadFaults,
  itemsOf: ({ head, items }) =>
    items.map((/** @type {any} */ record) => ({ record, head, at: record.event_time })),
});

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

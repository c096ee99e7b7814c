// Test server, not a vendor's: plays ReportMediaEvent of the Xinyue gateway, strictly.
import {
  SECONDS,
  TEXT,
  check,
  isCount,
  isFilledArray,
  isObject,
  isText,
  isTrace,
} from './check.mjs';
import { jsonApi } from './jsonApi.mjs';

/** @typedef {import('./check.mjs').Rule} Rule */

/** @type {Record<string, Rule>} */
const HEAD = {
  account_info: ['required', isObject, 'an object'],
  device_info: ['optional', isObject, 'an object'],
};

/** @type {Record<string, Rule>} */
const ACCOUNT = {
  account_type: ['required', (value) => [1, 2, 3].includes(value), '1, 2 or 3'],
  appid: TEXT,
  openid: TEXT,
};

/** @type {Record<string, Rule>} */
const DEVICE = {
  device_type: ['optional', (value) => value === 1 || value === 2, '1 or 2'],
  uuid: ['optional', isText, 'a string'],
};

/** @type {Record<string, Rule>} */
const ITEM = {
  event_id: TEXT,
  event_time: SECONDS,
  media_type: ['required', (value) => value === 2, 'the integer 2'],
  code: TEXT,
  trace_id: ['optional', isTrace, '32 letters'],
  duration: ['optional', isCount, 'whole seconds'],
};

export const receive = jsonApi({
  faultsIn: payloadFaults,
  itemsOf: ({ head, ...lists }, { itemsKey }) =>
    lists[itemsKey].map((/** @type {any} */ record) => ({ record, head, at: record.event_time })),
});

/**
 * @param {any} payload
 * @param {{ itemsKey: string, eventIds: string[] }} config
 */
function payloadFaults(payload, { itemsKey, eventIds }) {
  const outer = check('body', payload, {
    head: ['required', isObject, 'an object'],
    [itemsKey]: ['required', isFilledArray, 'a filled array'],
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

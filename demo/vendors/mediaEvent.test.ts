import { expect, test } from 'playwright/test';
import { createReceiver } from '../receiver.mjs';
import { change, payloads, requestFor, TRACE } from '../testing';
import { refusesEach, seconds, takesItWhole } from './testing';

test.describe('one exactly valid request', () => {
  takesItWhole('mediaEvent');

  test('may leave out what is optional', () => {
    const noDevice = JSON.stringify(change(payloads.mediaEvent(), 'head.device_info', undefined));
    const { refused } = createReceiver().handle('mediaEvent', requestFor('mediaEvent', noDevice));
    expect(refused).toEqual([]);
  });
});

refusesEach('mediaEvent', [
  ...seconds('items.0.event_time'),
  ['head', undefined],
  ['head.account_info', undefined],
  ['head.account_info.account_type', undefined],
  ['head.account_info.account_type', '2'],
  ['head.account_info.account_type', 4],
  ['head.account_info.appid', undefined],
  ['head.account_info.appid', 12],
  ['head.account_info.openid', undefined],
  ['head.device_info', {}],
  ['head.device_info.device_type', 0],
  ['head.device_info.device_type', 3],
  ['head.device_info.uuid', 1],
  ['head.extra', 1],
  ['items', undefined],
  ['items', {}],
  ['items', []],
  ['items.0.event_id', 1110201],
  ['items.0.event_id', '1002'],
  ['items.0.event_id', undefined],
  ['items.0.media_type', '2'],
  ['items.0.media_type', 1],
  ['items.0.code', 5],
  ['items.0.code', undefined],
  ['items.0.trace_id', 'short'],
  ['items.0.trace_id', TRACE.replace('F', '-')],
  ['items.0.duration', 1.5],
  ['items.0.duration', -1],
  ['items.0.extra', 1],
  ['item', [], 'item'],
]);

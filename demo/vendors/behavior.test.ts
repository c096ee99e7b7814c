import { expect, test } from 'playwright/test';
import { createReceiver } from '../receiver.mjs';
import { requestFor } from '../testing';
import { refusesEach, seconds, takesItWhole } from './testing';

test.describe('one exactly valid request', () => {
  takesItWhole('behavior');

  test('may leave out what is optional', () => {
    const visit = { event_time: 1699274742, channel: 2, operate_id: 11000, page_id: 1 };
    const bare = JSON.stringify({ head: { uid: 'u', openid: 'o' }, items: [visit] });
    const { refused } = createReceiver().handle('behavior', requestFor('behavior', bare));
    expect(refused).toEqual([]);
  });
});

refusesEach('behavior', [
  ...seconds('items.0.event_time'),
  ['head', undefined],
  ['head.uid', 890347598],
  ['head.uid', undefined],
  ['head.openid', undefined],
  ['head.openid', 1],
  ['head.device_type', 3],
  ['head.device_type', '1'],
  ['head.business_type', 2],
  ['head.extra', 1],
  ['items', {}],
  ['items', []],
  ['items.0.channel', 2],
  ['items.0.channel', 3],
  ['items.0.channel', undefined],
  ['items.0.operate_id', '10000'],
  ['items.0.operate_id', 11000, 'channel'],
  ['items.0.operate_id', undefined],
  ['items.0.page_id', 0],
  ['items.0.page_id', '2'],
  ['items.0.page_id', undefined],
  ['items.0.pos_id', 1.5],
  ['items.0.prev_id', null],
  ['items.0.trace_id', 'short'],
  ['items.0.duration', 20.5],
  ['items.0.duration', -1],
  ['items.0.extra', 1],
]);

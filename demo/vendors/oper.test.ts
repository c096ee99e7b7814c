import { expect, test } from 'playwright/test';
import { createReceiver } from '../receiver.mjs';
import { change, payloads, requestFor } from '../testing';
import type { Json } from '../testing';
import { refusesEach, seconds, takesItWhole } from './testing';

test.describe('one exactly valid request', () => {
  takesItWhole('oper');
});

refusesEach('oper', [
  ...seconds('ts'),
  ['nonce', undefined],
  ['nonce', 'fifteen-letters'],
  ['nonce', 1234567890123456],
  ['data', undefined],
  ['data', []],
  ['data.oper_id', undefined],
  ['data.oper_id', 1504000120618],
  ['data.oper_id', '1504000120619'],
  ['data.gid', undefined],
  ['data.gid', '12'],
  ['data.uid', undefined],
  ['data.uid', 9007199254740992],
  ['data.target_id', undefined],
  ['data.target_id', 1],
  ['data.ext1', undefined],
  ['data.ext1', 1],
  ['data.ext10', 1],
  ['data.ext11', ''],
  ['extra', 1],
]);

test.describe('oper', () => {
  const send = (receiver: ReturnType<typeof createReceiver>, payload: Json) =>
    receiver.handle('oper', requestFor('oper', JSON.stringify(payload)));

  test('shows a retry, and counts it as a double', () => {
    const receiver = createReceiver();
    send(receiver, payloads.oper());
    send(receiver, payloads.oper());
    expect(receiver.received('oper').map(({ duplicate }) => duplicate)).toEqual([undefined, true]);
    expect(receiver.tally().oper).toMatchObject({ received: 2, distinct: 1, doubled: 1 });
  });

  test('refuses a nonce that was seen with another ts or other data', () => {
    const receiver = createReceiver();
    send(receiver, payloads.oper());
    for (const [path, value] of [
      ['data.ext1', 'other'],
      ['ts', 1699274743],
    ] as const) {
      const answer = send(receiver, change(payloads.oper(), path, value));
      expect(answer.refused).toEqual([expect.stringContaining('nonce')]);
    }
    const fresh = change(payloads.oper(), 'nonce', 'another-nonce-of-16');
    expect(send(receiver, fresh).refused).toEqual([]);
    expect(receiver.tally().oper).toMatchObject({ received: 2, distinct: 2, doubled: 0 });
  });

  for (const family of ['1504000120', '1505000120']) {
    test(`knows the four ids of ${family}, each with its fields`, () => {
      for (const last of ['618', '678', '679', '617']) {
        const known = change(payloads.oper(), 'data.oper_id', family + last);
        expect(send(createReceiver(), known).refused).toEqual([]);
        const bare = change(known, 'data.ext1', undefined);
        expect(send(createReceiver(), bare).refused).toEqual([expect.stringContaining('ext1')]);
      }
    });
  }
});

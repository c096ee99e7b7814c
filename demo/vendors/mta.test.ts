import { gzipSync } from 'node:zlib';
import { expect, test } from 'playwright/test';
import { createReceiver } from '../receiver.mjs';
import { change, payloads, requestFor } from '../testing';
import type { Headers } from '../testing';
import { refusesEach, seconds, takesItWhole } from './testing';

test.describe('one exactly valid request', () => {
  takesItWhole('mta');

  test('may leave out what is optional', () => {
    const noKv = JSON.stringify(change(payloads.mta(), '0.kv', undefined));
    const request = requestFor('mta', noKv, { 'content-type': 'text/plain' });
    expect(createReceiver().handle('mta', request).refused).toEqual([]);
  });
});

refusesEach('mta', [
  ...seconds('0.ts'),
  ['0.ky', undefined],
  ['0.ky', 1],
  ['0.et', undefined],
  ['0.et', '1000'],
  ['0.et', 1001],
  ['0.cui', undefined],
  ['0.cui', 13823965426],
  ['0.ei', undefined],
  ['0.ei', ''],
  ['0.kv', '{"status":1}'],
  ['0.kv', null],
  ['0.kv', []],
  ['0.extra', 1],
  ['0', 'text', '[0]'],
]);

test.describe('mta', () => {
  const valid = () => payloads.mta();
  const send = (body: string, headers: Headers = {}) => {
    const receiver = createReceiver();
    return { receiver, answer: receiver.handle('mta', requestFor('mta', body, headers)) };
  };

  test('refuses an unknown app key by its documented text', () => {
    const { answer } = send(JSON.stringify(change(valid(), '0.ky', 'other')));
    expect(answer.body).toContain('"msg":"invalid appkey"');
    expect(answer.refused[0]).toContain('ky');
  });

  test('takes 30 records and 60 KiB, and not one more', () => {
    const records = (count: number) => JSON.stringify(Array(count).fill(valid()[0]));
    expect(send(records(30)).answer.accepted).toHaveLength(30);
    expect(send(records(31)).answer).toMatchObject({ status: 413, accepted: [] });
    const bytes = (count: number) => {
      const rest = JSON.stringify(change(valid(), '0.kv', { filling: '' })).length;
      return JSON.stringify(change(valid(), '0.kv', { filling: 'x'.repeat(count - rest) }));
    };
    expect(send(bytes(61440)).answer.status).toBe(200);
    expect(send(bytes(61441)).answer.status).toBe(413);
  });

  test('takes gzip that inflates, and says so where it does not or where it is told to', () => {
    const receiver = createReceiver();
    const request = requestFor('mta', '', { 'content-encoding': 'gzip' });
    const bodyBytes = gzipSync(JSON.stringify(valid()));
    expect(receiver.handle('mta', { ...request, bodyBytes }).accepted).toHaveLength(1);
    const broken = receiver.handle('mta', { ...request, bodyBytes: Buffer.from('no gzip') });
    expect(broken.body).toContain('"msg":"Gzip error"');
    receiver.config.mta.refuseGzip = true;
    expect(receiver.handle('mta', { ...request, bodyBytes }).body).toContain('Gzip error');
  });

  const voids: [ei: string, kv: object | undefined, reason: RegExp | undefined][] = [
    ['__LOAN__product', { product_id: '1' }, undefined],
    ['__LOAN__product', undefined, /kv\.product_id/],
    ['__LOAN__product', { product_id: 1 }, /kv\.product_id/],
    ['__LOAN__register', { status: 0 }, undefined],
    ['__LOAN__register', {}, /kv\.status/],
    ['__LOAN__register', { status: 2 }, /kv\.status/],
    ['__LOAN__submit', undefined, undefined],
    ['__LOAN__of_the_unpublished_list', undefined, undefined],
    ['of_our_own', undefined, undefined],
    ['\\__LOAN\\__submit', undefined, /ei/],
    ['__loan__submit', undefined, /ei/],
  ];
  for (const [ei, kv, reason] of voids) {
    test(`accepts ${ei} with ${JSON.stringify(kv)}, ${reason ? 'and voids it' : 'for good'}`, () => {
      const { answer, receiver } = send(JSON.stringify([{ ...valid()[0], ei, kv }]));
      expect(answer.accepted).toHaveLength(1);
      expect(answer.voided.map(({ why }) => why)).toEqual(
        reason ? [expect.stringMatching(reason)] : [],
      );
      expect(receiver.tally().mta.voided).toBe(reason ? 1 : 0);
    });
  }
});

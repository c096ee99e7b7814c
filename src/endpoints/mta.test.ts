import { gzipSync } from 'node:zlib';
import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import { answerBy, direct, encoded, eventOf, mapped, URLS } from '../fixtures';

const FIXED = { ky: 'if8888mta', ts: 1767225600, et: 1000, cui: '13823965426' };
const PRODUCT = { product_id: '1000234' };

/** Sends some events and tells what the vendor has made of them. */
async function deliver(
  options: Parameters<typeof direct.mta>[0],
  ...sent: Parameters<typeof eventOf>[]
) {
  const receiver = createReceiver();
  const { request } = encoded(
    direct.mta(options),
    sent.map((each) => eventOf(...each)),
  );
  const reply = await answerBy(receiver, gzipSync)(request);
  const { voided } = receiver.tally().mta;
  return {
    receiver,
    request,
    reply,
    voided,
    records: receiver.received('mta').map(({ record }) => record),
  };
}

const LOAN: [id: string, params: object | undefined][] = [
  ['__LOAN__product', PRODUCT],
  ['__LOAN__register', { status: 1 }],
  ['__LOAN__register', { status: 0 }],
  ['__LOAN__apply_edu', PRODUCT],
  ['__LOAN__apply_edu', undefined],
  ['__LOAN__fill_info', PRODUCT],
  ['__LOAN__submit', PRODUCT],
  ['__LOAN__bind_card', { status: 1, product_id: '1000234' }],
  ['__LOAN__card_confirm', PRODUCT],
];
for (const [id, params] of LOAN) {
  test(`${id} with ${JSON.stringify(params) ?? 'no params'} goes out as the vendor has it`, async () => {
    const item = { ...FIXED, ei: id, ...(params && { kv: params }) };
    const props = { id, ...(params && { params }) };
    expect(mapped(direct.mta(), eventOf('loan', props))).toEqual({ item, missing: [], wrong: [] });
    const { records, voided } = await deliver({}, ['loan', props]);
    expect(records).toEqual([item]);
    expect(voided).toBe(0);
  });
}

test('any other event goes by its own name, letter for letter', async () => {
  const { records } = await deliver({}, ['custom', { id: ' Ünknown__id 活 ' }]);
  expect(records).toEqual([{ ...FIXED, ei: ' Ünknown__id 活 ' }]);
});

test('the values of kv keep their types, and kv is an object, not a text', async () => {
  const params = { s: '1', n: 1, f: 1.5, t: true, z: null, o: { a: [1, '1'] }, e: '', '': 0 };
  const { records, request } = await deliver({}, ['custom', { id: 'a', params }]);
  expect(records).toEqual([{ ...FIXED, ei: 'a', kv: params }]);
  expect(request.body).toContain('"kv":{"s":"1","n":1,"f":1.5,"t":true,"z":null,');
});

test.describe('an event', () => {
  const ROWS: [what: string, props: Record<string, unknown>, missing: string[], wrong: string[]][] =
    [
      ['without id misses it', { params: PRODUCT }, ['id'], []],
      ['with an empty id misses it', { id: '' }, ['id'], []],
      ['goes without params that are a text', { id: 'a', params: '{"a":1}' }, [], ['params']],
      ['goes without params that are a list', { id: 'a', params: [1] }, [], ['params']],
      ['goes without params that are a number', { id: 'a', params: 1 }, [], ['params']],
      ['of a product says which', { id: '__LOAN__product' }, [], ['params.product_id']],
      [
        'of a product says which',
        { id: '__LOAN__product', params: { product_id: null } },
        [],
        ['params.product_id'],
      ],
      [
        'of a registration says how it ended',
        { id: '__LOAN__register', params: PRODUCT },
        [],
        ['params.status'],
      ],
      ['of a registration may say 0', { id: '__LOAN__register', params: { status: 0 } }, [], []],
      ['of another step needs nothing', { id: '__LOAN__submit' }, [], []],
      ['named like a thing that every object has needs nothing', { id: 'constructor' }, [], []],
    ];
  ROWS.forEach(([what, props, missing, wrong], i) => {
    test(`${i}: ${what}`, () => {
      expect(mapped(direct.mta(), eventOf('custom', props))).toMatchObject({ missing, wrong });
    });
  });

  test('that lacks what the vendor requires goes out all the same: it is theirs to void', async () => {
    const { records, voided } = await deliver({}, ['loan', { id: '__LOAN__register' }]);
    expect(records).toEqual([{ ...FIXED, ei: '__LOAN__register' }]);
    expect(voided).toBe(1);
  });
});

test.describe('the account is', () => {
  const ROWS: [what: string, cui: unknown, item: object, missing: string[]][] = [
    ['a value', 'c', { cui: 'c' }, []],
    ['what a function answers', () => 'c', { cui: 'c' }, []],
    ['a text, also when it is given as a number', 13823965426, { cui: '13823965426' }, []],
    ['missing when it is empty', '', {}, ['cui']],
    ['missing when a function does not know it', () => undefined, {}, ['cui']],
  ];
  for (const [what, cui, item, missing] of ROWS) {
    test(what, () => {
      expect(direct.mta({ cui: cui as string }).identify()).toEqual({ item, missing, wrong: [] });
    });
  }
});

test.describe('a request', () => {
  test('is a list, also of one record, in the order of the events', async () => {
    const { request, records } = await deliver({}, ['custom', { id: 'a' }], ['loan', { id: 'b' }]);
    expect(records.map(({ ei }) => ei)).toEqual(['a', 'b']);
    expect(request).toEqual({
      url: URLS.mta,
      body: JSON.stringify(records),
      type: 'text',
      gzip: false,
    });
    expect((await deliver({}, ['custom', { id: 'a' }])).request.body).toMatch(/^\[\{.*\}\]$/);
  });

  test('to a relay is the same', () => {
    const events = [eventOf('custom', { id: 'a' })];
    const { request } = encoded(direct.mta({ url: '/relay/mta' }), events);
    expect(request).toEqual({ ...encoded(direct.mta(), events).request, url: '/relay/mta' });
  });

  test('is compressed where that was asked for, and understood', async () => {
    const { request, records } = await deliver({ gzip: true }, ['custom', { id: '活' }]);
    expect(request.gzip).toBe(true);
    expect(records).toEqual([{ ...FIXED, ei: '活' }]);
  });

  test('is not compressed when the vendor could not unpack the last', async () => {
    const receiver = createReceiver();
    receiver.config.mta.refuseGzip = true;
    const endpoint = direct.mta({ gzip: true });
    const events = [eventOf('custom', { id: 'a' })];
    const reply = await answerBy(receiver, gzipSync)(encoded(endpoint, events).request);
    expect(endpoint.judge(reply as never).kind).toBe('retry');
    const { request } = encoded(endpoint, events);
    expect(request.gzip).toBe(false);
    await answerBy(receiver, gzipSync)(request);
    expect(receiver.received('mta')).toHaveLength(1);
  });
});

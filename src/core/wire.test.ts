import * as fc from 'fast-check';
import { expect, test } from 'playwright/test';
import type { StoredRecord } from './batch';
import { integer, text } from './fields';
import type { Timestamp } from './units';
import {
  dayInChina,
  deviceType,
  endpointBase,
  identifyBy,
  joinItems,
  jsonRequest,
  mapByUser,
} from './wire';
import { eventOf } from '../fixtures';

const contentsOf = (items: readonly unknown[]) => ({
  identity: {},
  records: items.map((item, i): StoredRecord => {
    return { id: String(i), kind: 'k', time: 0 as Timestamp, json: JSON.stringify(item) };
  }),
});
const halves = fc
  .array(fc.integer({ min: 0, max: 0xffff }))
  .map((codes) => String.fromCharCode(...codes));

test.describe('items are joined', () => {
  const ROWS: [what: string, items: unknown[], bytes: number, joined: [string, number]][] = [
    ['all that there are', [1, 22, 333], 100, ['[1,22,333]', 3]],
    ['to the last byte', [1, 22, 333], 10, ['[1,22,333]', 3]],
    ['but not beyond it', [1, 22, 333], 9, ['[1,22]', 2]],
    ['one alone to the last byte', [333], 5, ['[333]', 1]],
    ['none where the first does not fit, however small the next', [333, 1], 4, ['[]', 0]],
    ['of none', [], 100, ['[]', 0]],
    ['in bytes and not in letters', ['中'], 6, ['[]', 0]],
    ['in as many bytes as they have', ['中'], 7, ['["中"]', 1]],
  ];
  for (const [what, items, bytes, joined] of ROWS) {
    test(what, () => {
      expect(joinItems(contentsOf(items), '[', ']', bytes)).toEqual(joined);
    });
  }

  test('in order, as many as fit and no more, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.jsonValue({ stringUnit: 'binary' }), halves), { maxLength: 20 }),
        fc.string({ unit: 'binary' }).map((head) => `{"head":${JSON.stringify(head)},"items":[`),
        fc.integer({ min: 0, max: 600 }),
        (items, before, bytes) => {
          const [body, taken] = joinItems(contentsOf(items), before, ']}', bytes);
          const json = items.map((item) => JSON.stringify(item));
          const ofFirst = (count: number) =>
            Buffer.byteLength(`${before}${json.slice(0, count).join()}]}`);
          expect(body).toBe(`${before}${json.slice(0, taken).join()}]}`);
          if (taken) expect(ofFirst(taken)).toBeLessThanOrEqual(bytes);
          if (taken < items.length) expect(ofFirst(taken + 1)).toBeGreaterThan(bytes);
        },
      ),
    );
  });

  test('by another measure, when the wire has another', () => {
    const weigh = (json: string) => encodeURIComponent(json).length;
    const room = weigh('["中",1]');
    expect(joinItems(contentsOf(['中', 1]), '[', ']', room, weigh)[1]).toBe(2);
    expect(joinItems(contentsOf(['中', 1]), '[', ']', room - 1, weigh)[1]).toBe(1);
  });
});

test('JSON goes as JSON with a token, and as plain text without', () => {
  expect(jsonRequest('/u', ['{}', 1], 'T')).toEqual({
    request: { url: '/u', body: '{}', type: 'json', authorization: 'T' },
    taken: 1,
  });
  expect(jsonRequest('/u', ['{}', 1], undefined)).toEqual({
    request: { url: '/u', body: '{}', type: 'text' },
    taken: 1,
  });
});

test.describe('an identity', () => {
  const FIELDS = { 'uid!': text, age: integer };
  const whole = { item: { uid: '7' }, missing: [], wrong: [] };
  const none = { item: {}, missing: ['uid'], wrong: [] };
  const ROWS: [what: string, given: unknown, picked: object][] = [
    ['is a value', { uid: 7 }, whole],
    ['or what a function answers', () => ({ uid: 7 }), whole],
    ['is without what is wrong in it', { uid: '7', age: 'old' }, { ...whole, wrong: ['age'] }],
    ['that is undefined misses all that is required', undefined, none],
    ['that a function does not know yet does as well', () => undefined, none],
    ['that is a text does as well', 'somebody', none],
  ];
  for (const [what, given, picked] of ROWS) {
    test(what, () => {
      expect(identifyBy(given as object, FIELDS)).toEqual(picked);
    });
  }
});

test('a map of one’s own adds to what is fixed, may say otherwise, and is for its kinds alone', () => {
  const map = { own: () => ({ aid: 2, v: 'x' }), none: () => undefined };
  const options = { url: '/u', map };
  expect(mapByUser(options, eventOf('own'), { aid: 1, uid: 'u' })).toEqual({
    item: { aid: 2, uid: 'u', v: 'x' },
    missing: [],
    wrong: [],
  });
  expect(mapByUser(options, eventOf('none'), {})).toBe('skip');
  for (const kind of ['other', 'constructor', '__proto__']) {
    expect(mapByUser(options, eventOf(kind), {})).toBeUndefined();
  }
  expect(mapByUser({ url: '/u' }, eventOf('own'), {})).toBeUndefined();
});

test('limits can be lowered and not raised', () => {
  const own = { records: 50, bytes: 1000 };
  const limitsOf = (limits: { records?: number; bytes?: number }) =>
    endpointBase('x', { url: '/u', limits }, own).limits;
  expect(limitsOf({})).toEqual(own);
  expect(limitsOf({ records: 5 })).toEqual({ records: 5, bytes: 1000 });
  expect(limitsOf({ records: 99, bytes: 10 })).toEqual({ records: 50, bytes: 10 });
});

test('the day in China begins at 16:00 UTC, in summer as in winter', () => {
  const days = [
    '2025-12-31T15:59:59.999Z',
    '2025-12-31T16:00:00Z',
    '2026-07-01T15:59:59.999Z',
    '2026-07-01T16:00:00Z',
  ].map((date) => dayInChina(Date.parse(date) as Timestamp));
  expect(days).toEqual(['2025-12-31', '2026-01-01', '2026-07-01', '2026-07-02']);
});

test('the vendors have numbers for two kinds of device', () => {
  const types = (['android', 'ios', 'other'] as const).map((os) =>
    deviceType({ os, surface: 'h5' }),
  );
  expect(types).toEqual([1, 2, undefined]);
});

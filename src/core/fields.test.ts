import { expect, test } from 'playwright/test';
import { integer, oneOf, pick, seconds, text, traceId, type Fields, type Read } from './fields';

const NO = undefined;
const TRACE = 'Fi6JoptoXX8EI3sttq3pcVGC2H1Nesy9';

/** Odd values, and what each reader makes of them. */
const ODD: [value: unknown, as: { integer?: unknown; text?: unknown; seconds?: unknown }][] = [
  [0, { integer: 0, text: '0', seconds: 0 }],
  [7, { integer: 7, text: '7', seconds: 7 }],
  [-7, { integer: -7, text: '-7' }],
  [1.9, { text: '1.9', seconds: 1 }],
  [0.9, { text: '0.9', seconds: 0 }],
  [-0.1, { text: '-0.1' }],
  [2 ** 53 - 1, { integer: 2 ** 53 - 1, text: '9007199254740991', seconds: 2 ** 53 - 1 }],
  [2 ** 53, { text: '9007199254740992' }],
  [NaN, {}],
  [Infinity, {}],
  [-Infinity, {}],
  ['', {}],
  [' ', { text: ' ' }],
  ['7', { integer: 7, text: '7', seconds: 7 }],
  ['007', { integer: 7, text: '007', seconds: 7 }],
  ['-7', { integer: -7, text: '-7' }],
  [' 7', { text: ' 7' }],
  ['7\n', { text: '7\n' }],
  ['+7', { text: '+7' }],
  ['7.5', { text: '7.5' }],
  ['1e3', { text: '1e3' }],
  ['0x10', { text: '0x10' }],
  ['9007199254740991', { integer: 2 ** 53 - 1, text: '9007199254740991', seconds: 2 ** 53 - 1 }],
  ['9007199254740993', { text: '9007199254740993' }],
  ['٧', { text: '٧' }],
  ['活码 😀\n', { text: '活码 😀\n' }],
  [true, {}],
  [false, {}],
  [null, {}],
  [undefined, {}],
  [[], {}],
  [[7], {}],
  [{}, {}],
  [{ valueOf: () => 7 }, {}],
  [Object(7), {}],
  [Object('7'), {}],
  [new Date(0), {}],
  [() => 7, {}],
  [Symbol('7'), {}],
  [BigInt(7), {}],
];
const shown = (value: unknown) =>
  typeof value === 'string' ? JSON.stringify(value) : `${typeof value} ${safe(value)}`;
const safe = (value: unknown) =>
  Array.isArray(value)
    ? `[${value.join()}]`
    : Object.prototype.toString.call(value) + (Object(value) === value ? '' : String(value));

const READERS: Record<'integer' | 'text' | 'seconds', Read> = { integer, text, seconds };
for (const name of ['integer', 'text', 'seconds'] as const) {
  test.describe(`${name} reads`, () => {
    ODD.forEach(([value, as], i) => {
      test(`${i}: ${shown(value)} as ${String(as[name])}`, () => {
        expect(READERS[name](value)).toBe(as[name]);
      });
    });
  });
}

test('a trace id is 32 letters and digits, and nothing else', () => {
  expect(traceId(TRACE)).toBe(TRACE);
  for (const value of [
    '',
    TRACE.slice(1),
    `${TRACE}x`,
    `${TRACE}\n`,
    TRACE.replace('F', '-'),
    TRACE.replace('F', 'é'),
    7,
    { toString: () => TRACE },
  ]) {
    expect(traceId(value)).toBeUndefined();
  }
});

test('one of some values is one of them, of the same type', () => {
  expect([1, 2, 3, '1', 1.5, NaN, true, null, undefined, [1]].map(oneOf(1, 2))).toEqual([
    ...[1, 2],
    ...Array.from({ length: 8 }, () => NO),
  ]);
});

test.describe('pick', () => {
  const FIELDS: Fields = { 'page_id!': integer, 'v=column!': text, duration: seconds };
  const ROWS: [
    what: string,
    props: Record<string, unknown>,
    picked: { item: object; missing: string[]; wrong: string[] },
  ][] = [
    [
      'takes what it knows, by the name that the wire has',
      { page_id: 1, column: 5, duration: 2.5, other: 1 },
      { item: { page_id: 1, v: '5', duration: 2 }, missing: [], wrong: [] },
    ],
    [
      'says what is missing by the name that the user writes',
      {},
      { item: {}, missing: ['page_id', 'column'], wrong: [] },
    ],
    [
      'takes a required field that is wrong for missing',
      { page_id: 'home', column: '' },
      { item: {}, missing: ['page_id', 'column'], wrong: [] },
    ],
    [
      'leaves out an optional field that is wrong, and says so',
      { page_id: 1, column: 'c', duration: -1 },
      { item: { page_id: 1, v: 'c' }, missing: [], wrong: ['duration'] },
    ],
    [
      'is silent about an optional field that is null or undefined',
      { page_id: 1, column: 'c', duration: null },
      { item: { page_id: 1, v: 'c' }, missing: [], wrong: [] },
    ],
    [
      'does not take the wire’s name for the user’s',
      { page_id: 1, v: 'c' },
      { item: { page_id: 1 }, missing: ['column'], wrong: [] },
    ],
  ];
  for (const [what, props, picked] of ROWS) {
    test(what, () => {
      expect(pick(props, FIELDS)).toEqual(picked);
    });
  }

  test('has what is fixed in every object, and changes neither that nor the props', () => {
    const fixed = Object.freeze({ aid: 1, page_id: 0 });
    const props = Object.freeze({ page_id: 3, column: 'c' });
    expect(pick(props, FIELDS, fixed).item).toEqual({ aid: 1, page_id: 3, v: 'c' });
  });

  test('does not see what some script has added to every object', () => {
    const prototype = Object.prototype as unknown as Record<string, unknown>;
    const props = { page_id: 3, column: 'c' };
    prototype['extend'] = () => ({ everybody: true });
    try {
      const picked = JSON.stringify(pick(props, FIELDS));
      expect(picked).toBe('{"item":{"page_id":3,"v":"c"},"missing":[],"wrong":[]}');
    } finally {
      delete prototype['extend'];
    }
  });
});

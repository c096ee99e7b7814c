import * as fc from 'fast-check';
import { expect, test } from 'playwright/test';
import { formatBatch, isDue, parseBatch, type Batch, type StoredRecord } from './batch';
import { MINUTE, type Timestamp } from './units';

const NOW = Date.UTC(2026, 0, 1) as Timestamp;
const record = (item: object, kind = 'k'): StoredRecord => ({
  id: 'a',
  kind,
  time: NOW,
  json: JSON.stringify(item),
});
const batchOf = (records: StoredRecord[], more: Partial<Batch> = {}): Batch => ({
  key: 'tracelet/lane/mta/1',
  records,
  attempts: 2,
  availableAt: NOW,
  writtenAt: NOW,
  identity: { uid: 'u' },
  ...more,
});
const onDisk = formatBatch;

test.describe('a batch comes back from disk as it was', () => {
  const ROWS: [what: string, batch: Batch][] = [
    ['with no records', batchOf([])],
    ['with one', batchOf([record({ aid: 1000 })])],
    [
      'with line breaks',
      batchOf([record({ code: 'a\nb\r\n\u2028c\u2029' }), record({}, 'kind\n\tof"')]),
    ],
    ['with Chinese and emoji', batchOf([record({ code: '活码 😀' })])],
    ['with half an emoji', batchOf([record({ code: '\ud83d' })])],
    ['with quotes and backslashes', batchOf([record({ code: '"\\n"\\' })])],
    [
      'with a line break in the identity',
      batchOf([record({ n: 1 })], { identity: { uid: 'a\nb' } }),
    ],
    ['with no identity but null', batchOf([record({ n: 1 })], { identity: null })],
    ['half sent', batchOf([record({ n: 1 }), record({ n: 2 })], { take: 1 })],
    ['with counts', batchOf([record({ n: 1 })], { counts: { recorded: 1, invalid: 2 } })],
  ];
  for (const [what, batch] of ROWS) {
    test(what, () => {
      expect(parseBatch(batch.key, onDisk(batch))).toEqual(batch);
    });
  }

  test('whatever its records hold', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })),
            fc.string({ unit: 'binary' }),
          ),
        ),
        (said) => {
          const batch = batchOf(said.map(([item, kind]) => record(item, kind)));
          const stored = onDisk(batch);
          expect(stored.split('\n')).toHaveLength(said.length + 1);
          expect(parseBatch(batch.key, stored)).toEqual(batch);
        },
      ),
    );
  });

  test('without the clock of the tab that wrote it', () => {
    const batch = batchOf([], { writtenMonotonic: 5 as never });
    expect(parseBatch(batch.key, onDisk(batch))).not.toHaveProperty('writtenMonotonic');
  });

  test('under the key where it was found, whatever it says itself', () => {
    const text = onDisk(batchOf([])).replace('{', '{"key":"other","records":[1],');
    expect(parseBatch('found', text)).toMatchObject({ key: 'found', records: [] });
  });
});

test.describe('what is on disk is no batch when', () => {
  const whole = onDisk(batchOf([record({ code: 'abc' }), record({ code: 'def' })]));
  const head = onDisk(batchOf([]));
  const ROWS: [what: string, text: string | undefined][] = [
    ['there is nothing', undefined],
    ['it is empty', ''],
    ['its last line is cut', whole.slice(0, -1)],
    ['its last line is cut to nothing', whole.slice(0, whole.lastIndexOf('\n') + 1)],
    ['its first line is cut', whole.slice(3)],
    ['its head is cut', head.slice(0, -1)],
    ['a line in the middle is empty', whole.replace('\n', '\n\n')],
    ['a line break is at its end', `${whole}\n`],
    ['it is no JSON', '<!doctype html>'],
    ['it is null', 'null'],
    ['it is a number', '5'],
    ['it is a text', '"text"'],
    ['it is an array', '[1,2]'],
    ['it is an object of something else', '{"uid":"u"}'],
    ['its date is negative', head.replace(/"availableAt":\d+/, '"availableAt":-1')],
    ['its date is a word', head.replace(/"availableAt":\d+/, '"availableAt":"soon"')],
    ['one of its records is null', `${head}\nnull`],
    ['one of its records is a number', `${head}\n7`],
    ['something else has a date as well', '{"availableAt":1}'],
    ['one of its records has no element', `${head}\na\t1\t"k"`],
    ['one of its records has half a kind', `${head}\na\t1\t"k\t{}`],
    ['one of its records is an array', `${head}\n[]`],
  ];
  for (const [what, text] of ROWS) {
    test(what, () => {
      expect(parseBatch('key', text)).toBeUndefined();
    });
  }
});

test.describe('a date has passed', () => {
  const ROWS: [what: string, now: number, passed: boolean][] = [
    ['not before it', 9 * MINUTE - 1, false],
    ['at it', 9 * MINUTE, true],
    ['after it', 10 * MINUTE, true],
    ['not when the wall clock went back a little', 3 * MINUTE, false],
    ['when the wall clock went back by more than a minute', 3 * MINUTE - 1, true],
  ];
  for (const [what, now, passed] of ROWS) {
    test(what, () => {
      const dated = { availableAt: NOW + 9 * MINUTE, writtenAt: NOW + 4 * MINUTE };
      expect(isDue(dated as Batch, (NOW + now) as Timestamp)).toBe(passed);
    });
  }
});

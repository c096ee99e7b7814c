import * as fc from 'fast-check';
import { expect, test } from 'playwright/test';
import { RECORD_ID_LENGTH, TRACE_ID_LENGTH, fractionOf, randomId } from './ids';

/** Bytes in turn: each value as often as any other. */
function evenRandom() {
  let next = 0;
  return {
    bytes: (count: number) => Array.from({ length: count }, () => next++ % 256),
    fraction: () => 0,
  };
}

test('a trace id is as long as the vendors’ examples, and a record’s id long enough for a nonce', () => {
  expect(TRACE_ID_LENGTH).toBe('Fi6JoptoXX8EI3sttq3pcVGC2H1Nesy9'.length);
  expect(RECORD_ID_LENGTH).toBeGreaterThanOrEqual(16);
});

test('an id has the length that was asked for, of letters and digits alone', () => {
  const random = evenRandom();
  for (let length = 0; length < 300; length++) {
    const id = randomId(random, length);
    expect(id).toHaveLength(length);
    expect(id).toMatch(/^[0-9A-Za-z]*$/);
  }
});

test('no character is favoured', () => {
  // 248 of 256 values are used: with 8 more bytes than characters, whole rounds of 256 are used up.
  const id = randomId(evenRandom(), 62 * 4 * 50);
  const often = new Map<string, number>();
  for (const letter of id) often.set(letter, (often.get(letter) ?? 0) + 1);
  expect(often.size).toBe(62);
  expect(new Set(often.values())).toEqual(new Set([200]));
});

test('bytes that would favour some are passed over, also when there are many of them', () => {
  const batches = [Array.from({ length: 28 }, () => 255), [248, 0, 249, 61, 250, 62]];
  const random = { bytes: () => batches.shift() ?? [1], fraction: () => 0 };
  expect(randomId(random, 4)).toBe('0z01');
});

test('whatever chance gives, an id is well formed', () => {
  fc.assert(
    fc.property(
      fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
      fc.integer({ min: 1, max: 64 }),
      (stream, length) => {
        const bytes = (count: number) => Uint8Array.from(stream.take(count));
        const id = randomId({ bytes, fraction: () => 0 }, length);
        expect(id).toMatch(new RegExp(`^[0-9A-Za-z]{${length}}$`));
      },
    ),
  );
});

test('the number of an id is its own, in [0, 1), and no number is favoured', () => {
  const numbers = Array.from({ length: 62 }, (_, i) =>
    fractionOf(randomId(evenRandom(), 62).slice(i)),
  );
  expect(fractionOf('0000')).toBe(0);
  expect(fractionOf('zzzz')).toBeLessThan(1);
  expect(fractionOf('V000')).toBe(31 / 62);
  expect(numbers.slice(0, 58).every((number, i) => Math.floor(number * 62) === i)).toBe(true);
});

import * as fc from 'fast-check';
import { expect, test } from 'playwright/test';
import { inSeconds, later, SECOND, utf8Length, type Timestamp } from './units';

test.describe('the length in UTF-8 of', () => {
  const ROWS: [what: string, text: string, bytes: number][] = [
    ['nothing', '', 0],
    ['ASCII', 'a\u0000\u007f', 3],
    ['two bytes each', '\u0080é\u07ff', 6],
    ['three bytes each', '\u0800中\uffff', 9],
    ['the last before and the first after the surrogates', '\ud7ff\ue000', 6],
    ['an emoji', '😀', 4],
    ['the first and the last pair', '\ud800\udc00\udbff\udfff', 8],
    ['a family', '👨‍👩‍👧', 18],
    ['half an emoji, which goes out as U+FFFD', '\ud83d', 3],
    ['the other half', '\ude00', 3],
    ['halves in the wrong order', '\ude00\ud83d', 6],
  ];
  for (const [what, text, bytes] of ROWS) {
    test(what, () => {
      expect(Buffer.byteLength(text)).toBe(bytes);
      expect(utf8Length(text)).toBe(bytes);
    });
  }

  test('any text is what Node says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      }),
    );
  });

  test('any text with halves of emojis is what Node says', () => {
    const unit = fc.oneof(
      fc.integer({ min: 0, max: 0xffff }),
      fc.integer({ min: 0xd800, max: 0xdfff }),
    );
    fc.assert(
      fc.property(fc.array(unit), (codes) => {
        const text = String.fromCharCode(...codes);
        expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      }),
    );
  });

  test('any text as JSON is what Node says', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (codes) => {
        const json = JSON.stringify(String.fromCharCode(...codes));
        expect(utf8Length(json)).toBe(Buffer.byteLength(json));
      }),
    );
  });
});

test('seconds are whole and rounded down', () => {
  expect([0, 999, 1000, 1999].map((ms) => inSeconds(ms as Timestamp))).toEqual([0, 0, 1, 1]);
});

test('later is later by as much', () => {
  expect(later(5 as Timestamp, SECOND)).toBe(1005);
});

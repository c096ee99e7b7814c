import * as fc from 'fast-check';
import { expect, test } from 'playwright/test';
import { BACKOFF_BASE, BACKOFF_CAP, backoff, retryAfter } from './retry';
import { HOUR, MINUTE, SECOND, type Timestamp } from './units';

const NOW = Date.UTC(2026, 0, 1) as Timestamp;
const DAY = 24 * HOUR;
const dateIn = (ms: number) => new Date(NOW + ms).toUTCString();

test.describe('the wait before a retry', () => {
  test('doubles with each failure, up to ten minutes', () => {
    const longest = Array.from({ length: 11 }, (_, i) => backoff(i + 1, 1) / SECOND);
    expect(longest).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]);
  });

  test('is any share of that interval, from nothing on', () => {
    expect([0, 0.25, 0.5].map((fraction) => backoff(3, fraction))).toEqual([0, 2000, 4000]);
  });

  test('is never negative, over the cap or no number, however long an endpoint is down', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 2 ** 31 })),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, fraction) => {
          const wait = backoff(failures, fraction);
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThan(BACKOFF_CAP);
          expect(wait).toBeLessThanOrEqual(BACKOFF_BASE * 2 ** (failures - 1));
        },
      ),
    );
  });
});

test.describe('Retry-After', () => {
  const ROWS: [what: string, header: string | undefined, wait: number][] = [
    ['that is not there asks for nothing', undefined, 0],
    ['that is empty asks for nothing', '', 0],
    ['of blanks asks for nothing', '  ', 0],
    ['of 0 asks for nothing', '0', 0],
    ['in seconds', '120', 2 * MINUTE],
    ['in seconds with blanks around', ' 120 ', 2 * MINUTE],
    ['as a date', dateIn(90 * SECOND), 90 * SECOND],
    ['as a date of now asks for nothing', dateIn(0), 0],
    ['as a date that is past asks for nothing', dateIn(-1 * HOUR), 0],
    ['of a day is obeyed', '86400', DAY],
    ['of more than a day is a day', '86401', DAY],
    ['of more seconds than a number holds is a day', '9'.repeat(400), DAY],
    ['as a date in years is a day', dateIn(1000 * DAY), DAY],
    ['that is negative asks for nothing', '-5', 0],
    ['that is a fraction asks for nothing', '1.5', 0],
    ['that was given twice asks for nothing', '120, 120', 0],
    ['that is a word asks for nothing', 'soon', 0],
    ['that is a word and a year asks for nothing', 'foo 2099', 0],
    ['that is hexadecimal asks for nothing', '0x10', 0],
  ];
  for (const [what, header, wait] of ROWS) {
    test(what, () => {
      expect(retryAfter(header, NOW)).toBe(wait);
    });
  }

  test('is between nothing and a day, whatever it says', () => {
    const header = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    );
    fc.assert(
      fc.property(header, (text) => {
        const wait = retryAfter(text, NOW);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(DAY);
      }),
    );
  });
});

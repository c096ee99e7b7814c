import { expect, test } from 'playwright/test';
import { memoryClock } from '../adapters/memory/clock';
import { holdFor, isHeld } from './hold';
import { MINUTE, SECOND } from './units';

const batch = { key: 'k', records: [], attempts: 0, identity: undefined };

const back = (by: number): number => -by;

const ROWS: [what: string, passed: number, jumped: number, held: boolean][] = [
  ['at once', 0, 0, true],
  ['until 15 seconds before its end', 45 * SECOND - 1, 0, true],
  ['not in the last 15 seconds, which a write may take', 45 * SECOND, 0, false],
  ['not when it has passed', MINUTE, 0, false],
  ['though the wall clock was corrected a little', 0, SECOND - 1, true],
  ['not when the wall clock went ahead', 0, SECOND, false],
  ['not when the wall clock went back', 0, back(SECOND), false],
  ['not when the wall clock stood still while time passed', 10 * SECOND, back(10 * SECOND), false],
];
for (const [what, passed, jumped, held] of ROWS) {
  test(`a date of a minute is held ${what}`, async () => {
    const clock = memoryClock();
    const dated = { ...batch, ...holdFor(MINUTE, clock) };
    await clock.advance(passed);
    clock.jump(jumped);
    expect(isHeld(dated, clock)).toBe(held);
  });
}

test('a date that another tab has set is not held', () => {
  const clock = memoryClock();
  const { writtenAt, availableAt } = holdFor(MINUTE, clock);
  expect(isHeld({ ...batch, writtenAt, availableAt }, clock)).toBe(false);
});

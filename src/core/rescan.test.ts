import { expect, test } from 'playwright/test';
import { memoryClock } from '../adapters/memory/clock';
import { createRescan } from './rescan';
import { MINUTE, SECOND, type Duration } from './units';

/** One that counts its looks. */
function createLooks() {
  const clock = memoryClock();
  let looks = 0;
  const rescan = createRescan(clock, () => looks++);
  const looksAfter = async (duration: number): Promise<number> => {
    await clock.advance(duration);
    return looks;
  };
  return { ...rescan, looksAfter };
}

test('it looks once a minute', async () => {
  const { looksAfter } = createLooks();
  expect(await looksAfter(MINUTE - 1)).toBe(0);
  expect(await looksAfter(1)).toBe(1);
  expect(await looksAfter(2 * MINUTE)).toBe(3);
});

test('it looks earlier when it is asked to, and no later', async () => {
  const { within, looksAfter } = createLooks();
  within((10 * SECOND) as Duration);
  expect(await looksAfter(10 * SECOND)).toBe(1);
  within((10 * MINUTE) as Duration);
  expect(await looksAfter(MINUTE)).toBe(2);
});

test('what is stopped looks no more, though somebody asks it to', async () => {
  const { within, stop, looksAfter } = createLooks();
  stop();
  within((10 * SECOND) as Duration);
  expect(await looksAfter(10 * MINUTE)).toBe(0);
});

import { expect, test } from 'playwright/test';
import { memoryClock } from '../adapters/memory/clock';
import { memoryStorage } from '../adapters/memory/storage';
import { createClaims } from './claims';
import { createJournal } from './journal';
import { HOUR } from './units';

const DAY = 24 * HOUR;

/** A page load: what it knows comes from the disk. */
async function load(disk: Map<string, string>, clock = memoryClock()) {
  const storage = memoryStorage(disk);
  const journal = createJournal(
    storage,
    () => undefined,
    () => false,
  );
  const claims = createClaims('once/', storage, journal, clock);
  await claims.read();
  journal.commit();
  return { ...claims, commit: () => journal.commit() };
}

const today = (clock: ReturnType<typeof memoryClock>): string =>
  new Date(clock.now()).toISOString().slice(0, 10);

test('what is claimed on a day is claimed for the next page load too', async () => {
  const clock = memoryClock();
  const disk = new Map<string, string>();
  const first = await load(disk, clock);
  expect(first.claim(today(clock), 'mark')).toBe(true);
  expect(first.claim(today(clock), 'mark')).toBe(false);
  first.commit();
  const second = await load(disk, clock);
  expect(second.claim(today(clock), 'mark')).toBe(false);
  expect(second.claim(today(clock), 'another')).toBe(true);
});

test('claims of long ago are taken off the disk, and those of yesterday are kept', async () => {
  const clock = memoryClock();
  const disk = new Map<string, string>();
  const first = await load(disk, clock);
  first.claim(today(clock), 'old');
  first.commit();
  await clock.advance(2 * DAY);
  first.claim(today(clock), 'new');
  first.commit();
  await clock.advance(1 * DAY);
  await load(disk, clock);
  expect([...disk.keys()].map((key) => key.split('/')[2])).toEqual(['new']);
});

import type { Page } from 'playwright/test';
import { disk, expect } from '../fixtures';
import { crash, hanging, killRenderers } from './dying';
import type { Scenario } from './scenario';
import { track } from './track';
import { conclude, only, reopen, settled } from './visits';
import type { World } from './world';

/**
 * Killed while it still hangs in the task of `act`. The browser is given the time to do what it was told,
 * which it has not always done a millisecond later if the machine is busy; the page is not.
 */
async function killedIn(page: Page, world: World, act: () => Promise<unknown>): Promise<void> {
  const beside = await page.context().newPage();
  await beside.goto(world.elsewhere);
  await hanging(page, world.receiver, act);
  const text = async () => JSON.stringify(await disk(beside));
  await expect.poll(text).toContain('\\"duration\\":19');
  await killRenderers(page);
  await beside.close();
}

/** Killed in a task in which the disk has yet to answer to the `nth` reading of a scan. */
async function whileReading(page: Page, world: World, nth: number): Promise<void> {
  await page.evaluate(() => window.tracker.flush()); // what the start reads has been read
  await killedIn(page, world, () =>
    page.evaluate((nth) => {
      const { tracker, hang } = window as typeof window & { hang(): void };
      const { prototype } = IDBDatabase;
      const begin = prototype.transaction;
      let begun = 0;
      prototype.transaction = function (...args) {
        if (++begun === nth) {
          queueMicrotask(() => {
            for (let i = 0; i < 20; i++) tracker.track('page_leave', { page_id: 1, duration: i });
            queueMicrotask(() => queueMicrotask(hang)); // when they have been written
          });
        }
        return begin.apply(this, args);
      };
      void tracker.flush();
    }, nth),
  );
}

const trackAndHang = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const { tracker, hang } = window as typeof window & { hang(): void };
    for (let i = 0; i < 20; i++) tracker.track('page_leave', { page_id: 1, duration: i });
    await Promise.resolve(); // still the same task
    hang();
  });

/** Tracks twenty, and then the page is no more. */
const ends: Readonly<Record<string, (page: Page, world: World) => Promise<void>>> = {
  'as soon as track() has returned': async (page) => {
    await track(page, 'behavior', 20);
    await crash(page);
  },

  'SIGKILL in the very task of track()': async (page, { receiver }) => {
    await hanging(page, receiver, () => trackAndHang(page));
    await killRenderers(page);
  },

  'SIGKILL in the very task of track(), when the browser has done as it was told': (page, world) =>
    killedIn(page, world, () => trackAndHang(page)),

  'SIGKILL in the very task of track(), which finds the list of keys being read': (page, world) =>
    whileReading(page, world, 1),

  'SIGKILL in the very task of track(), which finds the state of the lane being read': (
    page,
    world,
  ) => whileReading(page, world, 2),
};

export const row3: readonly Scenario[] = Object.entries(ends).map(([variant, end]) => ({
  row: '3',
  name: '20 events, sending held back, renderer crash; reopened',
  variant,
  async trial(world) {
    const context = await world.context();
    await end(await settled(context, world.blank, only(world, 'behavior')), world);
    const last = await reopen(context, world.blank, only(world, 'behavior'));
    return conclude(world, last, { behavior: 20 });
  },
}));

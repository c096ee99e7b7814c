import type { Page } from 'playwright/test';
import { crash, hanging, killedIn, killRenderers } from './dying';
import type { Scenario } from './scenario';
import { track } from './track';
import { conclude, only, reopen, settled } from './visits';
import type { World } from './world';

/** Killed in a task in which the disk has yet to answer to the `nth` reading of a scan. */
async function whileReading(page: Page, world: World, nth: number): Promise<void> {
  await page.evaluate(() => window.tracker.flush()); // what the start reads has been read
  await killedIn(page, world.receiver, world.elsewhere, () =>
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

/**
 * A browser whose machine is busy has not always done a millisecond later what it was told, and nothing of the
 * page's can help that: of 160 trials none lost anything, of 20 on a busier machine one lost all.
 */
const AT_ONCE = 18 / 20;

const atOnce = 'SIGKILL in the very task of track()';

/** Tracks twenty, and then the page is no more. */
const ends: Readonly<Record<string, (page: Page, world: World) => Promise<void>>> = {
  'as soon as track() has returned': async (page) => {
    await track(page, 'behavior', 20);
    await crash(page);
  },

  [atOnce]: async (page, { receiver }) => {
    await hanging(page, receiver, () => trackAndHang(page));
    await killRenderers(page);
  },

  'SIGKILL in the very task of track(), when the browser has done as it was told': (
    page,
    { receiver, elsewhere },
  ) => killedIn(page, receiver, elsewhere, () => trackAndHang(page)),

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
  promise: variant === atOnce ? { whole: AT_ONCE, recorded: 'unsure' } : {},
  async trial(world) {
    const context = await world.context();
    await end(await settled(context, world.blank, only(world, 'behavior')), world);
    const last = await reopen(context, world.blank, only(world, 'behavior'));
    return conclude(world, last, { behavior: 20 });
  },
}));

import { setTimeout as pass } from 'node:timers/promises';
import { flush, start, type Name } from '../fixtures';
import type { Scenario } from './scenario';
import { track } from './track';
import { HELD, conclude, only, reopen } from './visits';
import type { World } from './world';

/** Long enough for a page that still holds it in memory to have lost it to the kill. */
const SOON = 100;

/** Pages that are offline when their trackers start, each with its own share of the records. */
async function offline(world: World, name: Name, tabs: number, each: number): Promise<void> {
  const { context, kill } = await world.launch();
  const pages = [];
  for (let i = 0; i < tabs; i++) {
    const page = await context.newPage();
    await page.goto(world.blank);
    pages.push(page);
  }
  await context.setOffline(true);
  for (const page of pages) {
    await start(page, { flush: HELD, ...only(world, name) });
    await flush(page); // the disk is open
  }
  await Promise.all(
    pages.map(async (page, i) => {
      await track(page, name, each, { from: i * each });
      await page.evaluate(() => void window.tracker.flush());
    }),
  );
  await pass(SOON);
  await kill();
}

const offlineFromTheStart = (name: Name, tabs: number): Scenario => ({
  row: '5',
  name: 'offline from the start, killed; reopened online',
  variant: `${name}, ${tabs === 1 ? 'one tab' : `${tabs} tabs`}`,
  async trial(world) {
    await offline(world, name, tabs, 20);
    const { context } = await world.launch();
    const last = await reopen(context, world.blank, only(world, name));
    return conclude(world, last, { [name]: tabs * 20 });
  },
});

export const row5: readonly Scenario[] = [
  offlineFromTheStart('behavior', 1),
  offlineFromTheStart('behavior', 2),
  offlineFromTheStart('oper', 1),
];

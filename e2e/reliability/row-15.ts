import { expect, type Page } from 'playwright/test';
import { flush, requested } from '../fixtures';
import { acceptedIn } from './outcome';
import { outlast, timeless } from './patience';
import type { Scenario } from './scenario';
import { track } from './track';
import { conclude, only, settled } from './visits';
import type { World } from './world';

const DAY = 24 * 3600_000;
const TWENTY = 20;

/** The wall clock of all pages alone: no timer is due, and the monotonic clock goes on as it was. */
async function jump(page: Page, by: number): Promise<void> {
  const look = () => page.evaluate(() => [Date.now(), performance.now()] as const);
  const [wall, monotonic] = await look();
  await page.clock.setSystemTime(wall + by);
  const [wallThen, monotonicThen] = await look();
  expect([wallThen - wall, monotonicThen - monotonic]).toEqual([by, 0]);
}

/** What the jumps are; each is followed by more records. */
const jumps: Readonly<Record<string, readonly number[]>> = {
  'a day ahead': [DAY],
  'a day back': [-DAY],
  'a day ahead and back again': [DAY, -DAY],
  'a day back and ahead again': [-DAY, DAY],
};

const start = async (world: World) => {
  const context = await timeless(world);
  const open = (): Promise<Page> => settled(context, world.blank, only(world, 'behavior'));
  return { page: await open(), open };
};

/** Five records, a jump, five more, a jump …: twenty in the end. */
async function trackOver(page: Page, by: readonly number[]): Promise<void> {
  let from = 0;
  for (const each of by) {
    await track(page, 'behavior', 5, { from });
    await jump(page, each);
    from += 5;
  }
  await track(page, 'behavior', TWENTY - from, { from });
}

const whileOpen = (variant: string): Scenario => ({
  row: '15',
  name: 'the wall clock jumps while a batch is open',
  variant,
  async trial(world) {
    const { page } = await start(world);
    await trackOver(page, jumps[variant] ?? []);
    await flush(page);
    await outlast(page);
    return conclude(world, page, { behavior: TWENTY });
  },
});

const whileLeased = (variant: string): Scenario => ({
  row: '15',
  name: 'the wall clock jumps while a request is under way',
  variant,
  async trial(world) {
    const { receiver } = world;
    const { page } = await start(world);
    await track(page, 'behavior', 10);
    receiver.fail('behavior', { slow: 300, times: 1 });
    const flushed = flush(page);
    await requested(receiver, 'behavior', 1);
    for (const by of jumps[variant] ?? []) await jump(page, by);
    await track(page, 'behavior', 10, { from: 10 });
    await flushed;
    await outlast(page);
    return conclude(world, page, { behavior: TWENTY });
  },
});

const whileBackingOff = (variant: string): Scenario => ({
  row: '15',
  name: 'the wall clock jumps while the lane backs off',
  variant,
  async trial(world) {
    const { receiver } = world;
    const { page } = await start(world);
    await track(page, 'behavior', 10);
    receiver.fail('behavior', { status: 503, retryAfter: 600, times: 1 });
    await flush(page);
    for (const by of jumps[variant] ?? []) await jump(page, by);
    await track(page, 'behavior', 10, { from: 10 });
    await outlast(page);
    return conclude(world, page, { behavior: TWENTY });
  },
});

/** Beside a second tab, which sees the first one's dates with the new clock. */
const inTwoTabs = (variant: string): Scenario => ({
  row: '15',
  name: 'the same with a second tab, which sends while the first has a request under way',
  variant,
  async trial(world) {
    const { receiver } = world;
    const { page, open } = await start(world);
    const other = await open();
    await track(page, 'behavior', 10);
    receiver.fail('behavior', { slow: 1000, times: 1 });
    const flushed = flush(page);
    const [flight] = await requested(receiver, 'behavior', 1);
    await track(page, 'behavior', 5, { from: 10 });
    for (const by of jumps[variant] ?? []) await jump(page, by);
    await flush(other);
    await track(page, 'behavior', 5, { from: 15 });
    await flushed;
    await outlast(page);
    await outlast(other);
    return conclude(
      world,
      other,
      { behavior: TWENTY },
      { excused: acceptedIn('behavior', flight) },
    );
  },
});

/** Longer than anybody's date. */
const NIGHT = 8 * 3600_000;

/** Windows lets `performance.now()` go on while it sleeps; the others do not. */
async function sleep(pages: readonly Page[], isWindows: boolean): Promise<void> {
  const [page] = pages as readonly [Page];
  await jump(page, NIGHT);
  for (const each of isWindows ? pages : []) {
    await each.evaluate((night) => {
      const now = performance.now.bind(performance);
      performance.now = () => now() + night;
    }, NIGHT);
  }
}

const slept = (isWindows: boolean, isTaken: boolean): Scenario => ({
  row: '15',
  name: 'a tab that slept past its dates appends again',
  variant: `${isWindows ? 'as on Windows' : 'as elsewhere'}, ${isTaken ? 'after' : 'before'} another tab has taken its batch`,
  async trial(world) {
    const { page, open } = await start(world);
    const other = await open();
    await track(page, 'behavior', 10);
    await sleep([page, other], isWindows);
    if (isTaken) {
      await flush(other);
      expect(world.receiver.received('behavior')).toHaveLength(10);
    }
    await track(page, 'behavior', 5, { from: 10 });
    await flush(other);
    await track(page, 'behavior', 5, { from: 15 });
    await Promise.all([flush(page), flush(other)]);
    await outlast(page);
    await outlast(other);
    return conclude(world, other, { behavior: TWENTY });
  },
});

export const row15: readonly Scenario[] = [
  ...Object.keys(jumps).flatMap((variant) => [
    whileOpen(variant),
    whileLeased(variant),
    whileBackingOff(variant),
    inTwoTabs(variant),
  ]),
  slept(false, true),
  slept(false, false),
  slept(true, true),
  slept(true, false),
];

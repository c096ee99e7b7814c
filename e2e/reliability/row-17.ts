import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright/test';
import type { Stats } from '../../src/core/counts';
import { names, type Name } from '../fixtures';
import { write, type DiskImage } from './diskImage';
import { arrival } from './outcome';
import { LATER, conclude, settled } from './visits';
import type { Scenario } from './scenario';
import { track } from './track';
import type { World } from './world';

/** Two copies of the script in one page, and a tracker of each on the same endpoint. */
async function visitTwice(
  context: BrowserContext,
  { blank }: World,
  name: Name,
  trackers: readonly [string, string],
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(blank);
  // As from a bundle of somebody else's: a second script tag would find the first and stop.
  await page.evaluate(() => {
    Object.assign(window, { first: window.tracelet });
    Reflect.deleteProperty(window, 'tracelet');
  });
  await page.addScriptTag({ url: '/dist/tracelet.min.js' });
  await page.evaluate(
    async ({ name, trackers }) => {
      const copies = [Reflect.get(window, 'first') as typeof window.tracelet, window.tracelet];
      if (copies[0] === copies[1]) throw new Error('they are one copy');
      const both = copies.map((copy, i) =>
        copy.createTracker({
          name: trackers[i] as string,
          endpoints: [window.endpoints.relay[name]()],
          flush: { delay: 3600_000 },
        }),
      );
      Object.assign(window, { both, tracker: both[0] });
      for (const one of both) await one.flush();
    },
    { name, trackers },
  );
  return page;
}

declare global {
  interface Window {
    both: readonly [Window['tracker'], Window['tracker']];
  }
}

async function trackWithBoth(page: Page, { lane, lengths, padding = 0 }: Copies): Promise<void> {
  for (const i of [0, 1] as const) {
    await page.evaluate((i) => void (window.tracker = window.both[i]), i);
    await track(page, lane, lengths[i], { from: i * lengths[0], padding });
  }
}

const flushBoth = (page: Page): Promise<unknown> =>
  page.evaluate(() => Promise.all(window.both.map((one) => one.flush())));

/** The ledgers of trackers that share nothing, as one. */
function together(ledgers: readonly Stats[]): Stats {
  const lanes = Object.fromEntries(
    ledgers.flatMap((ledger, i) =>
      Object.entries(ledger.lanes).map(([name, lane]) => [`${name} of ${i}`, lane]),
    ),
  );
  const sum = (what: 'recorded' | 'waiting' | 'accepted' | 'handedOver'): number =>
    ledgers.reduce((total, ledger) => total + ledger[what], 0);
  return {
    recorded: sum('recorded'),
    waiting: sum('waiting'),
    accepted: sum('accepted'),
    handedOver: sum('handedOver'),
    dropped: Object.assign({}, ...ledgers.map(({ dropped }) => dropped)) as Stats['dropped'],
    lanes,
  };
}

interface Copies {
  readonly variant: string;
  readonly trackers: readonly [string, string];
  readonly lane: Name;
  /** How many records each of the two gets. */
  readonly lengths: readonly [number, number];
  /** The page is left, instead of flushed. */
  readonly leaves?: boolean;
  readonly padding?: number;
}

const copies = (two: Copies): Scenario => ({
  row: '17',
  name: 'a second copy of the library on the page',
  variant: two.variant,
  async trial(world) {
    const { trackers, lane, lengths, leaves, padding } = two;
    const tracked = { [lane]: lengths[0] + lengths[1] };
    const context = await world.context();
    let page = await visitTwice(context, world, lane, trackers);
    await trackWithBoth(page, two);
    if (leaves) {
      await page.goto(world.elsewhere);
      // What went out on the way is there, before somebody could send it again.
      if (!padding) await arrival(world.receiver, tracked);
      await page.clock.install({ time: Date.now() + LATER });
      await page.close();
      page = await visitTwice(context, world, lane, trackers);
    }
    await flushBoth(page);
    await flushBoth(page);
    const outcome = await conclude(world, page, tracked);
    if (trackers[0] === trackers[1]) return outcome;
    const ledgers = await page.evaluate(() => window.both.map((one) => one.stats()));
    return { ...outcome, ledger: together(ledgers) };
  },
});

/**
 * What a run of the version left on disk, and when: of each endpoint three records in a batch that was
 * refused with 503 (of oper one, and two that waited), and two that came later.
 */
interface Left {
  readonly at: number;
  readonly image: DiskImage;
}

const leftBy = (version: string): Left =>
  JSON.parse(readFileSync(new URL(`disks/${version}.json`, import.meta.url), 'utf8')) as Left;

const upgrade = (version: string): Scenario => ({
  row: '17',
  name: "an upgrade with the old version's batches on disk",
  variant: version,
  async trial(world) {
    const { at, image } = leftBy(version);
    const context = await world.context();
    // Whenever this is played, nothing is too old.
    await context.clock.install({ time: at + LATER });
    const before = await context.newPage();
    await before.goto(world.elsewhere);
    await write(before, image);
    await before.close();
    const page = await settled(context, world.blank, {});
    return conclude(world, page, Object.fromEntries(names.map((name) => [name, 5])));
  },
});

const same = ['tracelet', 'tracelet'] as const;
const different = ['one', 'two'] as const;

const lane = 'behavior';
const lengths = [20, 20] as const;

export const row17: readonly Scenario[] = [
  copies({ variant: 'two trackers of one name', trackers: same, lane, lengths }),
  copies({ variant: 'two trackers of two names', trackers: different, lane, lengths }),
  copies({ variant: 'of one name, the page is left', trackers: same, lane, lengths, leaves: true }),
  copies({
    variant: 'of two names, the page is left',
    trackers: different,
    lane,
    lengths,
    leaves: true,
  }),
  // 64 KiB are what a page may have in flight when it ends, with every script on it.
  copies({
    variant: 'the page is left, 40 KB with each',
    trackers: different,
    lane: 'mta',
    lengths: [19, 19],
    leaves: true,
    padding: 2000,
  }),
  copies({
    variant: 'the page is left, 58 KB with one and 12 with the other',
    trackers: different,
    lane: 'mta',
    lengths: [27, 6],
    leaves: true,
    padding: 2000,
  }),
  ...['0.1.0'].map(upgrade),
];

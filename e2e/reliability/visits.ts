import type { BrowserContext, Page } from 'playwright/test';
import { flush, visit, type Name, type Start } from '../fixtures';
import { tally, type Outcome, type Tally, type Tracked } from './outcome';
import type { World } from './world';

/** Nothing goes out by itself while the trial runs. */
export const HELD = { delay: 3600_000 };

/** Later than any date that a page has left on disk: leases, back-off, a lane that was held. */
export const LATER = 2 * 3600_000;

/** What a host that has logged in has at hand: without its session key pushData can hand nothing over. */
const atHand = ({ receiver }: World, name: Name): object =>
  name === 'pushData' ? { session: receiver.issue(name) } : {};

export const only = (world: World, name: Name, more: object = {}): Start => ({
  only: [name],
  more: { ...atHand(world, name), ...more },
});

/** A page with a tracker whose disk is open and that sends nothing by itself. */
export async function settled(context: BrowserContext, url: string, options: Start): Promise<Page> {
  const page = await context.newPage();
  await visit(page, url, { flush: HELD, ...options });
  await flush(page); // the disk is open
  return page;
}

/** A visit when all dates have passed, which delivers what it finds. */
export async function reopen(context: BrowserContext, url: string, options: Start): Promise<Page> {
  const page = await context.newPage();
  await page.clock.install({ time: Date.now() + LATER });
  await visit(page, url, { flush: HELD, ...options });
  await flush(page);
  return page;
}

/** What the server and the last page say in the end; `before` is what held earlier in the trial. */
export async function conclude(
  { receiver }: World,
  last: Page,
  tracked: Tracked,
  before: Partial<Tally & Pick<Outcome, 'excused'>> = {},
): Promise<Outcome> {
  const ledger = await last.evaluate(() => window.tracker.stats());
  return { ...tally(receiver, tracked), ledger, ...before };
}

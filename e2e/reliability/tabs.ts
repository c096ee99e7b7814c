import type { BrowserContext, Page } from 'playwright/test';
import { expect, flush, visit, type Name } from '../fixtures';
import type { Outcome } from './outcome';
import type { Scenario } from './scenario';
import { canSleep } from './slept';
import { HELD, only } from './visits';
import type { World } from './world';

/** What becomes of a tab that is not in front, with one endpoint. */
export const NAME: Name = 'behavior';

export const HOUR = 3600_000;

export type Trial = (world: World, context: BrowserContext) => Promise<Outcome>;

/** One scenario for each variant, in a browser that is like a user's. */
export const inTabs = (name: string, trials: Readonly<Record<string, Trial>>): Scenario[] =>
  Object.entries(trials).map(([variant, trial]) => ({
    row: '11',
    name,
    variant,
    cacheControl: 'no-cache', // what is `no-store` stays out of bfcache
    trial: async (world) => trial(world, await (await world.user()).connect()),
  }));

/** A tab with a tracker whose disk is open and that sends nothing by itself. */
export async function openTab(
  context: BrowserContext,
  world: World,
  more: object = {},
): Promise<Page> {
  const page = await context.newPage();
  await canSleep(page);
  await visit(page, world.blank, { flush: HELD, ...only(world, NAME, more) });
  await flush(page); // the disk is open
  return page;
}

/** Puts `front` before the other tabs, of which `page` is one. */
export async function hide(page: Page, front: Page): Promise<void> {
  await front.bringToFront();
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('hidden');
}

/** As the browser does with a tab that has been hidden for minutes. Returns what thaws it. */
export async function freeze(context: BrowserContext, page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const note = (): void => void Object.assign(window, { isFrozen: true });
    document.addEventListener('freeze', note, { once: true });
  });
  const cdp = await context.newCDPSession(page);
  await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
  await expect.poll(() => page.evaluate(() => 'isFrozen' in window)).toBe(true);
  return async () => {
    await cdp.send('Page.setWebLifecycleState', { state: 'active' });
  };
}

/** Back to the page that was left last, which must be the very same one. */
export async function goBack(page: Page): Promise<void> {
  // Playwright's own `goBack` waits for something to be loaded.
  await page.evaluate(() => void setTimeout(() => history.back()));
  // A page that is just being left cannot say.
  const isBack = () => page.evaluate(() => 'tracker' in window).catch(() => false);
  await expect.poll(isBack).toBe(true);
}

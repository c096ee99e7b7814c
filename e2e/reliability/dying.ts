import type { Page } from 'playwright/test';
import { disk, expect, requested, type Name, type Receiver } from '../fixtures';
import { processes } from './world';

/** Ends the page's process without a farewell. */
export async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  await page.goto('chrome://crash').catch(() => undefined);
  await crashed;
  await page.close(); // for `clock`, which speaks to all pages of the context
}

/** SIGKILL for all pages of the browser, of which only `page` is anybody's. */
export async function killRenderers(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const browser = page.context().browser();
  const ids = await processes(browser, 'renderer');
  for (const id of ids) process.kill(id, 'SIGKILL');
  await crashed;
  await page.close();
  // A spare one that is dead, too, would get the next page, if nobody has noticed.
  const isKnown = (id: number): boolean => ids.includes(id);
  const left = async () => (await processes(browser, 'renderer')).filter(isKnown);
  await expect.poll(left).toEqual([]);
}

/** Where a page hangs by a synchronous request that is never answered: none of the trials' own. */
const STRANGER: Name = 'mta';

/** Makes `hang()` in the page, which never returns. Resolves when the page hangs. */
export async function hanging(page: Page, receiver: Receiver, act: () => Promise<unknown>) {
  receiver.fail(STRANGER, { hang: true });
  await page.evaluate(() => {
    Object.assign(window, {
      hang() {
        const request = new XMLHttpRequest();
        request.open('POST', '/relay/mta', false);
        request.send();
      },
    });
  });
  // It ends with the page.
  void act().catch(() => undefined);
  await requested(receiver, STRANGER, 1);
}

/**
 * Kills the page while it still hangs in the task of `act`. The browser is given the time to do what it was told, which
 * it has not always done a millisecond later if the machine is busy; the page is not. `elsewhere` is of the same origin.
 */
export async function killedIn(
  page: Page,
  receiver: Receiver,
  elsewhere: string,
  act: () => Promise<unknown>,
): Promise<void> {
  const beside = await page.context().newPage();
  await beside.goto(elsewhere);
  await hanging(page, receiver, act);
  const text = async () => JSON.stringify(await disk(beside));
  await expect.poll(text).toContain('\\"duration\\":19');
  await killRenderers(page);
  await beside.close();
}

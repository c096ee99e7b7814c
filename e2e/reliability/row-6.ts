import type { BrowserContext, Page } from 'playwright/test';
import { expect, flush, requested, visit } from '../fixtures';
import { crash } from './dying';
import { acceptedIn } from './outcome';
import type { Scenario } from './scenario';
import { track } from './track';
import { HELD, LATER, conclude, only, settled } from './visits';
import type { World } from './world';

const NAME = 'behavior';

/** Eight requests' worth, so that each tab can have one. */
const BACKLOG = 400;

/** Tabs that find what a dead one has left, when anybody may take it. */
async function heirs(world: World, context: BrowserContext, tabs: number): Promise<Page[]> {
  const dead = await settled(context, world.blank, only(world, NAME));
  await context.setOffline(true); // so that nothing of it is on its way
  await track(dead, NAME, BACKLOG);
  await flush(dead);
  await crash(dead);
  await context.setOffline(false);
  await context.clock.install({ time: Date.now() + LATER });
  return Promise.all(Array.from({ length: tabs }, () => tab(world, context)));
}

async function tab(world: World, context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await visit(page, world.blank, { flush: HELD, ...only(world, NAME) });
  return page;
}

const together = (tabs: number): Scenario => ({
  row: '6',
  name: 'tabs with a shared backlog, flushing together',
  variant: `${tabs} tabs`,
  async trial(world) {
    const context = await world.context();
    const pages = await heirs(world, context, tabs);
    await Promise.all(pages.map(flush));
    const last = await tab(world, context);
    await flush(last);
    return conclude(world, last, { [NAME]: BACKLOG });
  },
});

const oneIsKilled = (tabs: number): Scenario => ({
  row: '6',
  name: 'tabs with a shared backlog, flushing together; one is killed mid-request',
  variant: `${tabs} tabs`,
  async trial(world) {
    const { receiver } = world;
    const context = await world.context();
    const pages = await heirs(world, context, tabs);
    const senders = new Map<string, Page>();
    for (const page of pages) {
      page.on('request', (request) => void senders.set(request.postData() ?? '', page));
    }
    // Accepted, and the answer never comes through.
    receiver.fail(NAME, { slow: 60_000, times: 1 });
    const flushes = pages.map((page) => flush(page).catch(() => undefined));
    const [struck] = await requested(receiver, NAME, 1);
    // The server may hear of it before we do.
    await expect.poll(() => senders.has(struck?.body ?? '')).toBe(true);
    const victim = senders.get(struck?.body ?? '') as Page;
    const crashed = victim.waitForEvent('crash');
    const cdp = await context.newCDPSession(victim);
    void cdp.send('Page.crash').catch(() => undefined); // which it cannot answer
    await crashed;
    await victim.close(); // for `clock`, which speaks to all pages of the context
    await Promise.all(flushes);

    await context.clock.fastForward(LATER);
    const last = await tab(world, context);
    await Promise.all([...pages.filter((page) => page !== victim), last].map(flush));
    const excused = acceptedIn(NAME, struck);
    return conclude(world, last, { [NAME]: BACKLOG }, { excused });
  },
});

export const row6: readonly Scenario[] = [together(2), together(8), oneIsKilled(2), oneIsKilled(8)];

import type { BrowserContext, Page } from 'playwright/test';
import { flush, names, type Receiver } from '../fixtures';
import type { World } from './world';

/** Longer than a lane ever backs off by itself. */
export const BACKED_OFF = 11 * 60_000;

/** Who needs more is not going to make it. */
const TRIES = 150;

/**
 * A context whose time moves only when it is told to: no request is ever abandoned because the trial
 * let minutes pass, nor a timer due while it looks.
 */
export async function timeless(world: World): Promise<BrowserContext> {
  const context = await world.context();
  const now = Date.now();
  await context.clock.install({ time: now });
  await context.clock.pauseAt(now + 1000);
  return context;
}

/** Lets back-off after back-off pass until nothing waits. The page is {@link timeless}. */
export async function outlast(page: Page): Promise<void> {
  for (let i = 0; i < TRIES && (await flush(page)).waiting; i++) {
    await page.clock.fastForward(BACKED_OFF);
  }
}

/** How many requests the server has had, of all endpoints. */
export const requestsSoFar = (receiver: Receiver): number =>
  names.reduce((sum, name) => sum + receiver.requests(name).length, 0);

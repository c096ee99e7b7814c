import { fileURLToPath } from 'node:url';
import type { BrowserContext, Frame, Page } from 'playwright/test';
import { expect, flush } from '../../fixtures';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Puts the pages of this folder, and Phaser, under `/apps/phaser/` of every origin. */
export async function servePhaser(context: BrowserContext): Promise<void> {
  await context.route(
    ({ pathname }) => pathname.startsWith('/apps/phaser/'),
    (route) => {
      const name = new URL(route.request().url()).pathname.split('/').pop();
      const isEngine = name === 'phaser.min.js';
      return route.fulfill({
        path: path(isEngine ? '../../../node_modules/phaser/dist/phaser.min.js' : `./${name}`),
      });
    },
  );
}

const inScene = (frame: Frame, scene: string, score = '') =>
  expect(frame.locator(`body[data-scene="${scene}"][data-score="${score}"]`)).toBeAttached({
    timeout: 15_000,
  });

/** Where the game's labels and its star are. */
const PLACES = { play: 60, share: 120, another: 180, leave: 20, star: 120 };

/** Taps in the game of `frame`, which is in the upper left corner; the page's clock stands still but for this. */
export async function tap(page: Page, place: keyof typeof PLACES): Promise<void> {
  await page.mouse.click(180, PLACES[place]);
  await page.clock.runFor(100);
}

/** Waits for the menu, and stops the page's clock. */
export async function ready(page: Page, frame: Frame, time: number): Promise<void> {
  await inScene(frame, 'menu');
  // All is loaded; and a request that waits for a route when its page leaves is never sent, keepalive or not.
  await page.context().unrouteAll();
  await flush(page); // the clock jumps, and nothing that is under way would be in time
  await page.clock.pauseAt(time + 60_000);
}

/** From the menu into the game and back, with a star in between; `play` is what time does. */
export async function playOnce(page: Page, frame: Frame, play: () => Promise<void>): Promise<void> {
  await tap(page, 'play');
  await inScene(frame, 'play', '0');
  await tap(page, 'star');
  await inScene(frame, 'play', '1');
  await play();
  await tap(page, 'leave');
  await inScene(frame, 'menu');
}

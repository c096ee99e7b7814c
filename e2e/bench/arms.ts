import { createRequire } from 'node:module';
import type { Page } from 'playwright/test';
import { flush, visit, type Start } from '../fixtures';

declare global {
  interface Window {
    readonly idbKeyval: typeof import('idb-keyval');
    arm: InPage;
  }
}

/** What records a page's events: ours; and two floors, one `set` of idb-keyval for each event, and a push into an array. */
export const ARMS = ['tracelet', 'set', 'push'] as const;
export type Arm = (typeof ARMS)[number];

interface InPage {
  track(i: number): void;
  /** Resolves when all is delivered; a floor keeps it on disk, or sends it with one request. */
  end(): Promise<unknown>;
}

const idbKeyval = createRequire(import.meta.url)
  .resolve('idb-keyval')
  .replace(/index\.\w+$/, 'umd.js');

/** Opens a page with one of them at work, and its disk open. */
export async function openArm(page: Page, url: string, arm: Arm, more?: Start): Promise<void> {
  if (arm === 'tracelet') {
    await visit(page, url, { only: ['behavior'], ...more });
    await flush(page);
  } else {
    await page.goto(url);
    await page.addScriptTag({ path: idbKeyval });
    await page.evaluate(() => window.idbKeyval.get(''));
  }
  await page.evaluate((arm) => {
    const eventOf = (i: number) => ({ page_id: 2, duration: i });
    const made: Record<Arm, () => InPage> = {
      tracelet: () => ({
        track: (i) => window.tracker.track('page_leave', eventOf(i)),
        async end() {
          const { waiting } = await window.tracker.flush();
          if (waiting) throw new Error(`${waiting} wait`);
        },
      }),
      set() {
        const sets: Promise<void>[] = [];
        return {
          track: (i) => void sets.push(window.idbKeyval.set(`${i}`, eventOf(i))),
          end: () => Promise.all(sets),
        };
      },
      push() {
        const events: object[] = [];
        return {
          track: (i) => void events.push(eventOf(i)),
          end() {
            const body = JSON.stringify(events);
            // More than that no browser keeps alive.
            const keepalive = body.length <= 64 * 1024;
            return fetch('/relay/behavior', { method: 'POST', body, keepalive });
          },
        };
      },
    };
    window.arm = made[arm]();
  }, arm);
}

/** Has the page track `count` events, 100 in a task. */
export const trackMany = (page: Page, count: number): Promise<void> =>
  page.evaluate(async (count) => {
    for (let i = 0; i < count;) {
      for (const end = i + 100; i < end; i++) window.arm.track(i);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }, count);

import type { BrowserContext, Page } from 'playwright/test';
import { install, tell, type Time } from './movedClock';

/** One time for all tabs of a browser: it passes when it is told to, and timers run in the order in which they are due. */
export function createTime(context: BrowserContext, url: string) {
  let now: Time = { wall: Date.now(), monotonic: 1000 };
  const pages = new Set<Page>();
  const frozen = new Set<Page>();

  const later = (by: number, monotonic = by): Time => ({
    wall: now.wall + by,
    monotonic: now.monotonic + monotonic,
  });
  /** One that is being loaded, or has nothing of ours in it, has no clock. */
  const inAll = <T>(act: (page: Page) => Promise<T>): Promise<T[]> =>
    Promise.all([...pages].filter((page) => !page.isClosed()).map(act));

  const set = (page: Page): Promise<void> =>
    page.evaluate((time) => window.movedClock?.set(time), now);
  /** Answers when the page's next timer is due. */
  const run = (page: Page): Promise<number> =>
    frozen.has(page)
      ? set(page).then(() => Infinity)
      : page.evaluate((time) => window.movedClock?.run(time), now).then((next) => next ?? Infinity);

  return {
    start: () => tell(context, url, now),

    async follow(page: Page): Promise<void> {
      await install(page);
      pages.add(page);
    },
    forget(page: Page): void {
      pages.delete(page);
      frozen.delete(page);
    },
    freeze: (page: Page, isFrozen: boolean): unknown =>
      isFrozen ? frozen.add(page) : frozen.delete(page),

    quiet: async (): Promise<void> =>
      void (await inAll((page) =>
        frozen.has(page) ? Promise.resolve() : page.evaluate(() => window.movedClock?.quiet()),
      )),

    async pass(by: number): Promise<void> {
      const end = later(by);
      let due = await inAll(run);
      while (now.monotonic < end.monotonic) {
        // A single one does not wait for others.
        const next = due.length > 1 ? Math.max(Math.min(...due), now.monotonic) : Infinity;
        now = next < end.monotonic ? later(next - now.monotonic) : end;
        due = await inAll(run);
      }
      await tell(context, url, now);
    },

    /** No timer runs in between. */
    async jump(wall: number, monotonic: number): Promise<void> {
      now = later(wall, monotonic);
      await tell(context, url, now);
      await inAll(set);
      await inAll(run);
    },
  };
}

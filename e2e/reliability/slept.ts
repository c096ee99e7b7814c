import type { Page } from 'playwright/test';

/**
 * Lets {@link sleep} move the clocks of the page, in all that is opened in it from now on. Unlike
 * `page.clock` it runs no timer, which a page that is frozen or in bfcache has not either.
 */
export const canSleep = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const { now } = Date;
    const monotonic = performance.now.bind(performance);
    let slept = 0;
    Date.now = () => now() + slept;
    performance.now = () => monotonic() + slept;
    Object.assign(window, { sleep: (time: number) => void (slept += time) });
  });

/** Both clocks of the page go on by `time` at once. */
export const sleep = (page: Page, time: number): Promise<void> =>
  page.evaluate(
    (time) => (window as typeof window & { sleep(time: number): void }).sleep(time),
    time,
  );

import type { Browser } from 'playwright/test';
import { startServer } from '../../demo/server.mjs';
import { disk, expect, flush, start } from '../fixtures';
import { crash } from '../reliability/dying';
import { track } from '../reliability/track';
import type { App } from './app';

/** Less than any of the tracker's timeouts. */
const STEP = 5000;

/** A page in a real browser, whose clock stands still and is moved; its requests are real. */
export async function browserApp(browser: Browser): Promise<App> {
  const server = await startServer({});
  const context = await browser.newContext();
  const errors: string[] = [];
  context.on('weberror', (error) => void errors.push(String(error.error())));
  await context.clock.install();
  let page = await context.newPage();
  let underWay = 0;
  let failed = 0;
  context.on('request', () => underWay++);
  context.on('requestfinished', () => underWay--);
  context.on('requestfailed', () => {
    underWay--;
    failed++;
  });

  async function open(): Promise<void> {
    await page.goto(`${server.url}/e2e/blank.html`);
    await start(page, { only: ['mta'] });
    await page.evaluate(() => window.tracker.flush());
  }

  const setState = (state: 'visible' | 'hidden'): Promise<void> =>
    page.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { get: () => state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);

  /** The network takes real time, and the page must not find it slower than it is. */
  async function heard(): Promise<void> {
    const { receiver } = server;
    const hung = (): number =>
      receiver.requests('mta').filter(({ answer }) => 'hang' in (answer.transport ?? {})).length;
    await expect
      .poll(() => underWay - Math.max(0, hung() - failed), { timeout: 30_000 })
      .toBeLessThanOrEqual(0);
  }

  async function pass(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left >= 0; left -= STEP) {
      await disk(page); // what is being written is
      await heard();
      await page.clock.runFor(Math.min(STEP, left));
    }
  }

  await open();
  return {
    receiver: server.receiver,
    hearsDates: true,
    fail: (fault) => server.receiver.fail('mta', fault),
    track: (length, from = 0) => track(page, 'mta', length, { from }),
    flush: () => flush(page),
    stats: () => page.evaluate(() => window.tracker.stats()),
    setOnline: (isOnline) => context.setOffline(!isOnline),
    hide: () => setState('hidden'),
    show: () => setState('visible'),
    fillDisk: () =>
      page.evaluate(() => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException('the disk is full', 'QuotaExceededError');
        };
      }),
    kill: () => crash(page),
    async start() {
      page = await context.newPage();
      await open();
    },
    pass,
    async passUntil(isSo, milliseconds) {
      const end = (await page.evaluate(() => Date.now())) + milliseconds;
      await expect(async () => {
        if (isSo()) return;
        if ((await page.evaluate(() => Date.now())) < end) await pass(1000);
        expect(isSo()).toBe(true);
      }).toPass({ timeout: 60_000, intervals: [0] });
    },
    warnings: () => page.evaluate(() => window.warnings),
    errors,
    async end() {
      await context.close();
      await server.close();
    },
  };
}

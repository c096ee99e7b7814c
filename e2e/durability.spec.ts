import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright/test';
import {
  count,
  disk,
  expect,
  expectTally,
  flush,
  received,
  requested,
  test,
  visit,
  type Receiver,
} from './fixtures';
import { crash, killedIn } from './reliability/dying';
import { processes } from './reliability/world';

/** Nothing goes out by itself while the test runs. */
const held = { only: ['behavior'], flush: { delay: 3600_000 } } as const;

/** Later than any date that a dead page has left on disk: a lease lasts a minute, an open batch half. */
const LATER = 2 * 60_000;

const trackTwenty = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (let i = 0; i < 20; i++) window.tracker.track('page_leave', { page_id: 1, duration: i });
  });

function expectTwenty(receiver: Receiver): void {
  expect(receiver.received('behavior').map(({ record }) => record.duration)).toEqual(count(20));
  expectTally(receiver, { behavior: 20 });
}

/** A new page of the same browser, or of the next, at a time when the dead page's dates have passed. */
async function visitLater(context: BrowserContext, blank: string): Promise<Page> {
  const page = await context.newPage();
  await page.clock.install({ time: Date.now() + LATER });
  await visit(page, blank, { only: ['behavior'] });
  return page;
}

test('a renderer that crashes with 20 events on disk: the next page delivers all, once', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await visit(page, blank, held);
  await flush(page); // the disk is open
  await trackTwenty(page);
  await crash(page);
  expect(receiver.tally().behavior.requests).toBe(0);

  const next = await visitLater(page.context(), blank);
  expect(await flush(next)).toEqual({ accepted: 20, waiting: 0, dropped: 0 });
  expectTwenty(receiver);
  expect(await next.evaluate(() => window.tracker.stats())).toMatchObject({
    recorded: 20,
    accepted: 20,
    waiting: 0,
    dropped: {},
  });
});

test('a renderer that is killed in the very task of track(): all 20 are on disk', async ({
  page,
  blank,
  server: { url, receiver },
}) => {
  await visit(page, blank, held);
  await flush(page);
  await killedIn(page, receiver, `${url}/e2e/elsewhere.html`, () =>
    page.evaluate(async () => {
      for (let i = 0; i < 20; i++) window.tracker.track('page_leave', { page_id: 1, duration: i });
      await Promise.resolve(); // still the same task
      (window as typeof window & { hang(): void }).hang();
    }),
  );

  const next = await visitLater(page.context(), blank);
  expect(await flush(next)).toEqual({ accepted: 20, waiting: 0, dropped: 0 });
  expectTwenty(receiver);
});

test('a page beside the crashed one takes over what it left', async ({
  page,
  context,
  blank,
  server: { receiver },
}) => {
  await context.clock.install();
  const beside = await context.newPage();
  await visit(beside, blank, { only: ['behavior'] });
  await visit(page, blank, held);
  await flush(page);
  await trackTwenty(page);
  await crash(page);
  // Its own date still protects it.
  expect(await flush(beside)).toMatchObject({ accepted: 0, dropped: 0 });
  await beside.clock.fastForward(LATER);
  await received(receiver, 'behavior', 20);
  await flush(beside);
  expectTwenty(receiver);
});

test('a renderer that crashes with a request under way: the next page sends it again', async ({
  page,
  blank,
  server: { receiver },
}) => {
  receiver.fail('behavior', { hang: true, times: 1 });
  await visit(page, blank, { ...held, flush: { delay: 0 } });
  await trackTwenty(page);
  await requested(receiver, 'behavior', 1);
  await crash(page);
  const next = await visitLater(page.context(), blank);
  expect(await flush(next)).toEqual({ accepted: 20, waiting: 0, dropped: 0 });
  expectTwenty(receiver);
});

test('a renderer that crashes while the endpoint is down: the next page delivers', async ({
  page,
  blank,
  server: { receiver },
}) => {
  receiver.fail('behavior', { status: 503 });
  await visit(page, blank, held);
  await trackTwenty(page);
  expect(await flush(page)).toEqual({ accepted: 0, waiting: 20, dropped: 0 });
  await crash(page);
  receiver.fail('behavior');
  const next = await visitLater(page.context(), blank);
  expect(await flush(next)).toEqual({ accepted: 20, waiting: 0, dropped: 0 });
  expectTwenty(receiver);
});

test.describe('a browser that is killed', () => {
  let profile: string;
  test.beforeEach(() => {
    profile = mkdtempSync(join(tmpdir(), 'tracelet-'));
  });
  test.afterEach(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));

  const open = (launchOptions: object): Promise<BrowserContext> =>
    chromium.launchPersistentContext(profile, { headless: true, ...launchOptions });

  async function kill(context: BrowserContext): Promise<void> {
    const closed = context.waitForEvent('close');
    for (const id of await processes(context.browser(), 'browser')) process.kill(id, 'SIGKILL');
    await closed;
  }

  test('by SIGKILL: the next one, of the same profile, delivers all, once', async ({
    blank,
    server: { receiver },
    launchOptions,
  }) => {
    const first = await open(launchOptions);
    const page = await first.newPage();
    await visit(page, blank, held);
    await flush(page); // the disk is open
    await trackTwenty(page);
    // As long as one more reading of the disk takes; some milliseconds.
    expect(JSON.stringify(await disk(page))).toContain('\\"duration\\":19');
    await kill(first);
    expect(receiver.tally().behavior.requests).toBe(0);

    const second = await open(launchOptions);
    const next = await visitLater(second, blank);
    expect(await flush(next)).toEqual({ accepted: 20, waiting: 0, dropped: 0 });
    expectTwenty(receiver);
    await second.close();
  });

  test('with what it had sent before: that is not sent again', async ({
    blank,
    server: { receiver },
    launchOptions,
  }) => {
    const first = await open(launchOptions);
    const page = await first.newPage();
    await visit(page, blank, held);
    await flush(page); // the disk is open
    await trackTwenty(page);
    expect(await flush(page)).toEqual({ accepted: 20, waiting: 0, dropped: 0 });
    expect(Object.keys(await disk(page)).filter((key) => /behavior\//.test(key))).toEqual([]);
    await kill(first);

    const second = await open(launchOptions);
    const next = await visitLater(second, blank);
    expect(await flush(next)).toEqual({ accepted: 0, waiting: 0, dropped: 0 });
    expectTwenty(receiver);
    await second.close();
  });
});

test('two tabs at once: each record arrives once', async ({
  page,
  blank,
  server: { receiver },
}) => {
  const other = await page.context().newPage();
  await visit(page, blank, { only: ['behavior'] });
  await visit(other, blank, { only: ['behavior'] });
  const track = (tab: Page, from: number) =>
    tab.evaluate((from) => {
      for (let i = from; i < from + 10; i++) {
        window.tracker.track('page_leave', { page_id: 1, duration: i });
      }
    }, from);
  await Promise.all([track(page, 0), track(other, 10)]);
  await Promise.all([flush(page), flush(other), flush(page), flush(other)]);
  await received(receiver, 'behavior', 20);
  await Promise.all([flush(page), flush(other)]);
  const durations = receiver.received('behavior').map(({ record }) => record.duration as number);
  expect(durations.sort((a, b) => a - b)).toEqual(count(20));
  expectTally(receiver, { behavior: 20 });
});

test('twenty visits that each leave something behind: all of it arrives, once', async ({
  page,
  blank,
  server: { receiver },
}) => {
  const more = { exit: 'keep' };
  receiver.fail('behavior', { status: 503, retryAfter: 60 });
  for (let i = 0; i < 20; i++) {
    await visit(page, blank, { ...held, more });
    await flush(page); // the disk is open
    await page.evaluate((i) => window.tracker.track('page_leave', { page_id: 1, duration: i }), i);
  }
  receiver.fail('behavior');
  await page.clock.install({ time: Date.now() + LATER });
  await visit(page, blank, held);
  expect(await flush(page)).toEqual({ accepted: 20, waiting: 0, dropped: 0 });
  expectTwenty(receiver);
});

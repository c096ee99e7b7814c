import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright/test';
import type { Consent } from '../src/core/consent';
import { disk, expect, expectTally, flush, names, received, type Receiver } from './fixtures';
import { test } from './trouble';

/** Nothing goes out by itself while the test runs. */
const create = (page: Page, consent?: Consent): Promise<void> =>
  page.evaluate((consent) => {
    const { relay } = window.endpoints;
    window.tracker = window.tracelet.createTracker({
      endpoints: [relay.behavior(), relay.mta()],
      flush: { delay: 3600_000 },
      ...(consent ? { consent } : {}),
    });
  }, consent);

const visit = async (page: Page, blank: string, consent?: Consent): Promise<void> => {
  await page.goto(blank);
  await create(page, consent);
};

const say = (page: Page, ...pages: number[]): Promise<void> =>
  page.evaluate((pages) => {
    for (const page_id of pages) window.tracker.track('page_leave', { page_id, duration: 1 });
  }, pages);

const decide = (page: Page, consent: Consent): Promise<void> =>
  page.evaluate((consent) => window.tracker.consent(consent), consent);

const stats = (page: Page) => page.evaluate(() => window.tracker.stats());

const elsewhere = (server: { url: string }) => `${server.url}/e2e/elsewhere.html`;

/** Everything that an origin can keep, on a page of it. */
const kept = (page: Page) =>
  page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    cookies: document.cookie,
    caches: await caches.keys(),
  }));

const NOTHING = { databases: [], local: [], session: [], cookies: '', caches: [] };

const pagesIn = (receiver: Receiver): unknown[] =>
  receiver.received('behavior').map(({ record }) => record.page_id as unknown);

function expectNoRequest(receiver: Receiver): void {
  expect(names.map((name) => receiver.tally()[name].requests)).toEqual(names.map(() => 0));
}

const exits: Readonly<Record<string, (page: Page, to: string) => Promise<unknown>>> = {
  'navigates away': (page, to) => page.goto(to),
  'is reloaded': (page) => page.reload(),
  'is closed': (page) => page.close(),
};

for (const [how, go] of Object.entries(exits)) {
  test(`while the decision is pending and the page ${how}: nothing is stored, nothing is sent`, async ({
    page,
    context,
    blank,
    server,
  }) => {
    await visit(page, blank, 'pending');
    await say(page, 1, 2);
    expect(await flush(page)).toEqual({ accepted: 0, waiting: 0, dropped: 0 });
    expect(await kept(page)).toEqual(NOTHING);
    await go(page, elsewhere(server));
    const next = await context.newPage();
    await next.goto(elsewhere(server));
    expect(await kept(next)).toEqual(NOTHING);
    expectNoRequest(server.receiver);
  });
}

test('what waited goes out once it is granted, with its own times', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await page.clock.install();
  await visit(page, blank, 'pending');
  await say(page, 1);
  await page.clock.fastForward(10_000);
  await say(page, 2);
  await page.clock.fastForward(60_000);
  await decide(page, 'granted');
  await say(page, 3);
  await flush(page);
  await received(receiver, 'behavior', 3);
  expect(pagesIn(receiver)).toEqual([1, 2, 3]);
  const times = receiver.received('behavior').map(({ record }) => Number(record.event_time));
  const [first = 0] = times;
  // Whole seconds of a clock that also runs.
  expect(Math.abs((times[1] ?? 0) - first - 10)).toBeLessThanOrEqual(1);
  expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThanOrEqual(59);
  expectTally(receiver, { behavior: 3 });
  expect(await stats(page)).toMatchObject({ recorded: 3, accepted: 3, waiting: 0, dropped: {} });
});

test('denied: what is on disk is dropped and counted, the disk is cleared, and nothing is recorded any more', async ({
  page,
  blank,
  server,
}) => {
  await visit(page, blank);
  await flush(page); // the disk is open
  await say(page, 1, 2);
  expect(JSON.stringify(await disk(page))).toContain('page_id');
  await decide(page, 'denied');
  await expect.poll(() => disk(page)).toEqual({ 'tracelet/consent': 'denied' });
  await say(page, 3);
  expect(await flush(page)).toMatchObject({ accepted: 0, waiting: 0 });
  expect(await stats(page)).toMatchObject({ recorded: 3, waiting: 0, dropped: { denied: 3 } });
  await page.goto(elsewhere(server));
  expect(await disk(page)).toEqual({ 'tracelet/consent': 'denied' });
  expectNoRequest(server.receiver);
});

for (const [how, end] of Object.entries({
  'at the next lease': async (tab: Page) => void (await flush(tab)),
  'also when it is closed before it has leased anything': (tab: Page) =>
    tab.close({ runBeforeUnload: false }),
  'also when it leaves before it has leased anything': (tab: Page, to: string) =>
    tab.goto(to).then(() => undefined),
})) {
  test(`denied in one tab is denied in the other, ${how}`, async ({
    page,
    context,
    blank,
    server,
  }) => {
    const other = await context.newPage();
    for (const tab of [page, other]) {
      await visit(tab, blank);
      await flush(tab); // the disk is open
    }
    await say(other, 1);
    await decide(page, 'denied');
    await expect.poll(() => disk(page)).toEqual({ 'tracelet/consent': 'denied' });
    await say(other, 2);
    await end(other, elsewhere(server));
    // What it wrote before it heard of it goes, at the latest with the next visit.
    await visit(page, blank);
    await expect.poll(() => disk(page)).toEqual({ 'tracelet/consent': 'denied' });
    await flush(page);
    expectNoRequest(server.receiver);
  });
}

test.describe('a browser with Global Privacy Control', () => {
  test.beforeEach(({ page }) =>
    page.addInitScript(() =>
      Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }),
    ),
  );

  test('records, stores and sends nothing where nobody has asked', async ({
    page,
    blank,
    server,
  }) => {
    await visit(page, blank);
    await say(page, 1);
    await flush(page);
    expect(await stats(page)).toMatchObject({ recorded: 1, dropped: { denied: 1 } });
    await page.goto(elsewhere(server));
    expect(await kept(page)).toEqual(NOTHING);
    expectNoRequest(server.receiver);
  });

  test('is overruled by a user who agrees, in this visit and in the next', async ({
    page,
    blank,
    server: { receiver },
  }) => {
    await visit(page, blank);
    await say(page, 1);
    await decide(page, 'granted');
    await say(page, 2);
    await flush(page);
    await visit(page, blank);
    await say(page, 3);
    await flush(page);
    expect(pagesIn(receiver)).toEqual([2, 3]);
    expectTally(receiver, { behavior: 2 });
  });
});

test('denied, and the browser is killed before localStorage is on disk: the next one knows', async ({
  blank,
  server: { receiver },
  launchOptions,
}) => {
  const profile = mkdtempSync(join(tmpdir(), 'tracelet-'));
  const open = (): Promise<BrowserContext> =>
    chromium.launchPersistentContext(profile, { headless: true, ...launchOptions });
  try {
    const first = await open();
    const page = await first.newPage();
    await visit(page, blank);
    await flush(page); // the disk is open
    await say(page, 1);
    await decide(page, 'denied');
    // As long as one reading of the disk takes; some milliseconds.
    expect(await disk(page)).toMatchObject({ 'tracelet/consent': 'denied' });
    const cdp = await first.browser()?.newBrowserCDPSession();
    const { processInfo } = (await cdp?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
    const closed = first.waitForEvent('close');
    for (const { type, id } of processInfo) if (type === 'browser') process.kill(id, 'SIGKILL');
    await closed;

    const second = await open();
    const next = await second.newPage();
    // Whether it was in time is chance.
    await next.addInitScript(() => localStorage.clear());
    await visit(next, blank);
    await say(next, 2);
    await flush(next);
    await expect.poll(() => disk(next)).toEqual({ 'tracelet/consent': 'denied' });
    expect(await stats(next)).toMatchObject({ waiting: 0, accepted: 0 });
    await second.close();
    expectNoRequest(receiver);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

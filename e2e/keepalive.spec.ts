import type { Page } from 'playwright/test';
import {
  count,
  expect,
  expectTally,
  flush,
  keepStages,
  openStill,
  received,
  stages,
  start,
  visit,
  type Receiver,
} from './fixtures';
import { test } from './trouble';

const elsewhere = (server: { url: string }) => `${server.url}/e2e/elsewhere.html`;

const eventsIn = (receiver: Receiver): unknown[] =>
  receiver.received('mta').map(({ record }) => record.ei as unknown);
const durationsIn = (receiver: Receiver): number[] =>
  receiver.received('behavior').map(({ record }) => record.duration as number);

/** Makes a tracker of the copy that was loaded last, with its own place on disk. */
const createMta = (page: Page, name: string): Promise<void> =>
  page.evaluate(async (name) => {
    window.tracker = window.tracelet.createTracker({
      name,
      endpoints: [window.endpoints.relay.mta()],
      flush: { delay: 3600_000 },
    });
    await window.tracker.flush(); // the disk is open
  }, name);

const sayText = (page: Page, id: string, length: number): Promise<void> =>
  page.evaluate(
    ([id, length]) => window.tracker.track('custom', { id, params: { text: 'x'.repeat(length) } }),
    [id, length] as const,
  );

test('two copies of the library on a page share one budget: what has no room stays on disk for the next visit', async ({
  page,
  blank,
  server,
}) => {
  const { receiver } = server;
  await page.goto(blank);
  await createMta(page, 'one');
  await sayText(page, 'one', 31_000);
  const first = await page.evaluateHandle(() => window.tracelet);
  // As from a bundle of somebody else's: a second script tag would find the first and stop.
  await page.evaluate(() => Reflect.deleteProperty(window, 'tracelet'));
  await page.addScriptTag({ url: '/dist/tracelet.min.js' });
  expect(await page.evaluate((first) => window.tracelet === first, first)).toBe(false);
  await createMta(page, 'two');
  // Both together are under what the browser takes, and over what we take of it.
  await sayText(page, 'two', 31_000);
  await page.goto(elsewhere(server));
  await received(receiver, 'mta', 1);

  await page.goto(blank);
  await createMta(page, 'one');
  // What the exit would have sent it has sent before this page was loaded.
  expect(eventsIn(receiver)).toEqual(['one']);
  await createMta(page, 'two');
  await flush(page);
  expect(eventsIn(receiver)).toEqual(['one', 'two']);
  expectTally(receiver, { mta: 2 });
});

/** Two lanes with more than an exit has room for: 200 short records, and three long ones. */
const fillBoth = (page: Page, order: readonly ('behavior' | 'mta')[]): Promise<void> =>
  page.evaluate(async (order) => {
    // Full batches do not wait, but for a network, which is there when the page leaves.
    let onLine = false;
    Object.defineProperty(navigator, 'onLine', { get: () => onLine });
    addEventListener('pagehide', () => (onLine = true));
    const { behavior, mta } = window.endpoints.relay;
    const made = { behavior: behavior(), mta: mta({ limits: { bytes: 30_000 } }) };
    const endpoints = order.map((name) => made[name]);
    window.tracker = window.tracelet.createTracker({ endpoints, flush: { delay: 3600_000 } });
    await window.tracker.flush(); // the disk is open
    const tracker = window.tracker.trace();
    for (let duration = 0; duration < 200; duration++) {
      tracker.track('page_leave', { page_id: 1, pos_id: 2, prev_id: 3, duration });
    }
    for (let i = 0; i < 3; i++) {
      tracker.track('custom', { id: `event-${i}`, params: { text: 'x'.repeat(24_000) } });
    }
  }, order);

for (const [order, durations, events] of [
  [['behavior', 'mta'], 200, 1],
  [['mta', 'behavior'], 50, 2],
] as const) {
  test(`an exit that has not room for all takes ${order.join(' before ')}, as the endpoints are listed, and of each the oldest; the next visit delivers the rest`, async ({
    page,
    blank,
    server,
  }) => {
    const { receiver } = server;
    await page.goto(blank);
    await fillBoth(page, order);
    await page.goto(elsewhere(server));
    await received(receiver, 'behavior', durations);
    await received(receiver, 'mta', events);

    // It is all that the exit took: this page is loaded after what that one has sent.
    await page.clock.install({ time: Date.now() + 120_000 });
    await page.goto(blank);
    const ascending = (a: number, b: number): number => a - b;
    expect(durationsIn(receiver).sort(ascending)).toEqual(count(durations));
    expect(eventsIn(receiver).sort()).toEqual(count(events).map((i) => `event-${i}`));

    await visit(page, blank, { only: ['behavior', 'mta'] });
    await flush(page);
    expect(durationsIn(receiver).sort(ascending)).toEqual(count(200));
    expect(eventsIn(receiver).sort()).toEqual(['event-0', 'event-1', 'event-2']);
    expectTally(receiver, { behavior: 200, mta: 3 });
    expect(await page.evaluate(() => window.tracker.stats())).toMatchObject({
      recorded: 203,
      waiting: 0,
      dropped: {},
    });
  });
}

test('a page whose other scripts have used up the budget: what the browser refuses stays on disk for the next visit', async ({
  page,
  blank,
  server,
}) => {
  const { receiver } = server;
  receiver.fail('mta', { hang: true });
  await page.goto(blank);
  // As a script does that knows nothing of us: 64 KiB are all that a browser has.
  await page.evaluate(() =>
    addEventListener('pagehide', () => {
      const isTaken = navigator.sendBeacon('/relay/mta', 'x'.repeat(65_000));
      sessionStorage.setItem('isTaken', String(isTaken));
    }),
  );
  await start(page, { only: ['behavior'], flush: { delay: 3600_000 } });
  await flush(page); // the disk is open
  await page.evaluate(() => {
    for (let duration = 0; duration < 20; duration++) {
      window.tracker.track('page_leave', { page_id: 1, duration });
    }
  });
  await page.goto(elsewhere(server));
  expect(await page.evaluate(() => sessionStorage.getItem('isTaken'))).toBe('true');

  await visit(page, blank, { only: ['behavior'] });
  expect(await flush(page)).toEqual({ accepted: 20, waiting: 0, dropped: 0 });
  expect(durationsIn(receiver)).toEqual(count(20));
  expect(receiver.tally().behavior).toMatchObject({ received: 20, distinct: 20, doubled: 0 });
});

// What WebKit does as a page goes is played in e2e/engines/exit.ts.
test('an answer that is cut off is judged after 10 s if the page is still there, and sent again', async ({
  page,
  blank,
  server: { receiver },
}) => {
  receiver.fail('behavior', { body: '{"ret":0', times: 1 });
  await openStill(page, blank, Date.now());
  await start(page, { only: ['behavior'], flush: { delay: 0 } });
  await keepStages(page, 'judge');
  const answered = page.waitForEvent('requestfinished');
  await page.evaluate(() => window.tracker.track('page_leave', { page_id: 1, duration: 1 }));
  await expect
    .poll(async () => {
      await page.clock.runFor(10);
      return receiver.tally().behavior.requests;
    })
    .toBe(1);
  await answered;
  await page.clock.runFor(9500);
  expect(await stages(page)).toEqual([]);
  await expect
    .poll(async () => {
      await page.clock.runFor(5000);
      return receiver.received('behavior').length;
    })
    .toBe(1);
  await flush(page);
  expectTally(receiver, { behavior: 1 });
});

import type { Page } from 'playwright/test';
import { expect, flush, received, test, type Receiver } from './fixtures';

declare global {
  interface Window {
    start: ReturnType<Window['tracelet']['launch']>;
    /** What the page knows to have been requested; our own observer knows it as well then. */
    readonly seen: string[];
  }
}

/** Starts a tracker with `launch` in it, and hears of requests later than that. */
const begin = (page: Page, session: string, byHand = false): Promise<void> =>
  page.evaluate(
    ([session, byHand]) => {
      const { launch, createTracker } = window.tracelet;
      window.start = launch();
      window.tracker = createTracker({
        endpoints: [window.endpoints.relay.pushData({ session })],
        plugins: [window.start],
      });
      if (byHand) window.start.load();
      const seen: string[] = [];
      Object.assign(window, { seen });
      if (!window.PerformanceObserver) return;
      new PerformanceObserver((list) => {
        for (const { name } of list.getEntries()) seen.push(new URL(name).pathname);
      }).observe({ entryTypes: ['resource'] });
    },
    [session, byHand] as const,
  );

const seen = (page: Page, path: string): Promise<void> =>
  expect.poll(() => page.evaluate(() => window.seen)).toContain(path);

const request = (page: Page, how: 'fetch' | 'XMLHttpRequest'): Promise<void> =>
  page.evaluate(async (how) => {
    const url = '/e2e/elsewhere.html';
    if (how === 'fetch') return void (await (await fetch(url)).text());
    const request = new XMLHttpRequest();
    request.open('GET', url);
    await new Promise((resolve) => {
      request.onloadend = resolve;
      request.send();
    });
  }, how);

/** A page that has not loaded before `load()`, because a picture of it is late. */
async function open(page: Page, url: string): Promise<{ load: () => Promise<void> }> {
  let arrive: () => void = () => undefined;
  const isThere = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/loading.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<script src="/dist/tracelet.min.js"></script><script src="/e2e/endpoints.js"></script><img src="/late.svg">`,
    }),
  );
  await page.route('**/late.svg', async (route) => {
    await isThere;
    await route.fulfill({ contentType: 'image/svg+xml', body: '' });
  });
  await page.goto(`${url}/loading.html`, { waitUntil: 'domcontentloaded' });
  return {
    async load() {
      arrive();
      await page.waitForLoadState('load');
    },
  };
}

async function aids(page: Page, receiver: Receiver, count: number): Promise<number[]> {
  await flush(page);
  const got = await received(receiver, 'pushData', count);
  return got.map(({ record }) => record.aid as number);
}

for (const how of ['fetch', 'XMLHttpRequest'] as const) {
  test(`the launch, the first ${how} and the load event are told by themselves`, async ({
    page,
    server: { url, receiver },
  }) => {
    const { load } = await open(page, url);
    await begin(page, receiver.issue('pushData'));
    expect(await aids(page, receiver, 1)).toEqual([1000]);
    // That was the tracker's own.
    await seen(page, '/relay/push');
    expect(await aids(page, receiver, 1)).toEqual([1000]);
    await request(page, how);
    await seen(page, '/e2e/elsewhere.html');
    expect(await aids(page, receiver, 2)).toEqual([1000, 1001]);
    await request(page, how);
    await load();
    await request(page, how);
    expect(await aids(page, receiver, 3)).toEqual([1000, 1001, 1002]);
    await page.reload();
    await begin(page, receiver.issue('pushData'));
    expect(await aids(page, receiver, 6)).toEqual([1000, 1001, 1002, 1000, 1001, 1002]);
  });
}

test('data that were requested before the tracker started count when it does', async ({
  page,
  server: { url, receiver },
}) => {
  await open(page, url);
  await request(page, 'fetch');
  await begin(page, receiver.issue('pushData'));
  expect(await aids(page, receiver, 2)).toEqual([1000, 1001]);
});

test('a page that says itself when it loads is not believed to have loaded by its load event', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await page.goto(blank);
  await begin(page, receiver.issue('pushData'), true);
  expect(await aids(page, receiver, 2)).toEqual([1000, 1001]);
  await page.evaluate(() => window.start.loaded());
  expect(await aids(page, receiver, 3)).toEqual([1000, 1001, 1002]);
});

for (const [what, prepare] of Object.entries({
  'there are no timings': () =>
    Object.defineProperty(window, 'PerformanceObserver', { value: undefined }),
  'timings are refused': () => {
    PerformanceObserver.prototype.observe = () => {
      throw new TypeError('no');
    };
  },
})) {
  test(`where ${what} the load event tells`, async ({ page, server: { url, receiver } }) => {
    await page.addInitScript(prepare);
    const { load } = await open(page, url);
    const begun = begin(page, receiver.issue('pushData'));
    await begun.catch(() => undefined); // the test's own observer is refused, too
    await request(page, 'fetch');
    expect(await aids(page, receiver, 1)).toEqual([1000]);
    await load();
    expect(await aids(page, receiver, 3)).toEqual([1000, 1001, 1002]);
  });
}

test('a tracker that has stopped hears no request and no load event', async ({
  page,
  server: { url, receiver },
}) => {
  const { load } = await open(page, url);
  await begin(page, receiver.issue('pushData'));
  const letGo = await page.evaluate(async () => {
    const { disconnect } = PerformanceObserver.prototype;
    let count = 0;
    PerformanceObserver.prototype.disconnect = function (this: PerformanceObserver) {
      count++;
      disconnect.call(this);
    };
    await window.tracker.stop();
    return count;
  });
  expect(letGo).toBe(1);
  await request(page, 'fetch');
  await load();
  await page.evaluate(() => window.start.loaded());
  await page.evaluate((session) => {
    window.tracker = window.tracelet.createTracker({
      endpoints: [window.endpoints.relay.pushData({ session })],
    });
  }, receiver.issue('pushData'));
  expect(await aids(page, receiver, 1)).toEqual([1000]);
});

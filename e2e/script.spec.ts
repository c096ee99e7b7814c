import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { count, expect, expectTally, received, test as base } from './fixtures';

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const STUB = read('dist/stub.js');
const HEAD = { uid: '80001', openid: 'openid-1' };
const ENDPOINTS = `data-endpoints='${JSON.stringify({ behavior: { url: '/relay/behavior', head: HEAD } })}'`;
const VIEWS = `data-plugins='{"pageViews":{},"dwell":{}}'`;
const stub = `<script>${STUB}</script>`;
const script = (attributes: string): string =>
  `<script src="/dist/tracelet.min.js" ${attributes}></script>`;

/** Opens a page of this HTML, which comes from the server like any other. */
const test = base.extend<{
  open(head: string, body?: string): Promise<void>;
  /** What the page has thrown, and what it has put in the console as a warning or an error. */
  trouble: { thrown: string[]; said: string[] };
}>({
  open: async ({ page, server }, use, { testId }) => {
    const folder = new URL('.build/', import.meta.url);
    const file = new URL(`${testId}.html`, folder);
    await use(async (head, body = '') => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        file,
        `<!doctype html><link rel="icon" href="data:," />${head}<body>${body}</body>`,
      );
      await page.goto(`${server.url}/e2e/${testId}.html`, { waitUntil: 'domcontentloaded' });
    });
    rmSync(file, { force: true });
  },
  trouble: async ({ page }, use) => {
    const trouble = { thrown: [] as string[], said: [] as string[] };
    page.on('pageerror', (error) => trouble.thrown.push(String(error)));
    page.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) trouble.said.push(message.text());
    });
    await use(trouble);
  },
});

/** One visit, by what stands in the global's place. */
const say = (page: Page, page_id: number): Promise<void> =>
  page.evaluate((page_id) => {
    window.tracelet.track('page_leave', { page_id, duration: 1 });
  }, page_id);

const isStarted = (page: Page) => page.waitForFunction(() => window.tracelet.tracker);
const flush = (page: Page) => page.evaluate(() => window.tracelet.tracker?.flush());

/** Keeps the script from the page until the answer is called. */
async function hold(page: Page): Promise<() => void> {
  let release = (): void => undefined;
  const isReleased = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/tracelet.min.js', async (route) => {
    await isReleased;
    await route.continue();
  });
  return release;
}

test('the stub is 300 bytes at most, of a syntax as old as any browser', () => {
  expect(Buffer.byteLength(STUB.trim())).toBeLessThanOrEqual(300);
  expect(STUB).not.toMatch(/=>|`|\b(?:const|let)\b|\.\.\./);
});

test('what the documents show is the stub that was built', () => {
  const shown = ['README.md', 'docs/capture.md'].flatMap((file) =>
    [...read(file).matchAll(/^\s*(!function.*\.tracelet=.*)$/gm)].map(([, code]) => code),
  );
  expect(new Set([STUB.trim(), ...shown])).toEqual(new Set([STUB.trim()]));
});

test('calls from before an async script go out with their own times, by every way to track', async ({
  page,
  open,
  trouble,
  server: { receiver },
}) => {
  const start = 1_800_000_000;
  const at = (second: number): Promise<void> => page.clock.setFixedTime((start + second) * 1000);
  const release = await hold(page);
  await at(0);
  await open(stub + script(`async ${ENDPOINTS}`));
  await page.evaluate(() => {
    const { track } = window.tracelet;
    Object.assign(window, { early: track });
    const props = { page_id: 1, duration: 1 };
    track('page_leave', props);
    props.page_id = 9;
  });
  await at(10);
  await say(page, 2);
  await at(20);
  release();
  await isStarted(page);
  await at(30);
  await page.evaluate(() => {
    const { early } = window as unknown as { early: typeof window.tracelet.track };
    early('page_leave', { page_id: 3, duration: 1 });
  });
  await at(40);
  await say(page, 4);
  await flush(page);
  const got = await received(receiver, 'behavior', 4);
  expect(got.map(({ record: { page_id, event_time } }) => [page_id, event_time])).toEqual([
    [1, start],
    [2, start + 10],
    [3, start + 30],
    [4, start + 40],
  ]);
  expectTally(receiver, { behavior: 4 });
  expect(trouble).toEqual({ thrown: [], said: [] });
});

for (const attributes of ['', 'async', 'defer', 'async crossorigin="anonymous" INTEGRITY']) {
  test(`<script ${attributes}> starts by its attributes under a strict policy`, async ({
    page,
    open,
    trouble,
    server: { receiver },
  }) => {
    const hash = createHash('sha384').update(read('dist/tracelet.min.js')).digest('base64');
    const policy = `default-src 'none'; script-src 'nonce-n'; connect-src 'self'; img-src data:`;
    await open(
      `<meta http-equiv="Content-Security-Policy" content="${policy}">
      <script nonce="n">${STUB}
        sessionStorage.loads = 1 + Number(sessionStorage.loads || 0);
        tracelet.track('page_leave', { page_id: 10 + Number(sessionStorage.loads), duration: 1 });
      </script>` +
        script(
          `nonce="n" ${attributes.replace('INTEGRITY', `integrity="sha384-${hash}"`)} ${ENDPOINTS} ${VIEWS}`,
        ),
      '<main data-tracelet-page="2" data-tracelet-pos="3"></main>',
    );
    await isStarted(page);
    await page.evaluate(() => window.tracelet.tracker?.stop());
    await say(page, 3);
    await page.reload();
    await isStarted(page);
    await flush(page);
    const got = await received(receiver, 'behavior', 3);
    const pages = got.map(({ record: { page_id, pos_id } }) => `${page_id} ${pos_id}`);
    expect(pages.sort()).toEqual(['11 undefined', '12 undefined', '2 3']);
    expectTally(receiver, { behavior: 3 });
    expect(trouble).toEqual({ thrown: [], said: [] });
  });
}

for (const how of ['is aborted', 'is not found', 'may not run', 'is something else'] as const) {
  test(`a script that ${how}: the page notices nothing, and memory is bounded`, async ({
    page,
    open,
    trouble,
  }) => {
    await page.route('**/tracelet.min.js', (route) => {
      if (how === 'is aborted') return route.abort();
      if (how === 'is not found') return route.fulfill({ status: 404 });
      if (how === 'is something else') return route.fulfill({ contentType: 'text/html', body: '' });
      return route.continue();
    });
    const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'nonce-n'">`;
    await open(
      (how === 'may not run' ? policy : '') +
        `<script nonce="n">${STUB}</script>` +
        script(`async ${ENDPOINTS} ${VIEWS}`),
    );
    await page.waitForLoadState();
    const waiting = await page.evaluate(() => {
      const { track } = window.tracelet;
      for (let i = 0; i < 5000; i++) track('page_leave', { page_id: i, duration: 1 });
      const thrower = {
        get page_id(): number {
          throw new Error('the host’s own');
        },
      };
      track('page_leave', thrower);
      track(undefined as never, {});
      return window.tracelet.q.length;
    });
    expect(waiting).toBe(1001);
    expect(trouble.thrown).toEqual([]);
  });
}

test('more calls than memory may hold are told of', async ({
  page,
  open,
  trouble,
  server: { receiver },
}) => {
  const release = await hold(page);
  await open(stub + script(`async ${ENDPOINTS}`));
  for (const i of count(2)) {
    await page.evaluate((i) => {
      for (let n = 1; n <= 600; n++)
        window.tracelet.track('page_leave', { page_id: 600 * i + n, duration: 1 });
    }, i);
  }
  release();
  await isStarted(page);
  await flush(page);
  await received(receiver, 'behavior', 1000);
  expectTally(receiver, { behavior: 1000 });
  expect(trouble.said).toEqual([expect.stringContaining('too many wait to be stored')]);
});

test('loaded twice, and a third time later, it starts and says everything once', async ({
  page,
  open,
  trouble,
  server: { receiver },
}) => {
  const tag = script(`async ${ENDPOINTS} ${VIEWS}`);
  const release = await hold(page);
  await open(stub + stub + tag + tag, '<main data-tracelet-page="2"></main>');
  await say(page, 1);
  release();
  await page.waitForLoadState();
  const isSame = await page.evaluate(async () => {
    const before = { ...window.tracelet };
    const again = document.createElement('script');
    const original = document.querySelector<HTMLScriptElement>('script[src]');
    for (const { name, value } of original?.attributes ?? []) again.setAttribute(name, value);
    await new Promise((resolve) => {
      again.onload = resolve;
      document.head.append(again);
    });
    return Object.entries(before).every(
      ([name, value]) => Reflect.get(window.tracelet, name) === value,
    );
  });
  expect(isSame).toBe(true);
  await say(page, 3);
  await page.evaluate(() => window.tracelet.tracker?.stop());
  await page.reload({ waitUntil: 'load' });
  await flush(page);
  const got = await received(receiver, 'behavior', 3);
  expectTally(receiver, { behavior: 3 });
  expect(got.map(({ record: { page_id } }) => page_id).sort()).toEqual([1, 2, 3]);
  expect(trouble).toEqual({ thrown: [], said: [] });
});

for (const [what, attributes, message] of [
  ['unknown endpoint', `data-endpoints='{"behaviour":{}}'`, '"behaviour" is unknown'],
  ['broken JSON', `data-endpoints='{behavior}'`, 'data-endpoints is no JSON object'],
  ['missing option', `data-endpoints='{"behavior":{"url":"/"}}'`, 'head'],
  ['nothing for options', `data-endpoints='{"behavior":null}'`, 'behavior: url'],
  ['unknown plugin', `${ENDPOINTS} data-plugins='{"views":{}}'`, 'data-plugins: "views"'],
  ['unknown option', `${ENDPOINTS} data-options='{"sampel":1}'`, 'data-options: "sampel"'],
  ['wrong value', `${ENDPOINTS} data-options='{"sample":2}'`, 'sample: 2'],
] as const) {
  test(`${what}: it is logged, and the page has a tracker that does nothing`, async ({
    page,
    open,
    trouble,
    server: { receiver },
  }) => {
    await open(
      stub +
        `<script>tracelet.track('page_leave', { page_id: 1, duration: 1 })</script>` +
        script(attributes),
    );
    const answers = await page.evaluate(async () => {
      const { tracker } = window.tracelet;
      if (!tracker) throw new Error('there is none');
      tracker.with({ a: 1 }).trace().track('launch');
      window.tracelet.track('page_leave', { page_id: 2, duration: 1 });
      tracker.observe(() => undefined)();
      tracker.consent('granted');
      await tracker.stop();
      return [await tracker.flush(), tracker.stats().recorded, window.tracelet.q.length];
    });
    expect(answers).toEqual([{ accepted: 0, waiting: 0, dropped: 0 }, 0, 0]);
    expect(trouble.thrown).toEqual([]);
    expect(trouble.said).toEqual([
      expect.stringMatching(/^Error: tracelet: .*\. Nothing is recorded\.$/),
    ]);
    expect(trouble.said[0]).toContain(message);
    expectTally(receiver, {});
  });
}

test('without data-endpoints the first tracker that can be made gets the calls', async ({
  page,
  open,
  trouble,
  server: { receiver },
}) => {
  const release = await hold(page);
  await open(stub + script('async'));
  await say(page, 1);
  release();
  await page.waitForFunction(() => window.tracelet.createTracker);
  await say(page, 2);
  const isIt = await page.evaluate((head) => {
    const { createTracker, behavior } = window.tracelet;
    try {
      createTracker({ endpoints: [] });
    } catch (e) {
      /* as everywhere */
    }
    const endpoints = [behavior({ url: '/relay/behavior', head: () => head })];
    const first = createTracker({ endpoints });
    createTracker({ endpoints, name: 'other' });
    return window.tracelet.tracker === first;
  }, HEAD);
  expect(isIt).toBe(true);
  await say(page, 3);
  await flush(page);
  const got = await received(receiver, 'behavior', 3);
  expectTally(receiver, { behavior: 3 });
  expect(got.map(({ record: { page_id } }) => page_id)).toEqual([1, 2, 3]);
  expect(trouble).toEqual({ thrown: [], said: [] });
});

for (const [what, before, after] of [
  ['no stub', '', ''],
  ['the stub behind the script', '', stub],
  ['an element in the place of the global', '<form id="tracelet"></form>', ''],
  ['an element there, and the stub', `<form id="tracelet"></form>${stub}`, ''],
] as const) {
  test(`with ${what}, calls from the script on are recorded`, async ({
    page,
    open,
    trouble,
    server: { receiver },
  }) => {
    await open(before + script(ENDPOINTS) + after);
    await say(page, 1);
    await flush(page);
    await received(receiver, 'behavior', 1);
    expectTally(receiver, { behavior: 1 });
    expect(trouble).toEqual({ thrown: [], said: [] });
  });
}

test('an image in the place of document.currentScript keeps it from starting, and hurts nothing', async ({
  page,
  open,
  trouble,
  server: { receiver },
}) => {
  await open(
    stub,
    `<img name="currentScript" data-endpoints='{"behavior":{}}' src="data:,">${script(ENDPOINTS)}`,
  );
  await say(page, 1);
  expect(await page.evaluate(() => window.tracelet.tracker)).toBeUndefined();
  expect(trouble).toEqual({ thrown: [], said: [] });
  expectTally(receiver, {});
});

test('data-options: nothing is stored before the user has agreed', async ({
  page,
  open,
  server: { receiver },
}) => {
  await open(stub + script(`${ENDPOINTS} data-options='{"consent":"pending","name":"shop"}'`));
  await say(page, 1);
  await flush(page);
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await page.evaluate(() => window.tracelet.tracker?.consent('granted'));
  await flush(page);
  await received(receiver, 'behavior', 1);
  expect(await page.evaluate(async () => (await indexedDB.databases())[0]?.name)).toBe('shop');
});

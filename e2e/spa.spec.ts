import type { Page } from 'playwright/test';
import { bundleApp, removeApp } from './apps/bundleApp';
import { expect, expectTally, received, test as base, type Receiver } from './fixtures';

const APPS = ['vue', 'react'] as const;
type App = (typeof APPS)[number];

const test = base.extend<object, { paths: Record<App, string> }>({
  // Each worker has its own, so that nobody reads what another is writing.
  paths: [
    async ({}, use, { workerIndex }) => {
      const pack = (app: App): Promise<string> => bundleApp(app, `${app}-${workerIndex}`);
      await use({ vue: await pack('vue'), react: await pack('react') });
      for (const app of APPS) removeApp(`${app}-${workerIndex}`);
    },
    { scope: 'worker' },
  ],
});

const heading = (page: Page, text: string) => expect(page.locator('main h1')).toHaveText(text);
const follow = (page: Page, link: string) => page.getByRole('link', { name: link, exact: true });

/** Lets the lazy page's chunk wait for the function that is answered. */
async function holdLazy(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const gate = new Promise((open) => Object.assign(window, { open }));
    Object.assign(window, { gate });
  });
  return () => page.evaluate(() => (Reflect.get(window, 'open') as () => void)());
}

/** What the server has got of visits when the user has left, each with the page before it. */
async function visits(page: Page, receiver: Receiver, count: number) {
  await page.goto('about:blank');
  const got = await received(receiver, 'behavior', count);
  expectTally(receiver, { behavior: count });
  const traces = new Set(got.map(({ record }) => record.trace_id));
  expect(traces.size).toBe(count);
  return got.map(({ record }) => record);
}
const pagesOf = (records: readonly Record<string, unknown>[]) =>
  records.map(({ page_id, prev_id }) => [page_id, prev_id]);

for (const app of APPS) {
  test.describe(`in ${app} with its router`, () => {
    for (const api of ['the Navigation API', 'history alone'] as const) {
      test(`each route is one visit, by link, back and forward; a query and an anchor are none: with ${api}`, async ({
        page,
        paths,
        server: { url, receiver },
      }) => {
        const start = Date.now();
        await page.addInitScript((api) => {
          if (api === 'history alone')
            Object.defineProperty(window, 'navigation', { value: undefined });
          const { startViewTransition } = Document.prototype;
          Object.assign(window, { transitions: 0 });
          const note = (): void => void Object.assign(window, { transitions: 1 });
          Document.prototype.startViewTransition = function (...args) {
            note();
            return startViewTransition.apply(this, args);
          };
          addEventListener('transitionstart', note);
        }, api);
        await page.goto(url + paths[app]);
        await heading(page, 'Home');
        await follow(page, '/game/1').click();
        await heading(page, 'Game 1');
        await follow(page, '/game/2').click();
        await heading(page, 'Game 2');
        // A router that is hurried on before it has drawn may draw no more, so each place shows which it is.
        await follow(page, '/game/2?tab=2').click();
        await heading(page, 'Game 2?tab=2');
        await follow(page, '/game/2#end').click();
        await heading(page, 'Game 2#end');
        for (const [way, shown] of [
          ['goBack', 'Game 2?tab=2'],
          ['goBack', 'Game 2'],
          ['goBack', 'Game 1'],
          ['goForward', 'Game 2'],
        ] as const) {
          await page[way]();
          await heading(page, shown);
        }
        const open = await holdLazy(page);
        await follow(page, '/lazy').click();
        await open();
        await heading(page, 'Lazy');
        expect(await page.evaluate(() => Reflect.get(window, 'transitions') as number)).toBe(1);

        const got = await visits(page, receiver, 6);
        expect(pagesOf(got)).toEqual([
          [1, undefined],
          [2, 1],
          [3, 2],
          [2, 3],
          [3, 2],
          [4, 3],
        ]);
        const durations = got.map(({ duration }) => Number(duration));
        expect(durations.every((duration) => Number.isInteger(duration) && duration >= 0)).toBe(
          true,
        );
        const sum = durations.reduce((a, b) => a + b);
        expect(sum).toBeLessThanOrEqual((Date.now() - start) / 1000);
      });
    }

    test('a page that the user did not wait for has no visit', async ({
      page,
      paths,
      server: { url, receiver },
    }) => {
      await page.goto(url + paths[app]);
      await heading(page, 'Home');
      const open = await holdLazy(page);
      await follow(page, '/lazy').click();
      await follow(page, '/game/1').click();
      await heading(page, 'Game 1');
      await open();
      await follow(page, '/game/2').click();
      await heading(page, 'Game 2');
      expect(pagesOf(await visits(page, receiver, 3))).toEqual([
        [1, undefined],
        [2, 1],
        [3, 2],
      ]);
    });

    test('a route that is left while it comes in is a visit too, and no other is made', async ({
      page,
      paths,
      server: { url, receiver },
    }) => {
      await page.goto(url + paths[app]);
      await heading(page, 'Home');
      for (const to of ['/game/1', '/game/2', '/home']) {
        // Not Playwright's click, which waits until nothing moves.
        await follow(page, to).evaluate((link: HTMLElement) => link.click());
        await page.waitForURL(`**${to}`);
      }
      await heading(page, 'Home');
      expect(pagesOf(await visits(page, receiver, 4))).toEqual([
        [1, undefined],
        [2, 1],
        [3, 2],
        [1, 3],
      ]);
    });

    test('a redirect at the start makes a visit of where it leads, and of where it begins if that is a page', async ({
      page,
      paths,
      server: { url, receiver },
    }) => {
      await page.goto(url + paths[app]);
      await heading(page, 'Home');
      expect(await page.evaluate(() => window.warnings)).toEqual([
        expect.stringMatching(/no page is mapped to \/e2e\/\w+-\d+\.html,/),
      ]);
      expect(pagesOf(await visits(page, receiver, 1))).toEqual([[1, undefined]]);
      await page.goto(`${url}${paths[app]}?root`);
      await heading(page, 'Home');
      expect(pagesOf(await visits(page, receiver, 3)).slice(1)).toEqual([
        [9, 1],
        [1, 9],
      ]);
    });
  });
}

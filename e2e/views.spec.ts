import type { Page } from 'playwright/test';
import type { Place } from '../src/core/ports';
import { expect, expectTally, flush, received, test, type Receiver } from './fixtures';

const PAGES = {
  '/e2e/blank.html': { page_id: 1 },
  '/game/:id': { page_id: 2 },
  '/b': { page_id: 3 },
  '/e2e/elsewhere.html': { page_id: 4 },
};

const startViews = (page: Page, inHash = false): Promise<void> =>
  page.evaluate(
    ({ pages, inHash }) => {
      const { pageViews, createTracker } = window.tracelet;
      window.tracker = createTracker({
        endpoints: [window.endpoints.relay.behavior()],
        plugins: [
          pageViews({
            pages,
            ...(inHash && { route: ({ hash }: Place) => hash.slice(1) || '/e2e/blank.html' }),
          }),
        ],
      });
    },
    { pages: PAGES, inHash },
  );

async function addScripts(page: Page): Promise<void> {
  await page.addScriptTag({ url: '/dist/tracelet.min.js' });
  await page.addScriptTag({ url: '/e2e/endpoints.js' });
}

/** What the server has got of visits, each with the page before it; `count` of them, and no more. */
async function visits(page: Page, receiver: Receiver, count: number) {
  await flush(page);
  const got = await received(receiver, 'behavior', count);
  expectTally(receiver, { behavior: count });
  return got.map(({ record: { page_id, prev_id } }) => [page_id, prev_id]);
}

for (const api of ['the Navigation API', 'history alone'] as const) {
  test.describe(`with ${api}`, () => {
    test.beforeEach(async ({ page, blank }) => {
      if (api === 'history alone') {
        await page.addInitScript(() =>
          Object.defineProperty(window, 'navigation', { value: undefined }),
        );
      }
      await page.goto(blank);
    });

    test('an address that is rewritten, its query and its anchor make no visit', async ({
      page,
      server: { receiver },
    }) => {
      await startViews(page);
      await page.evaluate(() => {
        history.pushState(null, '', '/game/1');
        for (let i = 0; i < 40; i++) {
          history.replaceState(null, '', `/game/${i}`);
          history.replaceState(null, '', `/game/${i}?scroll=${i}`);
          history.pushState(null, '', `?tab=${i}`);
          location.hash = `#section-${i}`;
        }
      });
      expect(await visits(page, receiver, 2)).toEqual([
        [1, undefined],
        [2, 1],
      ]);
    });

    test('every way to another page makes one', async ({ page, server: { receiver } }) => {
      await startViews(page);
      await page.evaluate(async () => {
        const go = async (way: () => void): Promise<void> => {
          const isThere = new Promise((resolve) =>
            addEventListener('popstate', resolve, { once: true }),
          );
          way();
          await isThere;
        };
        history.pushState(null, '', '/game/1');
        history.pushState(null, '', '/game/2');
        history.replaceState(null, '', '/b');
        await go(() => history.back());
        await go(() => history.forward());
        await go(() => history.go(-2));
      });
      expect(await visits(page, receiver, 7)).toEqual([
        [1, undefined],
        [2, 1],
        [2, 2],
        [3, 2],
        [2, 3],
        [3, 2],
        [1, 3],
      ]);
    });

    test('a router in the hash has its pages there', async ({ page, server: { receiver } }) => {
      await startViews(page, true);
      await page.evaluate(async () => {
        for (const hash of ['#/game/1', '#/game/2', '#/b']) {
          const isThere = new Promise((resolve) =>
            addEventListener('hashchange', resolve, { once: true }),
          );
          location.hash = hash;
          await isThere;
        }
      });
      expect(await visits(page, receiver, 4)).toEqual([
        [1, undefined],
        [2, 1],
        [2, 2],
        [3, 2],
      ]);
    });
  });
}

for (const policy of ['no-referrer', 'strict-origin-when-cross-origin'] as const) {
  test(`the page before is known over full page loads, by the policy ${policy}`, async ({
    page,
    blank,
    server: { receiver },
  }) => {
    // What a link does, in a page of this policy.
    const follow = async (href: string): Promise<void> => {
      await page.evaluate(
        ([href, policy]) => {
          const link = Object.assign(document.createElement('a'), { href, referrerPolicy: policy });
          document.body.append(link);
          link.click();
        },
        [href, policy] as const,
      );
      await page.waitForURL(`**${href}`);
      await addScripts(page);
    };
    await page.goto(blank);
    await startViews(page);
    await flush(page);
    await follow('/e2e/elsewhere.html');
    await startViews(page);
    await flush(page);
    await page.reload();
    await addScripts(page);
    await startViews(page);
    expect(await visits(page, receiver, 3)).toEqual([
      [1, undefined],
      [4, 1],
      [4, 4],
    ]);
  });
}

test('pages that are marked say themselves which they are, whatever the address', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await page.goto(blank);
  await page.evaluate(async () => {
    const { pageViews, markedPages, createTracker } = window.tracelet;
    window.warnings = [];
    window.tracker = createTracker({
      endpoints: [window.endpoints.relay.behavior()],
      plugins: [pageViews({ pages: markedPages() })],
      onWarn: (message) => void window.warnings.push(message),
    });
    const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
    await settled();
    // It comes later than the tracker, as where that stands in the head.
    document.body.innerHTML = '<main data-tracelet-page="1" data-tracelet-pos="4"></main>';
    await settled();
    history.pushState(null, '', '/game/1');
    await settled();
    // One page goes, nothing is there, and another comes.
    document.body.innerHTML = '';
    await settled();
    document.body.innerHTML = '<div><section data-tracelet-page="2"></section></div>';
    await settled();
    document.querySelector('section')?.setAttribute('data-tracelet-pos', '5');
    document.querySelector('section')?.append('text');
    await settled();
    await window.tracker.stop();
    document.body.innerHTML = '<main data-tracelet-page="9"></main>';
    await settled();
  });
  expect(await page.evaluate(() => window.warnings)).toEqual([]);
  await page.goto(blank);
  await startViews(page);
  await flush(page);
  const got = await received(receiver, 'behavior', 4);
  expectTally(receiver, { behavior: 4 });
  expect(got.map(({ record: { page_id, pos_id } }) => [page_id, pos_id])).toEqual([
    [1, 4],
    [2, undefined],
    [2, 5],
    [1, undefined],
  ]);
});

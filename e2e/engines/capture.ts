import { expect, expectTally, received, test, type EnginePage } from './fixtures';
import { tellSupport } from './tellSupport';

type PluginName = 'pageViews' | 'dwell' | 'clicks' | 'exposure';

/** Starts a tracker with plugins that record by themselves. */
const observe = (page: EnginePage, ...plugins: PluginName[]): Promise<void> =>
  page.run((plugins) => {
    const { createTracker, pageViews, dwell, clicks, exposure } = window.tracelet;
    const known = {
      pageViews: () =>
        pageViews({ pages: { '/e2e/without.html': { page_id: 1 }, '/b': { page_id: 2 } } }),
      dwell: () => dwell({ focus: false }),
      clicks,
      exposure,
    };
    window.warnings = [];
    window.tracker = createTracker({
      endpoints: [window.endpoints.relay.behavior(), window.endpoints.relay.pushData()],
      plugins: plugins.map((name) => known[name]()),
      onWarn: (message) => void window.warnings.push(message),
    });
  }, plugins);

/** A button that is clicked, and a text that is seen. */
const showMarked = (page: EnginePage): Promise<void> =>
  page.run(() => {
    const mark = 'data-tracelet-game_id="12" data-tracelet-game_v="1"';
    document.body.innerHTML = `<button data-tracelet="game_enter" ${mark}>play</button>
      <p data-tracelet="game_load" data-tracelet-on="show" ${mark}>seen</p>`;
    document.querySelector('button')?.click();
  });

test('page visits by the router, and the last one as the page is left', async ({
  page,
  server,
}) => {
  await page.load();
  await observe(page, 'pageViews', 'dwell');
  await page.run(() => history.pushState(null, '', '/b'));
  await page.leave();
  await page.load();
  await observe(page);
  await page.deliver();
  const visits = await received(server.receiver, 'behavior', 2);
  expect(visits.map(({ record }) => record.page_id).sort()).toEqual([1, 2]);
  expectTally(server.receiver, { behavior: 2 });
});

test('clicks on marked elements, and elements that are seen', async ({ page, server }) => {
  await page.load();
  await observe(page, 'clicks', 'exposure');
  await showMarked(page);
  await expect.poll(() => page.run(() => window.tracker.stats().recorded)).toBe(2);
  await page.deliver();
  const events = await received(server.receiver, 'pushData', 2);
  expect(events.map(({ record }) => record.aid).sort()).toEqual([2001, 2002]);
  expect(await page.run(() => window.warnings)).toEqual([]);
});

test('without IntersectionObserver what is seen is not told, which is said once, and the rest is', async ({
  page,
  server,
}) => {
  await page.load('intersection');
  await observe(page, 'clicks', 'exposure');
  await showMarked(page);
  await page.deliver();
  const [event] = await received(server.receiver, 'pushData', 1);
  expect(event?.record.aid).toBe(2002);
  expect(await page.run(() => window.warnings)).toHaveLength(1);
  expectTally(server.receiver, { pushData: 1 });
  tellSupport({
    without: 'IntersectionObserver',
    fallback: '`exposure` and the banners of `ads` record no showing, one warning',
    seen: 'one warning',
  });
});

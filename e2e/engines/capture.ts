import { expect, expectTally, received, test, type EnginePage } from './fixtures';

/** A page with plugins that record by themselves. */
async function observe(page: EnginePage): Promise<void> {
  await page.visit();
  await page.run(() => {
    const { createTracker, pageViews, dwell, clicks, exposure } = window.tracelet;
    window.warnings = [];
    window.tracker = createTracker({
      name: 'capture',
      endpoints: [window.endpoints.relay.behavior(), window.endpoints.relay.pushData()],
      plugins: [
        pageViews({ pages: { '/e2e/without.html': { page_id: 1 }, '/b': { page_id: 2 } } }),
        dwell({ focus: false }),
        clicks(),
        exposure(),
      ],
      onWarn: (message) => void window.warnings.push(message),
    });
  });
}

test('page visits by the router, and the last one as the page is left', async ({
  page,
  server,
}) => {
  await observe(page);
  await page.run(() => history.pushState(null, '', '/b'));
  await page.leave();
  await page.visit({ only: ['behavior'] });
  await page.run(() => {
    window.tracker = window.tracelet.createTracker({
      name: 'capture',
      endpoints: [window.endpoints.relay.behavior(), window.endpoints.relay.pushData()],
    });
  });
  await page.deliver();
  const visits = await received(server.receiver, 'behavior', 2);
  expect(visits.map(({ record }) => record.page_id).sort()).toEqual([1, 2]);
  expectTally(server.receiver, { behavior: 2 });
});

test('clicks on marked elements, and elements that are seen', async ({ page, server }) => {
  await observe(page);
  await page.run(() => {
    const mark = 'data-tracelet-game_id="12" data-tracelet-game_v="1"';
    document.body.innerHTML = `<button data-tracelet="game_enter" ${mark}>play</button>
      <p data-tracelet="game_load" data-tracelet-on="show" ${mark}>seen</p>`;
    document.querySelector('button')?.click();
  });
  await expect
    .poll(() => page.run(() => window.tracker.stats().lanes['pushData']?.recorded))
    .toBe(2);
  await page.deliver();
  const events = await received(server.receiver, 'pushData', 2);
  expect(events.map(({ record }) => record.aid).sort()).toEqual([2001, 2002]);
  expect(await page.run(() => window.warnings)).toEqual([]);
});

test('without IntersectionObserver what is seen is not told, which is said once, and the rest is', async ({
  page,
  server,
}) => {
  await page.visit({ only: ['pushData'] }, 'intersection');
  await page.run(() => {
    window.tracker = window.tracelet.createTracker({
      name: 'capture',
      endpoints: [window.endpoints.relay.pushData()],
      plugins: [window.tracelet.clicks(), window.tracelet.exposure()],
      onWarn: (message) => void window.warnings.push(message),
    });
    const mark = 'data-tracelet-game_id="12" data-tracelet-game_v="1"';
    document.body.innerHTML = `<button data-tracelet="game_enter" ${mark}>play</button>
      <p data-tracelet="game_load" data-tracelet-on="show" ${mark}>seen</p>`;
    document.querySelector('button')?.click();
  });
  await page.deliver();
  const [event] = await received(server.receiver, 'pushData', 1);
  expect(event?.record.aid).toBe(2002);
  expect(await page.run(() => window.warnings.length)).toBe(1);
});

import { expect, expectTally, flush, received, start, test, visit } from './fixtures';

test('one trace_id goes through jump, show and press, across a full page load', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await visit(page, blank, { only: ['mediaEvent', 'behavior'] });
  const handedOn = await page.evaluate(() => {
    const flow = window.tracker.trace();
    flow.track('miniprogram_jump', { code: 'live-1' });
    flow.track('page_leave', { page_id: 1, duration: 4 });
    window.tracker.track('qr_show', { code: 'not of the flow' });
    location.search = `?trace=${flow.traceId}`; // the next page, of the same path
    return flow.traceId;
  });
  expect(handedOn).toMatch(/^[0-9A-Za-z]{32}$/);
  await page.waitForURL(`${blank}?trace=${handedOn}`);
  await start(page, { only: ['mediaEvent', 'behavior'] });
  const adopted = await page.evaluate(() => {
    const flow = window.tracker.trace(new URLSearchParams(location.search).get('trace') as string);
    flow.track('qr_show', { code: 'live-1', duration: 3 });
    flow.with({ code: 'live-1' }).track('qr_press');
    return flow.traceId;
  });
  expect(adopted).toBe(handedOn);
  await received(receiver, 'mediaEvent', 4);
  await received(receiver, 'behavior', 1);
  await flush(page);

  const told = receiver.received('mediaEvent').map(({ record: { event_id, code, trace_id } }) => ({
    event_id,
    code,
    trace_id,
  }));
  const live = { code: 'live-1', trace_id: handedOn };
  expect(told).toEqual([
    { event_id: '1100102', ...live },
    { event_id: '1110201', code: 'not of the flow' },
    { event_id: '1110201', ...live },
    { event_id: '1110204', ...live },
  ]);
  expect(receiver.received('behavior').map(({ record }) => record.trace_id)).toEqual([handedOn]);
  expectTally(receiver, { mediaEvent: 4, behavior: 1 });
});

test('each trace() is an operation of its own', async ({ page, blank }) => {
  await visit(page, blank, { only: ['mediaEvent'] });
  const ids = await page.evaluate(() => {
    const { tracker } = window;
    return [tracker.traceId, tracker.trace().traceId, tracker.trace().trace().traceId];
  });
  expect(ids[0]).toBeUndefined();
  expect(new Set(ids).size).toBe(3);
});

test('a trace_id that no vendor would take is left out and warned about, the event still sent', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await visit(page, blank, { only: ['mediaEvent'] });
  await page.evaluate(() => window.tracker.trace('short').track('qr_show', { code: 'c' }));
  const [item] = await received(receiver, 'mediaEvent', 1);
  expect(item?.record.trace_id).toBeUndefined();
  expectTally(receiver, { mediaEvent: 1 });
  expect(await page.evaluate(() => window.warnings)).toEqual([expect.stringContaining('trace_id')]);
});

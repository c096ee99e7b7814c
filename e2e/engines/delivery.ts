import { numbersIn } from '../twenty';
import { count, expect, expectTally, names, received, test, type EnginePage } from './fixtures';

/** One event for each of the five. */
const trackFive = (page: EnginePage): Promise<void> =>
  page.run(() => {
    const { track } = window.tracker;
    track('custom', { id: 'an_event' });
    track('game_enter', { game_id: 12, game_v: '7.8.8' });
    track('qr_show', { code: 'IsFXtWUZ3x3hywGl' });
    track('page_leave', { page_id: 1, duration: 3 });
    track('vote', { action: 'join', id: 'v1', gid: 1, target_id: 't', uid: 2 });
  });
const ONE_EACH = { mta: 1, pushData: 1, mediaEvent: 1, behavior: 1, oper: 1 };

for (const to of ['relay', 'direct'] as const) {
  test(`${to}: each of the five endpoints gets its event as its document says`, async ({
    page,
    server,
  }) => {
    await page.visit(to === 'relay' ? {} : { to: '' });
    await trackFive(page);
    await page.deliver();
    for (const name of names) await received(server.receiver, name, 1);
    expectTally(server.receiver, ONE_EACH);
  });
}

test('1,000 events in a burst arrive, each once', async ({ page, server }) => {
  await page.visit({ only: ['pushData'] });
  await page.run(() => {
    for (let duration = 0; duration < 1000; duration += 1) {
      window.tracker.track('game_exit', { game_id: 12, game_v: '1', duration });
    }
  });
  await page.deliver();
  await received(server.receiver, 'pushData', 1000);
  expect(numbersIn(server.receiver, 'pushData')).toEqual(count(1000));
});

test('what a server that is down has not taken arrives when it is well, once', async ({
  page,
  server,
}) => {
  await page.visit({ only: ['behavior'] });
  server.receiver.fail('behavior', { status: 503, times: 2 });
  await page.run(() => window.tracker.track('page_leave', { page_id: 1, duration: 3 }));
  await page.deliver();
  await received(server.receiver, 'behavior', 1);
  expectTally(server.receiver, { behavior: 1 });
});

test('what one page leaves on disk, the next delivers', async ({ page, server }) => {
  await page.visit({ only: ['behavior'], more: { exit: 'keep' }, flush: { delay: 60_000 } });
  await page.run(() => {
    for (let i = 0; i < 20; i += 1) {
      window.tracker.track('page_leave', { page_id: 1, duration: i });
    }
  });
  await page.leave();
  expectTally(server.receiver, {});
  await page.visit({ only: ['behavior'] });
  await page.deliver();
  await received(server.receiver, 'behavior', 20);
  expectTally(server.receiver, { behavior: 20 });
});

test('two tabs of one origin: each record arrives once', async ({ page, server }) => {
  const options = { only: ['pushData'] as const, flush: { delay: 100 } };
  const track = (from: number): Promise<void> =>
    page.run((from) => {
      for (let i = 0; i < 50; i += 1) {
        const duration = from + i;
        window.tracker.track('game_exit', { game_id: 12, game_v: '1', duration });
      }
    }, from);
  const first = await page.tab();
  await page.visit(options);
  const second = await page.open();
  await page.visit(options);
  await track(50);
  await page.use(first);
  await track(0);
  await page.deliver();
  await page.use(second);
  await page.deliver();
  await received(server.receiver, 'pushData', 100);
  expect(numbersIn(server.receiver, 'pushData')).toEqual(count(100));
  await page.close();
  await page.use(first);
});

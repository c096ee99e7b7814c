import { expect, test } from 'playwright/test';
import type { StoragePort } from './ports';
import { direct, pagesOf, setUp, type Tab, upTo, visit } from '../fixtures';
import { createTrackerOn } from './createTrackerOn';
import { MINUTE, SECOND } from './units';

const sizesOf = ({ stages }: Tab) =>
  stages.flatMap((stage) => (stage.kind === 'send' ? [stage.taken] : []));

test.describe('events go out together', () => {
  test('two seconds after the first', async () => {
    const { world } = setUp();
    const tab = world.open([direct.behavior()]);
    await world.pass(MINUTE);
    const start = world.clock.now();
    visit(tab, 1);
    await world.clock.advance(1 * SECOND);
    visit(tab, 2);
    await world.clock.advance(999);
    expect(tab.sent).toEqual([]);
    await world.clock.advance(1);
    expect(tab.sent.map(({ at }) => at - start)).toEqual([2 * SECOND]);
    expect(sizesOf(tab)).toEqual([2]);
  });

  test('when there are as many as asked for', async () => {
    const { receiver, world } = setUp();
    const tab = world.open({
      endpoints: [direct.behavior()],
      flush: { records: 3, delay: MINUTE },
    });
    await world.pass(0);
    visit(tab, 1, 2);
    await world.pass(SECOND);
    expect(tab.sent).toEqual([]);
    visit(tab, 3, 4);
    await world.pass(SECOND);
    expect(pagesOf(receiver).slice(0, 3)).toEqual([1, 2, 3]);
    expect(sizesOf(tab)[0]).toBe(3);
  });

  test('when they hold as many bytes as asked for', async () => {
    const { world } = setUp();
    const tab = world.open({ endpoints: [direct.mta()], flush: { bytes: 1000, delay: MINUTE } });
    await world.pass(0);
    tab.tracker.track('custom', { id: 'a', params: { text: 'x'.repeat(600) } });
    await world.pass(SECOND);
    expect(tab.sent).toEqual([]);
    tab.tracker.track('custom', { id: 'b', params: { text: '中'.repeat(200) } });
    await world.pass(SECOND);
    expect(tab.sent.length).toBeGreaterThan(0);
    for (const { request } of tab.sent) {
      expect(Buffer.byteLength(request.body ?? '')).toBeLessThanOrEqual(1000);
    }
  });

  test('when the page hides', async () => {
    const { receiver, world } = setUp();
    const tab = world.open([direct.behavior()]);
    await world.pass(0);
    visit(tab, 1);
    tab.platform.lifecycle.setState('hidden');
    tab.platform.lifecycle.tell('hidden');
    await world.clock.advance(0);
    expect(pagesOf(receiver)).toEqual([1]);
  });

  test('at once by flush, which tells what became of them', async () => {
    const { receiver, world } = setUp();
    const tab = world.open([direct.behavior()]);
    visit(tab, 1, 2);
    expect(await tab.tracker.flush()).toEqual({ accepted: 2, waiting: 0, dropped: 0 });
    receiver.fail('behavior', { status: 503 });
    visit(tab, 3);
    tab.tracker.track('page_leave', { duration: 1 } as never);
    expect(await tab.tracker.flush()).toMatchObject({ accepted: 0, waiting: 1 });
  });
});

test('what is tracked in the task in which an app is hidden is on disk before that ends', async () => {
  const { world } = setUp();
  const tab = world.open([direct.behavior()]);
  await world.pass(0);
  visit(tab, 1);
  tab.platform.lifecycle.setState('hidden');
  tab.platform.lifecycle.tell('hidden');
  expect(world.onDisk()).toBe(1);
});

test.describe('events from before the disk is open', () => {
  test('are stored and sent when it is, in order and with their own times', async () => {
    const { receiver, world } = setUp();
    let open: () => void = () => undefined;
    const isOpen = new Promise<void>((resolve) => (open = resolve));
    const { platform } = world.open([direct.mta()]);
    const slow: StoragePort = {
      ...platform.storage,
      keys: (prefix) => isOpen.then(() => platform.storage.keys(prefix)),
      read: (keys, use) => isOpen.then(() => platform.storage.read(keys, use)),
      change: (keys, decide) => isOpen.then(() => platform.storage.change(keys, decide)),
    };
    const tracker = createTrackerOn(
      { ...platform, storage: slow },
      { endpoints: [direct.behavior()], name: 'slow' },
    );
    const start = world.clock.now();
    for (const id of upTo(5)) {
      visit({ tracker }, id);
      await world.clock.advance(1 * SECOND);
    }
    expect(world.onDisk()).toBe(0);
    open();
    await world.clock.advance(0);
    expect(world.onDisk()).toBe(5);
    await world.pass(3 * SECOND);
    expect(receiver.received('behavior').map(({ record, at }) => [record.page_id, at])).toEqual(
      upTo(5).map((id) => [id, start / 1000 + id - 1]),
    );
  });

  test('are frozen when they are tracked', async () => {
    const { receiver, world } = setUp();
    const tab = world.open([direct.mta()]);
    const params = { step: 1 };
    tab.tracker.track('custom', { id: 'a', params });
    params.step = 2;
    await world.pass(3 * SECOND);
    expect(receiver.received('mta')[0]?.record.kv).toEqual({ step: 1 });
  });

  test('of a page that is only prerendered wait until somebody sees it', async () => {
    const { receiver, world } = setUp();
    const tab = world.open([direct.behavior()], { state: 'prerender' });
    visit(tab, 1);
    await world.pass(MINUTE);
    expect(world.disk.size).toBe(0);
    tab.platform.lifecycle.setState('visible');
    tab.platform.lifecycle.tell('shown');
    await world.pass(3 * SECOND);
    expect(pagesOf(receiver)).toEqual([1]);
  });
});

test('what one task records is on disk in one transaction, at the end of that task', async () => {
  const { world } = setUp();
  const { platform } = world.open([direct.mta()]);
  let writes = 0;
  const storage: StoragePort = {
    ...platform.storage,
    write(entries) {
      writes++;
      return platform.storage.write(entries);
    },
  };
  const tracker = createTrackerOn(
    { ...platform, storage },
    { endpoints: [direct.behavior(), direct.pushData()], name: 'counted' },
  );
  await world.clock.advance(0);
  visit({ tracker }, 1);
  await Promise.resolve();
  writes = 0;
  visit({ tracker }, 2, 3, 4);
  tracker.track('launch');
  expect(writes).toBe(0);
  await Promise.resolve();
  expect(writes).toBe(1);
  expect(world.onDisk()).toBe(5);
});

test('an event is frozen when it is tracked, also for an exit', async () => {
  const { receiver, world } = setUp();
  const tab = world.open([direct.mta()]);
  await world.pass(0);
  const params = { step: 1 };
  tab.tracker.track('custom', { id: 'a', params });
  params.step = 2;
  tab.platform.lifecycle.tell('leaving');
  expect(receiver.received('mta')[0]?.record.kv).toEqual({ step: 1 });
});

test('a change of user seals the batch, so that nobody’s events go out under another’s name', async () => {
  const { receiver, world } = setUp();
  let uid = 'first';
  const tab = world.open([direct.behavior({ head: () => ({ uid, openid: 'o' }) })]);
  await world.pass(0);
  visit(tab, 1, 2);
  uid = 'second';
  visit(tab, 3);
  uid = 'first';
  visit(tab, 4);
  await world.pass(5 * SECOND);
  expect(
    receiver.received('behavior').map(({ head, record }) => [record.page_id, head.uid]),
  ).toEqual([
    [1, 'first'],
    [2, 'first'],
    [3, 'second'],
    [4, 'first'],
  ]);
});

test('the device id is made once and kept', async () => {
  const { receiver, world } = setUp();
  for (let turn = 0; turn < 3; turn++) {
    const tab = world.open([direct.pushData({ uid: undefined as never })]);
    tab.tracker.track('launch');
    await world.pass(3 * SECOND);
    await tab.tracker.stop();
  }
  const ids = receiver.received('pushData').map(({ record }) => record.uid);
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(1);
  expect(ids[0]).toMatch(/^[0-9A-Za-z]{16,}$/);
});

test.describe('a child tracker', () => {
  test('says what was bound with each event, and an event may say otherwise', async () => {
    const { receiver, world } = setUp();
    const tab = world.open([direct.pushData()]);
    const game = tab.tracker.with({ game_id: 12, game_v: '7.8.8' });
    game.track('game_enter');
    game.with({ duration: 20 }).track('game_exit', { game_id: 13 });
    await world.pass(3 * SECOND);
    expect(receiver.received('pushData').map(({ record }) => record)).toMatchObject([
      { aid: 2002, game_id: 12, game_v: '7.8.8' },
      { aid: 2003, game_id: 13, game_v: '7.8.8', v: '20' },
    ]);
  });

  test('of trace has one fresh id, across its events and endpoints', async () => {
    const { receiver, world } = setUp();
    const { tracker } = world.open([direct.mediaEvent(), direct.behavior()]);
    const flow = tracker.trace();
    flow.track('miniprogram_jump', { code: 'c' });
    flow.with({ code: 'c' }).track('qr_show');
    flow.track('page_leave', { page_id: 1, duration: 1 });
    tracker.trace().track('qr_press', { code: 'c' });
    await world.pass(3 * SECOND);
    expect(flow.traceId).toMatch(/^[0-9A-Za-z]{32}$/);
    const [jump, show, press] = receiver
      .received('mediaEvent')
      .map(({ record }) => record.trace_id);
    expect([jump, show]).toEqual([flow.traceId, flow.traceId]);
    expect(press).not.toBe(flow.traceId);
    expect(receiver.received('behavior')[0]?.record.trace_id).toBe(flow.traceId);
    expect(tracker.traceId).toBeUndefined();
    expect(tracker.trace(flow.traceId).traceId).toBe(flow.traceId);
  });
});

import { expect, test } from 'playwright/test';
import { answerBy, direct, imbalance, inOrder, pagesOf, setUp, upTo, visit } from '../fixtures';
import type { Encoded } from './endpoint';
import { HOUR, MINUTE, SECOND, type Duration } from './units';

test.describe('an endpoint that is down', () => {
  test('gets everything once when it is well again', async () => {
    const { receiver, world } = setUp();
    receiver.fail('behavior', { status: 503, times: 4 });
    const tab = world.open([direct.behavior()]);
    visit(tab, 1, 2);
    await world.pass(3 * SECOND);
    visit(tab, 3);
    await world.pass(0);
    expect(receiver.received('behavior')).toEqual([]);
    expect(world.onDisk()).toBe(3);
    expect(imbalance(tab, world)).toBe('');
    await world.pass(5 * MINUTE);
    expect(inOrder(pagesOf(receiver))).toEqual([1, 2, 3]);
    expect(tab.tracker.stats()).toMatchObject({ recorded: 3, waiting: 0, accepted: 3 });
    expect(imbalance(tab, world)).toBe('');
  });

  test('is not asked before its back-off has passed, and at most ten minutes later', async () => {
    const { receiver, world } = setUp();
    receiver.fail('behavior', { status: 503 });
    const tab = world.open([direct.behavior()]);
    visit(tab, 1);
    await world.pass(6 * HOUR);
    const waits = tab.stages.flatMap((stage) =>
      stage.kind === 'settle' && stage.verdict.kind === 'release' ? [stage.verdict.until] : [],
    );
    const [, ...asked] = tab.sent.map(({ at }) => at);
    expect(asked.length).toBeGreaterThan(6 * 5);
    asked.forEach((at, i) => {
      expect(at).toBeGreaterThanOrEqual(waits[i] as number);
      expect(at - (tab.sent[i]?.at ?? 0)).toBeLessThanOrEqual(10 * MINUTE + 3 * SECOND);
    });
  });

  test('is left alone for its Retry-After by the next visit too', async () => {
    const { receiver, world } = setUp();
    receiver.fail('behavior', { status: 503, retryAfter: 600, times: 1 });
    const first = world.open([direct.behavior()]);
    visit(first, 1);
    await world.pass(3 * SECOND);
    expect(first.sent).toHaveLength(1);
    await first.tracker.stop();
    const second = world.open([direct.behavior()]);
    visit(second, 2);
    await world.pass(590 * SECOND);
    await second.tracker.flush();
    expect(second.sent).toEqual([]);
    expect(imbalance(second, world)).toBe('');
    await world.pass(11 * MINUTE);
    expect(inOrder(pagesOf(receiver))).toEqual([1, 2]);
    expect(imbalance(second, world)).toBe('');
  });

  test('is asked at once when the network comes back, unless it was the one who refused', async () => {
    for (const [fault, asked] of [
      [{ reset: 'before' as const }, 2],
      [{ status: 503, retryAfter: 60 }, 1],
    ] as const) {
      const { receiver, world } = setUp();
      receiver.fail('behavior', { ...fault, times: 1 });
      const tab = world.open([direct.behavior()]);
      visit(tab, 1);
      await world.pass(2 * SECOND);
      tab.platform.lifecycle.tell('online');
      await world.pass(0);
      expect(tab.sent).toHaveLength(asked);
    }
  });

  test('takes no other endpoint’s place', async () => {
    const { receiver, world } = setUp();
    receiver.fail('behavior', { hang: true });
    const tab = world.open([direct.behavior(), direct.pushData()]);
    visit(tab, 1);
    tab.tracker.track('launch');
    await world.pass(2 * SECOND);
    tab.tracker.track('load');
    await world.pass(2 * SECOND);
    expect(receiver.received('pushData').map(({ record }) => record.aid)).toEqual([1000, 1001]);
  });

  test('that never answers is given up after 20 seconds and tried again', async () => {
    const { receiver, world } = setUp();
    receiver.fail('behavior', { hang: true, times: 1 });
    const tab = world.open([direct.behavior()]);
    visit(tab, 1);
    await world.pass(21 * SECOND);
    expect(tab.sent).toHaveLength(1);
    await world.pass(5 * SECOND);
    expect(pagesOf(receiver)).toEqual([1]);
  });
});

test('what is recorded while a request is under way waits for its own time, or for a flush', async () => {
  const { receiver, world } = setUp();
  const accept = answerBy(receiver);
  const tab = world.open([direct.behavior()], {
    respond: async (request) => {
      await new Promise<void>((resolve) => world.clock.after(100 as Duration, resolve));
      return accept(request);
    },
  });
  const pages = Array.from({ length: 200 }, (_, i) => i + 1);
  for (const page of pages) {
    visit(tab, page);
    await world.pass(100);
  }
  // 20 seconds, and 2 for each.
  expect(tab.sent.length).toBeLessThanOrEqual(10);
  visit(tab, 201);
  await world.pass(2 * SECOND);
  visit(tab, 202);
  const flushed = tab.tracker.flush();
  await world.pass(SECOND);
  expect(await flushed).toMatchObject({ waiting: 0 });
  expect(pagesOf(receiver)).toEqual([...pages, 201, 202]);
});

test('without a network nothing is tried, and all of it when there is one', async () => {
  const { receiver, world } = setUp();
  const tab = world.open([direct.behavior()]);
  tab.platform.lifecycle.setOnline(false);
  visit(tab, 1);
  await world.pass(MINUTE);
  await tab.tracker.flush();
  expect(tab.sent).toEqual([]);
  tab.platform.lifecycle.setOnline(true);
  tab.platform.lifecycle.tell('online');
  await world.pass(0);
  expect(pagesOf(receiver)).toEqual([1]);
});

test('an event that turns out to fit into no request is dropped alone, and counted', async () => {
  const { receiver, world } = setUp();
  const endpoint = direct.behavior();
  const tab = world.open([
    {
      ...endpoint,
      encode(batch, context) {
        const encoded = endpoint.encode(batch, context);
        const isHuge = batch.records[0]?.json.includes('"page_id":2,');
        return isHuge ? { ...(encoded as Encoded), taken: 0 } : encoded;
      },
    },
  ]);
  for (const id of [2, 1]) visit(tab, id);
  await world.pass(5 * SECOND);
  expect(pagesOf(receiver)).toEqual([1]);
  expect(tab.tracker.stats()).toMatchObject({ accepted: 1, dropped: { 'too-large': 1 } });
});

test.describe('a refusal', () => {
  test('of one record among 100 costs that record alone', async () => {
    const { receiver, world } = setUp();
    receiver.fail('behavior', { poison: ({ record }) => record.page_id === 37 });
    const tab = world.open([direct.behavior()]);
    visit(tab, ...upTo(100));
    await world.pass(MINUTE);
    expect(inOrder(pagesOf(receiver))).toEqual(upTo(100).filter((id) => id !== 37));
    expect(tab.tracker.stats()).toMatchObject({ accepted: 99, dropped: { rejected: 1 } });
    expect(tab.stages.filter(({ kind }) => kind === 'drop')).toMatchObject([
      { lane: 'behavior', reason: 'rejected', count: 1 },
    ]);
    expect(imbalance(tab, world)).toBe('');
  });

  test('of every one of a few records costs those, once anything was accepted', async () => {
    const { receiver, world } = setUp();
    receiver.fail('behavior', { poison: ({ record }) => record.page_id % 10 === 0 });
    const tab = world.open([direct.behavior()]);
    visit(tab, ...upTo(50));
    await world.pass(MINUTE);
    expect(inOrder(pagesOf(receiver))).toEqual(upTo(50).filter((id) => id % 10));
    expect(tab.tracker.stats().dropped).toEqual({ rejected: 5 });
    expect(imbalance(tab, world)).toBe('');
  });

  test('of everything holds the lane after two records, and keeps the others', async () => {
    const { receiver, world } = setUp();
    receiver.fail('behavior', { ret: 1001 });
    const tab = world.open([direct.behavior()]);
    visit(tab, ...upTo(20));
    await world.pass(59 * MINUTE);
    expect(tab.tracker.stats()).toMatchObject({ waiting: 19, dropped: { rejected: 1 } });
    const asked = tab.sent.length;
    expect(asked).toBeLessThanOrEqual(2 * 6);
    receiver.fail('behavior');
    await world.pass(2 * MINUTE);
    expect(receiver.received('behavior')).toHaveLength(19);
    expect(imbalance(tab, world)).toBe('');
  });

  test('for its size halves the batch until it fits', async () => {
    const { receiver, world } = setUp();
    receiver.fail('behavior', { tooLargeAbove: 1000 });
    const tab = world.open([direct.behavior()]);
    visit(tab, ...upTo(40));
    await world.pass(MINUTE);
    expect(inOrder(pagesOf(receiver))).toEqual(upTo(40));
    expect(tab.tracker.stats()).toMatchObject({ accepted: 40, dropped: {} });
    expect(imbalance(tab, world)).toBe('');
  });

  test('of one record for its size drops it and counts it', async () => {
    const { receiver, world } = setUp();
    receiver.fail('mta', { tooLargeAbove: 1000 });
    const tab = world.open([direct.mta()]);
    tab.tracker.track('custom', { id: 'small' });
    tab.tracker.track('custom', { id: 'large', params: { text: 'x'.repeat(2000) } });
    await world.pass(MINUTE);
    expect(receiver.received('mta').map(({ record }) => record.ei)).toEqual(['small']);
    expect(tab.tracker.stats()).toMatchObject({ accepted: 1, dropped: { 'too-large': 1 } });
    expect(imbalance(tab, world)).toBe('');
  });

  test('of the app key holds the lane for an hour and keeps the backlog', async () => {
    const { receiver, world } = setUp();
    receiver.config.mta.appKeys = [];
    const tab = world.open([direct.mta()]);
    for (const id of upTo(5)) tab.tracker.track('custom', { id: `event${id}` });
    await world.pass(2 * SECOND);
    expect(tab.sent).toHaveLength(1);
    tab.tracker.track('custom', { id: 'later' });
    await world.pass(59 * MINUTE);
    await tab.tracker.flush();
    expect(tab.sent).toHaveLength(1);
    expect(world.onDisk()).toBe(6);
    expect(tab.platform.warnings.join()).toContain('invalid appkey');
    receiver.config.mta.appKeys = ['if8888mta'];
    await world.pass(2 * MINUTE);
    expect(receiver.received('mta')).toHaveLength(6);
    expect(imbalance(tab, world)).toBe('');
  });

  test('by a captive portal is nobody’s yes', async () => {
    const { receiver, world } = setUp();
    receiver.fail('behavior', { portal: true, times: 2 });
    const tab = world.open([direct.behavior()]);
    visit(tab, 1);
    await world.pass(MINUTE);
    expect(tab.sent).toHaveLength(3);
    expect(pagesOf(receiver)).toEqual([1]);
  });
});

import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import { createWorld, direct, imbalance, sortedPagesOf, type Tab, upTo, visit } from '../fixtures';
import type { TrackerOptions } from './options';
import { HOUR, MINUTE, SECOND } from './units';

const DAY = 24 * HOUR;

const setUp = () => {
  const receiver = createReceiver();
  const world = createWorld(receiver);
  const open = (options: Partial<TrackerOptions> = {}): Tab =>
    world.open({ endpoints: [direct.behavior()], ...options });
  return { receiver, world, open };
};

test('the oldest records make room when a lane holds too many, and are counted', async () => {
  const { receiver, world, open } = setUp();
  receiver.fail('behavior', { status: 503 });
  const tab = open({ retention: { records: 100 }, flush: { records: 10 } });
  await world.pass(0);
  for (const id of upTo(250)) {
    visit(tab, id);
    await world.clock.advance(10);
  }
  await world.pass(MINUTE);
  expect(imbalance(tab, world)).toBe('');
  const { waiting, dropped } = tab.tracker.stats();
  // The batch that is being filled is over, at most.
  expect(waiting).toBeGreaterThanOrEqual(90);
  expect(waiting).toBeLessThanOrEqual(110);
  expect(dropped).toEqual({ evicted: 250 - waiting });
  const told = tab.stages.filter(({ kind }) => kind === 'drop');
  expect(told[0]).toMatchObject({ lane: 'behavior', event: 'page_leave', reason: 'evicted' });
  expect(tab.platform.warnings.filter((text) => /evicted/.test(text))).not.toEqual([]);
  receiver.fail('behavior');
  await world.pass(HOUR);
  expect(sortedPagesOf(receiver)).toEqual(upTo(250, 251 - waiting));
});

test('a burst in one task is bounded too', async () => {
  const { receiver, world, open } = setUp();
  receiver.fail('behavior', { status: 503 });
  const tab = open({ retention: { records: 100 }, flush: { records: 10 } });
  await world.pass(0);
  visit(tab, ...upTo(500));
  await world.pass(SECOND);
  expect(world.onDisk()).toBeLessThanOrEqual(110);
  expect(imbalance(tab, world)).toBe('');
  receiver.fail('behavior');
  await world.pass(HOUR);
  expect(sortedPagesOf(receiver)).toEqual(upTo(500, 501 - sortedPagesOf(receiver).length));
});

test('what comes after the open batch has made room does not bring it back', async () => {
  const { receiver, world, open } = setUp();
  const tab = open({ retention: { records: 2 } });
  await world.pass(0);
  visit(tab, 1, 2, 3);
  await world.pass(0);
  tab.platform.lifecycle.tell('shown'); // it looks at the disk, and finds too much
  await world.pass(0);
  visit(tab, 4);
  await world.pass(5 * SECOND);
  expect(sortedPagesOf(receiver)).toEqual([4]);
  expect(tab.tracker.stats()).toMatchObject({ recorded: 4, accepted: 1, dropped: { evicted: 3 } });
  expect(imbalance(tab, world)).toBe('');
});

test('bytes are bounded likewise', async () => {
  const { receiver, world, open } = setUp();
  receiver.fail('behavior', { status: 503 });
  const tab = open({ retention: { bytes: 5000 }, flush: { records: 10 } });
  await world.pass(0);
  for (const id of upTo(200)) {
    visit(tab, id);
    await world.clock.advance(10);
  }
  await world.pass(MINUTE);
  const bytes = [...world.disk.values()].reduce((sum, text) => sum + text.length, 0);
  expect(bytes).toBeLessThan(10_000);
  expect(tab.tracker.stats().dropped.evicted).toBeGreaterThan(100);
  expect(imbalance(tab, world)).toBe('');
});

test('what is older than a lane may keep is dropped and counted, be it another visit’s', async () => {
  const { receiver, world, open } = setUp();
  receiver.fail('behavior', { status: 503 });
  // Full, so that nothing newer joins it.
  const flush = { records: 2 };
  const before = open({ flush });
  visit(before, 1, 2);
  await world.pass(3 * SECOND);
  await before.tracker.stop();
  await world.clock.advance(6 * DAY);
  const tab = open({ flush });
  visit(tab, 3);
  await world.pass(0);
  await world.clock.advance(DAY);
  receiver.fail('behavior');
  await world.pass(HOUR);
  expect(sortedPagesOf(receiver)).toEqual([3]);
  expect(tab.tracker.stats()).toMatchObject({ accepted: 1, dropped: { expired: 2 } });
  expect(imbalance(tab, world)).toBe('');
});

test('a lane that nobody configures any more ages out, and is counted', async () => {
  const { receiver, world, open } = setUp();
  receiver.fail('behavior', { status: 503 });
  const before = open();
  visit(before, 1, 2);
  await world.pass(3 * SECOND);
  await before.tracker.stop();
  const early = world.open([direct.mta()]);
  await world.pass(MINUTE);
  expect(early.tracker.stats().lanes).toMatchObject({ behavior: { recorded: 2, waiting: 2 } });
  await early.tracker.stop();
  await world.clock.advance(7 * DAY);
  const late = world.open([direct.mta()]);
  await world.pass(MINUTE);
  expect(world.onDisk()).toBe(0);
  expect(late.tracker.stats().lanes).toMatchObject({
    behavior: { recorded: 2, waiting: 0, dropped: { expired: 2 } },
  });
});

test('what a tab holds at the moment does not make room for another’s', async () => {
  const { receiver, world, open } = setUp();
  receiver.fail('behavior', { hang: true, times: 1 });
  const tab = open({ retention: { records: 20 }, flush: { records: 10 } });
  visit(tab, ...upTo(10));
  await world.pass(SECOND);
  expect(tab.sent).toHaveLength(1);
  const other = open({ retention: { records: 20 }, flush: { records: 10 } });
  await world.pass(0);
  receiver.fail('behavior', { status: 503 });
  for (const id of upTo(60, 11)) {
    visit(other, id);
    await world.clock.advance(10);
  }
  receiver.fail('behavior');
  await world.pass(HOUR);
  expect(sortedPagesOf(receiver)).toEqual(expect.arrayContaining(upTo(10)));
  await tab.tracker.flush();
  expect(imbalance(tab, world)).toBe('');
  expect(imbalance(other, world)).toBe('');
});

test.describe('a sample', () => {
  test('of nobody records nothing, and counts it', async () => {
    const { world, open } = setUp();
    const tab = open({ sample: 0 });
    visit(tab, 1, 2);
    await world.pass(MINUTE);
    expect(tab.sent).toEqual([]);
    expect(tab.tracker.stats()).toMatchObject({ recorded: 2, dropped: { sampled: 2 } });
    expect(tab.platform.warnings).toEqual([]);
  });

  test('is of whole sessions, and as large as it says', async () => {
    const sessions = new Map<string, Set<boolean>>();
    for (let i = 0; i < 300; i++) {
      const { world, open } = setUp();
      for (let tabs = 0; tabs < 2; tabs++) {
        const tab = open({ sample: 0.3 });
        await world.pass(0);
        visit(tab, 1, 2);
        await world.pass(3 * SECOND);
        const isIn = tab.sent.length > 0;
        const session = JSON.parse(world.disk.get('tracelet/profile') ?? '{}') as {
          session: string;
        };
        sessions.set(session.session, (sessions.get(session.session) ?? new Set()).add(isIn));
        const { recorded, accepted } = tab.tracker.stats().lanes['behavior'] ?? {};
        expect(recorded).toBe(accepted);
      }
    }
    const drawn = [...sessions.values()];
    expect(drawn).toHaveLength(300);
    expect(drawn.every((lots) => lots.size === 1)).toBe(true);
    const share = drawn.filter((lots) => lots.has(true)).length / 300;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.4);
  });
});

import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import {
  createWorld,
  direct,
  imbalance,
  pagesOf,
  type Tab,
  type TabOptions,
  visit,
} from '../fixtures';
import type { TrackerOptions } from './options';
import type { StoragePort } from './ports';
import { MINUTE, SECOND } from './units';

const setUp = () => {
  const receiver = createReceiver();
  const world = createWorld(receiver);
  const open = (options: Partial<TrackerOptions> = {}, more: TabOptions = {}): Tab =>
    world.open({ endpoints: [direct.behavior()], ...options }, more);
  return { receiver, world, open };
};
/** What stands on disk beside the decision itself. */
const keysOf = ({ disk }: { disk: Map<string, string> }) =>
  [...disk.keys()].filter((key) => key !== 'tracelet/consent');

test('nothing that was said before a no, in the same task, is written after it', async () => {
  const { world, open } = setUp();
  const tab = open();
  await world.pass(SECOND);
  const written: string[] = [];
  const { write } = tab.platform.storage;
  Object.assign(tab.platform.storage, {
    write: (entries) => {
      for (const [key, value] of entries) if (value !== undefined) written.push(key);
      return write(entries);
    },
  } satisfies Partial<StoragePort>);
  visit(tab, 1);
  tab.tracker.consent('denied');
  await world.pass(SECOND);
  expect(written).toEqual(['tracelet/consent']);
});

test.describe('while the decision is pending', () => {
  test('nothing is stored or sent, whatever happens to the page', async () => {
    const { world, open } = setUp();
    const tab = open({ consent: 'pending' });
    visit(tab, 1, 2);
    await world.pass(MINUTE);
    for (const signal of ['hidden', 'shown', 'online', 'leaving', 'restored'] as const) {
      tab.platform.lifecycle.tell(signal);
      await world.pass(MINUTE);
    }
    await tab.tracker.flush();
    await tab.tracker.stop();
    expect(tab.sent).toEqual([]);
    expect([...world.disk, ...world.memo]).toEqual([]);
  });

  test('events wait, and go out with their own times once it is granted', async () => {
    const { receiver, world, open } = setUp();
    const tab = open({ consent: 'pending' });
    visit(tab, 1);
    await world.pass(10 * SECOND);
    visit(tab, 2);
    await world.pass(10 * SECOND);
    tab.tracker.consent('granted');
    visit(tab, 3);
    await world.pass(5 * SECOND);
    const times = receiver.received('behavior').map(({ record }) => Number(record.event_time));
    expect(pagesOf(receiver)).toEqual([1, 2, 3]);
    expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 10, 20]);
    expect(imbalance(tab, world)).toBe('');
  });

  test('more than memory may hold is dropped and counted', async () => {
    const { world, open } = setUp();
    const tab = open({ consent: 'pending' });
    for (let i = 0; i < 1005; i++) visit(tab, 1);
    tab.tracker.consent('granted');
    await world.pass(MINUTE);
    expect(tab.tracker.stats()).toMatchObject({ accepted: 1000, dropped: { overflow: 5 } });
  });

  test('a decision of an earlier visit holds', async () => {
    const { receiver, world, open } = setUp();
    const before = open({ consent: 'pending' });
    before.tracker.consent('granted');
    await before.tracker.stop();
    const tab = open({ consent: 'pending' });
    visit(tab, 1);
    await world.pass(5 * SECOND);
    expect(pagesOf(receiver)).toEqual([1]);
  });

  test('it can be pending again: what is on disk stays there, and nothing goes out', async () => {
    const { receiver, world, open } = setUp();
    const tab = open();
    await world.pass(0);
    visit(tab, 1);
    await world.pass(0);
    tab.tracker.consent('pending');
    visit(tab, 2);
    await world.pass(MINUTE);
    expect(tab.sent).toEqual([]);
    expect(world.onDisk()).toBe(1);
    tab.tracker.consent('granted');
    await world.pass(MINUTE);
    expect(pagesOf(receiver).sort()).toEqual([1, 2]);
    expect(imbalance(tab, world)).toBe('');
  });
});

test.describe('when the user says no', () => {
  test('what waits is dropped and counted, the disk is cleared, and nothing goes out', async () => {
    const { world, open } = setUp();
    const tab = open();
    await world.pass(0);
    visit(tab, 1, 2);
    await world.pass(0);
    expect(world.onDisk()).toBe(2);
    tab.tracker.consent('denied');
    visit(tab, 3);
    await world.pass(MINUTE);
    tab.platform.lifecycle.tell('leaving');
    await world.pass(MINUTE);
    expect(tab.sent).toEqual([]);
    expect(keysOf(world)).toEqual([]);
    expect(tab.tracker.stats()).toMatchObject({ recorded: 3, waiting: 0, dropped: { denied: 3 } });
    expect(tab.platform.warnings).toEqual([]);
  });

  test('at the very moment when an event is tracked, nothing of it reaches the disk', async () => {
    const { world, open } = setUp();
    const tab = open();
    await world.pass(0);
    visit(tab, 1);
    tab.tracker.consent('denied');
    await world.pass(MINUTE);
    expect(keysOf(world)).toEqual([]);
    expect(tab.sent).toEqual([]);
  });

  test('before the disk is open, likewise', async () => {
    const { world, open } = setUp();
    const tab = open();
    visit(tab, 1);
    tab.tracker.consent('denied');
    await world.pass(MINUTE);
    expect(keysOf(world)).toEqual([]);
    expect(tab.sent).toEqual([]);
    expect(tab.tracker.stats()).toMatchObject({ recorded: 1, dropped: { denied: 1 } });
  });

  test('while a request is under way, its answer writes nothing', async () => {
    const { receiver, world, open } = setUp();
    receiver.fail('behavior', { status: 503 });
    let answer: () => void = () => undefined;
    const tab = open(
      {},
      {
        respond: () =>
          new Promise((resolve) => {
            answer = () => resolve({ kind: 'response', status: 503, body: '' });
          }),
      },
    );
    visit(tab, 1);
    await world.pass(3 * SECOND);
    expect(tab.sent).toHaveLength(1);
    tab.tracker.consent('denied');
    await world.pass(0);
    answer();
    await world.pass(5 * MINUTE);
    expect(keysOf(world)).toEqual([]);
    expect(tab.sent).toHaveLength(1);
  });

  test('it holds in the next visit, though its option says otherwise', async () => {
    const { world, open } = setUp();
    const before = open();
    before.tracker.consent('denied');
    await before.tracker.stop();
    const tab = open({ consent: 'granted' });
    visit(tab, 1);
    await world.pass(MINUTE);
    tab.platform.lifecycle.tell('leaving');
    expect(tab.sent).toEqual([]);
    expect(keysOf(world)).toEqual([]);
  });

  test('and the browser is killed before its memo is on disk, it holds in the next visit', async () => {
    const { world, open } = setUp();
    const before = open();
    await world.pass(0);
    before.tracker.consent('denied');
    await world.pass(0);
    world.memo.clear();
    const tab = open();
    visit(tab, 1);
    await world.pass(MINUTE);
    expect(tab.sent).toEqual([]);
    expect(world.memo.get('tracelet/consent')).toBe('denied');
  });

  test('in one tab, it holds in the others at their next lease', async () => {
    const { world, open } = setUp();
    const [one, other] = [open(), open()];
    await world.pass(0);
    visit(other, 1);
    one.tracker.consent('denied');
    visit(other, 2);
    await world.pass(MINUTE);
    visit(other, 3);
    await world.pass(MINUTE);
    expect(other.sent).toEqual([]);
    expect(keysOf(world)).toEqual([]);
    expect(other.tracker.stats().dropped).toEqual({ denied: 3 });
  });

  test('and then yes, events are recorded from then on', async () => {
    const { receiver, world, open } = setUp();
    const tab = open();
    visit(tab, 1);
    await world.pass(0);
    tab.tracker.consent('denied');
    visit(tab, 2);
    await world.pass(MINUTE);
    tab.tracker.consent('granted');
    visit(tab, 3);
    await world.pass(MINUTE);
    expect(pagesOf(receiver)).toEqual([3]);
    expect(world.disk.has('tracelet/consent')).toBe(false);
  });

  test('another tracker of the origin is not meant', async () => {
    const { receiver, world, open } = setUp();
    const tab = open({ name: 'other' });
    await world.pass(0);
    visit(tab, 1);
    await world.pass(0);
    open().tracker.consent('denied');
    await world.pass(MINUTE);
    expect(pagesOf(receiver)).toEqual([1]);
  });
});

test.describe('a browser that says that nobody may track', () => {
  test('is heeded where the host says nothing', async () => {
    const { world, open } = setUp();
    const tab = open({}, { refusesTracking: true });
    visit(tab, 1);
    await world.pass(MINUTE);
    expect(tab.sent).toEqual([]);
    expect([...world.disk, ...world.memo]).toEqual([]);
    expect(tab.tracker.stats()).toMatchObject({ recorded: 1, dropped: { denied: 1 } });
  });

  test('is not, once the user has agreed here, and in later visits', async () => {
    const { receiver, world, open } = setUp();
    const tab = open({}, { refusesTracking: true });
    tab.tracker.consent('granted');
    visit(tab, 1);
    await world.pass(MINUTE);
    await tab.tracker.stop();
    visit(open({}, { refusesTracking: true }), 2);
    await world.pass(MINUTE);
    expect(pagesOf(receiver)).toEqual([1, 2]);
  });
});

test('a decision after stop() is remembered, and starts nothing', async () => {
  const { world, open } = setUp();
  const tab = open({ consent: 'pending' });
  await tab.tracker.stop();
  tab.tracker.consent('granted');
  visit(tab, 1);
  await world.pass(MINUTE);
  expect(tab.sent).toEqual([]);
  expect([...world.disk]).toEqual([]);
  expect(world.memo.get('tracelet/consent')).toBe('granted');
});

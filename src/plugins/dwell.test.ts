import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import { createWorld, direct } from '../fixtures';
import { HOUR, MINUTE, SECOND } from '../core/units';
import { dwell } from './dwell';
import { pageViews } from './pageViews';

const pages = { '/': { page_id: 1 }, '/game/:id': { page_id: 2 } };
const ORDERS = {
  'dwell first': () => [dwell(), pageViews({ pages })],
  'dwell last': () => [pageViews({ pages }), dwell()],
};

const setUp = (plugins = ORDERS['dwell last'](), visit?: 'both') => {
  const receiver = createReceiver();
  const world = createWorld(receiver);
  const endpoints = [direct.behavior(visit ? { visit } : {})];
  const tab = world.open({ endpoints, plugins });
  const items = () => receiver.received('behavior').map(({ record }) => record);
  const show = (state: 'visible' | 'hidden') => {
    tab.platform.lifecycle.setState(state);
    tab.platform.lifecycle.tell(state === 'visible' ? 'shown' : 'hidden');
  };
  return { receiver, world, tab, items, show };
};

for (const [order, plugins] of Object.entries(ORDERS)) {
  test(`a visit is one item with its visible seconds, ${order}`, async () => {
    const { world, tab, items } = setUp(plugins());
    await world.clock.advance(10_900);
    tab.platform.page.go('/game/7');
    await world.clock.advance(4 * SECOND);
    tab.platform.page.go('/');
    await world.pass(3 * SECOND);
    expect(items().map(({ page_id, prev_id, duration }) => [page_id, prev_id, duration])).toEqual([
      [1, undefined, 10],
      [2, 1, 4],
    ]);
  });
}

test('time in which nobody sees the page does not count', async () => {
  const { world, tab, items, show } = setUp();
  await world.clock.advance(5 * SECOND);
  show('hidden');
  await world.pass(HOUR);
  show('visible');
  await world.clock.advance(3 * SECOND);
  show('hidden');
  await world.pass(MINUTE);
  tab.platform.page.go('/game/7');
  await world.pass(3 * SECOND);
  expect(items().map(({ duration }) => duration)).toEqual([8]);
});

test('a wall clock that jumps is not believed, whichever way', async () => {
  for (const jump of [1 * HOUR, -1 * HOUR]) {
    const { world, tab, items } = setUp();
    await world.clock.advance(5 * SECOND);
    world.clock.jump(jump);
    await world.clock.advance(5 * SECOND);
    tab.platform.page.go('/game/7');
    await world.pass(3 * SECOND);
    const [duration] = items().map((item) => item.duration as number);
    expect(duration).toBeLessThanOrEqual(10);
    expect(duration).toBeGreaterThanOrEqual(0);
  }
});

test('a page that leaves ends its visit in the exit request, and a return begins another', async () => {
  const { world, tab, items } = setUp();
  await world.clock.advance(10 * SECOND);
  tab.platform.page.go('/game/7');
  await world.clock.advance(7 * SECOND);
  tab.platform.lifecycle.tell('leaving');
  expect(items().map(({ page_id, duration }) => [page_id, duration])).toEqual([
    [1, 10],
    [2, 7],
  ]);
  tab.platform.lifecycle.setState('hidden');
  tab.platform.lifecycle.tell('hidden');
  await world.pass(HOUR);
  tab.platform.lifecycle.setState('visible');
  tab.platform.lifecycle.tell('restored');
  await world.clock.advance(2 * SECOND);
  tab.platform.lifecycle.tell('leaving');
  await world.pass(3 * SECOND);
  expect(
    items()
      .map(({ page_id, duration }) => [page_id, duration])
      .slice(2),
  ).toEqual([[2, 2]]);
});

test('with visit both, a visit is two items of one trace id', async () => {
  const { world, tab, items } = setUp(ORDERS['dwell last'](), 'both');
  await world.clock.advance(10 * SECOND);
  tab.platform.page.go('/game/7');
  await world.pass(3 * SECOND);
  const [enter, leave, next] = items();
  expect(items()).toHaveLength(3);
  expect([enter?.page_id, leave?.page_id, next?.page_id]).toEqual([1, 1, 2]);
  expect([enter?.duration, leave?.duration]).toEqual([undefined, 10]);
  expect(leave?.trace_id).toBe(enter?.trace_id);
  expect(next?.trace_id).not.toBe(enter?.trace_id);
});

test('a tracker that stops ends the visit and keeps it on disk', async () => {
  const { world, tab } = setUp();
  await world.clock.advance(10 * SECOND);
  await tab.tracker.stop();
  expect(world.onDisk()).toBe(1);
  expect(Array.from(world.disk.values()).join()).toContain('"duration":10');
});

import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import { createWorld, direct, type TabOptions } from '../testing';
import { MINUTE, SECOND } from '../core/units';
import { dwell } from './dwell';
import { pageViews } from './pageViews';

const PAGES = {
  '/': { page_id: 1, pos_id: 2 },
  '/game/:id': { page_id: 2 },
  '/docs/*': { page_id: 3 },
};

const setUp = (more: TabOptions = {}, pages: Parameters<typeof pageViews>[0]['pages'] = PAGES) => {
  const receiver = createReceiver();
  const world = createWorld(receiver);
  const options = { endpoints: [direct.behavior()], plugins: [pageViews({ pages })] };
  const open = (again: TabOptions = more) => world.open(options, again);
  const visits = () => receiver.received('behavior').map(({ record }) => record);
  const ids = () => visits().map(({ page_id }) => page_id as number);
  return { receiver, world, open, visits, ids };
};

test('the first load is a visit, sent on entering and without a duration', async () => {
  const { world, open, visits } = setUp();
  open();
  await world.pass(3 * SECOND);
  expect(visits()).toEqual([
    {
      event_time: Math.floor(Date.UTC(2026, 0, 1) / 1000),
      channel: 1,
      operate_id: 10000,
      page_id: 1,
      pos_id: 2,
      trace_id: expect.stringMatching(/^[0-9A-Za-z]{32}$/),
    },
  ]);
});

test('in a miniprogram a visit has its channel and operation', async () => {
  const { world, open, visits } = setUp({ surface: 'miniprogram' });
  open();
  await world.pass(3 * SECOND);
  expect(visits()).toMatchObject([{ channel: 2, operate_id: 11000, page_id: 1 }]);
});

test('each change of path is a visit that names the page before it', async () => {
  const { world, open, visits } = setUp();
  const { platform } = open();
  for (const path of ['/game/7', '/game/8', '/game/8', '/docs/a/b', '/']) {
    platform.page.go(path);
    await world.pass(SECOND);
  }
  await world.pass(3 * SECOND);
  expect(visits().map(({ page_id, prev_id }) => [page_id, prev_id])).toEqual([
    [1, undefined],
    [2, 1],
    [2, 2],
    [3, 2],
    [1, 3],
  ]);
  expect(new Set(visits().map(({ trace_id }) => trace_id)).size).toBe(5);
});

test('the page of the document before is named, if it is one of ours', async () => {
  for (const [cameFrom, prev_id] of [
    ['/game/7', 2],
    ['/elsewhere', undefined],
  ] as const) {
    const { world, open, visits } = setUp({ cameFrom });
    open();
    await world.pass(3 * SECOND);
    expect(visits()[0]?.prev_id).toBe(prev_id);
  }
});

test('a page that is not mapped is warned about once, and not sent', async () => {
  const { world, open, ids } = setUp();
  const { platform } = open();
  for (const path of ['/unknown', '/', '/unknown', '/game/1']) {
    platform.page.go(path);
    await world.pass(3 * SECOND);
  }
  expect(ids()).toEqual([1, 1, 2]);
  expect(platform.warnings).toHaveLength(1);
  expect(platform.warnings[0]).toContain('/unknown');
});

test('patterns stand for whole paths, and the first that fits holds', async () => {
  const pages = {
    '/a.b': { page_id: 1 },
    '/game/new': { page_id: 2 },
    '/game/:id': { page_id: 3 },
    '/game/:id/score': { page_id: 4 },
    '/docs/*': { page_id: 5 },
  };
  const { world, open, ids } = setUp({ path: '/a.b' }, pages);
  const { platform } = open();
  for (const path of [
    '/axb',
    '/game/new',
    '/game/new/',
    '/game/1',
    '/game/1/score',
    '/game/1/x',
    '/docs/',
    '/docs/a/b',
    '/x/docs/a',
  ]) {
    platform.page.go(path);
  }
  await world.pass(3 * SECOND);
  expect(ids()).toEqual([1, 2, 2, 3, 4, 5, 5]);
  expect(platform.warnings).toHaveLength(3);
});

test('a function may tell the page from its place', async () => {
  const { world, open, ids } = setUp({}, ({ path }) =>
    path === '/' ? { page_id: 42 } : undefined,
  );
  open();
  await world.pass(3 * SECOND);
  expect(ids()).toEqual([42]);
});

for (const state of ['hidden', 'prerender'] as const) {
  test(`a page that is ${state} at its start is visited when it is seen`, async () => {
    const { world, open, visits } = setUp({ state });
    const { platform } = open();
    await world.pass(MINUTE);
    expect(visits()).toEqual([]);
    platform.lifecycle.setState('visible');
    platform.lifecycle.tell('shown');
    await world.pass(3 * SECOND);
    expect(visits().map(({ page_id, event_time }) => [page_id, event_time])).toEqual([
      [1, Date.UTC(2026, 0, 1, 0, 1) / 1000],
    ]);
  });
}

test('hiding and showing is one visit, and a return from the cache is another', async () => {
  const { world, open, ids } = setUp();
  const { platform } = open();
  await world.pass(3 * SECOND);
  for (const state of ['hidden', 'visible'] as const) {
    platform.lifecycle.setState(state);
    platform.lifecycle.tell(state === 'hidden' ? 'hidden' : 'shown');
    await world.pass(3 * SECOND);
  }
  expect(ids()).toEqual([1]);
  platform.lifecycle.tell('leaving');
  platform.lifecycle.setState('hidden');
  platform.lifecycle.tell('hidden');
  await world.pass(MINUTE);
  platform.lifecycle.setState('visible');
  platform.lifecycle.tell('restored');
  platform.lifecycle.tell('shown');
  await world.pass(3 * SECOND);
  expect(ids()).toEqual([1, 1]);
});

test('nothing is a visit any more when the tracker has stopped', async () => {
  const { world, open, ids } = setUp();
  const { platform, tracker } = open();
  await world.pass(3 * SECOND);
  await tracker.stop();
  platform.page.go('/game/1');
  open({ path: '/docs/a' });
  await world.pass(MINUTE);
  expect(ids()).toEqual([1, 3]);
});

test('dwell and pageViews together send a visit when it ends', async () => {
  const { receiver, world } = setUp();
  const plugins = [dwell(), pageViews({ pages: PAGES })];
  const { platform } = world.open({ endpoints: [direct.behavior()], plugins });
  await world.pass(10 * SECOND);
  expect(receiver.received('behavior')).toEqual([]);
  platform.page.go('/game/1');
  await world.pass(3 * SECOND);
  expect(receiver.received('behavior')).toHaveLength(1);
});

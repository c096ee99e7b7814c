import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import { createWorld, direct, type Tab, type TabOptions } from '../fixtures';
import { MINUTE, SECOND } from '../core/units';
import { dwell } from './dwell';
import { pageViews, type PageViewsOptions } from './pageViews';

const PAGES = {
  '/': { page_id: 1, pos_id: 2 },
  '/game/:id': { page_id: 2 },
  '/docs/*': { page_id: 3 },
};

const setUp = (
  more: TabOptions = {},
  pages: PageViewsOptions['pages'] = PAGES,
  views: Partial<PageViewsOptions> = {},
) => {
  const receiver = createReceiver();
  const world = createWorld(receiver);
  const options = { endpoints: [direct.behavior()], plugins: [pageViews({ pages, ...views })] };
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
    ['elsewhere', undefined],
  ] as const) {
    const { world, open, visits } = setUp({ cameFrom });
    open();
    await world.pass(3 * SECOND);
    expect(visits()[0]?.prev_id).toBe(prev_id);
  }
});

test('an address that is rewritten on the same page is no visit, and one of another page is', async () => {
  const { world, open, ids } = setUp({ path: '/game/0' });
  const { platform } = open();
  for (let i = 1; i <= 1000; i++) platform.page.replace(`/game/${i}`);
  await world.pass(3 * SECOND);
  expect(ids()).toEqual([2]);
  // To the game that is being shown already, and to another page.
  platform.page.go('/game/1000');
  platform.page.replace('/docs/a');
  await world.pass(3 * SECOND);
  expect(ids()).toEqual([2, 3]);
});

test('neither a query nor an anchor is a visit, unless the route says so', async () => {
  const addresses = ['/game/1?tab=2', '/game/1?tab=2#top', '/game/1#end', '/game/1'];
  const asked: PageViewsOptions['route'] = ({ path, query }) => path + query;
  for (const [views, expected] of [
    [{}, [1, 2]],
    [{ route: asked }, [1, 2, 4, 2]],
  ] as const) {
    const pages = {
      '/': { page_id: 1 },
      '/game/:id': { page_id: 2 },
      '/game/:id?*': { page_id: 4 },
    };
    const { world, open, ids } = setUp({}, pages, views);
    const { platform } = open();
    platform.page.go('/game/1');
    for (const address of addresses) platform.page.go(address);
    await world.pass(3 * SECOND);
    expect(ids()).toEqual(expected);
  }
});

test('a router that works in the hash has its pages there', async () => {
  const route: PageViewsOptions['route'] = ({ hash }) => hash.slice(1) || '/';
  const { world, open, ids } = setUp({ path: '/index.html' }, PAGES, { route });
  const { platform } = open();
  for (const hash of ['#/game/1', '#/game/2', '#/', '#/docs/x']) {
    platform.page.go(`/index.html${hash}`);
  }
  await world.pass(3 * SECOND);
  expect(ids()).toEqual([1, 2, 2, 1, 3]);
});

test('a page that the app goes to while nobody looks is visited when it is seen', async () => {
  const { world, open, visits } = setUp();
  const { platform } = open();
  await world.pass(3 * SECOND);
  platform.lifecycle.setState('hidden');
  platform.lifecycle.tell('hidden');
  for (const path of ['/docs/a', '/game/1', '/game/2']) platform.page.go(path);
  platform.page.replace('/game/3');
  await world.pass(MINUTE);
  expect(visits()).toHaveLength(1);
  platform.lifecycle.setState('visible');
  platform.lifecycle.tell('shown');
  await world.pass(3 * SECOND);
  expect(visits().map(({ page_id, prev_id }) => [page_id, prev_id])).toEqual([
    [1, undefined],
    [2, 1],
  ]);
});

test('a page knows the one before it in its tab, across loads and a cache, whatever the referrer', async () => {
  const { world, open, visits } = setUp();
  const tab = new Map<string, string>();
  const leave = ({ platform }: Tab): void => {
    platform.lifecycle.tell('leaving');
    platform.lifecycle.setState('hidden');
    platform.lifecycle.tell('hidden');
  };
  const first = open({ tab, path: '/' });
  await world.pass(3 * SECOND);
  leave(first);
  const second = open({ tab, path: '/docs/a' });
  await world.pass(3 * SECOND);
  leave(second);
  first.platform.lifecycle.setState('visible');
  first.platform.lifecycle.tell('restored');
  await world.pass(3 * SECOND);
  leave(first);
  // Another tab knows nothing of it, and a way that led through another origin does not count.
  open({ path: '/game/1' });
  open({ tab, path: '/docs/b', cameFrom: 'elsewhere' });
  await world.pass(3 * SECOND);
  expect(visits().map(({ page_id, prev_id }) => [page_id, prev_id])).toEqual([
    [1, undefined],
    [3, 1],
    [1, 3],
    [2, undefined],
    [3, undefined],
  ]);
});

test('nothing of it is stored before the user agrees, or after a no', async () => {
  for (const consent of ['pending', 'denied'] as const) {
    const { world } = setUp();
    const tab = new Map<string, string>();
    const plugins = [pageViews({ pages: PAGES })];
    const { tracker, platform } = world.open(
      { endpoints: [direct.behavior()], plugins, consent },
      { tab },
    );
    platform.page.go('/game/1');
    await world.pass(3 * SECOND);
    expect([...tab]).toEqual([]);
    tracker.consent('granted');
    platform.page.go('/docs/a');
    expect([...tab]).toEqual([['tracelet/page', '3']]);
    tracker.consent('denied');
    expect([...tab]).toEqual([]);
  }
});

test('whatever finds pages may tell when another one is there', async () => {
  let current = 1;
  const listeners = new Set<() => void>();
  const { world, open, visits } = setUp(
    {},
    {
      route: () => String(current),
      find: () => (current < 9 ? { page_id: current } : undefined),
      watch(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  );
  // What stands in the document before is not what stands in this one.
  const { platform, tracker } = open({ cameFrom: '/address/0' });
  for (const next of [1, 2, 2, 3]) {
    current = next;
    listeners.forEach((listener) => listener());
    platform.page.go(`/address/${next}`);
  }
  await world.pass(3 * SECOND);
  expect(visits().map(({ page_id, prev_id }) => [page_id, prev_id])).toEqual([
    [1, undefined],
    [2, 1],
    [3, 2],
  ]);
  await tracker.stop();
  expect(listeners.size).toBe(0);
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

import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import type { LoadingPort } from '../core/loading';
import { SECOND } from '../core/units';
import { createWorld, direct, URLS, type TabOptions } from '../fixtures';
import { launchOn, type LaunchOptions } from './launch';

/** A page whose loading is told. */
const memoryLoading = () => {
  let tell: Parameters<LoadingPort['watch']> | undefined;
  const port: LoadingPort = {
    watch(...told) {
      tell = told;
      return () => (tell = undefined);
    },
  };
  return {
    port,
    own: () => tell?.[0],
    request: (url = '/api/games') => tell?.[1](url),
    load: () => tell?.[2](),
  };
};

const setUp = (options?: LaunchOptions, more: TabOptions = {}) => {
  const receiver = createReceiver();
  const world = createWorld(receiver);
  const loading = memoryLoading();
  const start = launchOn(loading.port, options);
  const open = () => world.open({ endpoints: [direct.pushData()], plugins: [start] }, more);
  const aids = async () => {
    await world.pass(3 * SECOND);
    return receiver.received('pushData').map(({ record }) => record.aid);
  };
  return { world, receiver, loading, start, open, aids };
};

test('a launch, the first request for data and the load event are told, each once', async () => {
  const { loading, open, aids } = setUp();
  open();
  expect(await aids()).toEqual([1000]);
  loading.request();
  loading.request();
  expect(await aids()).toEqual([1000, 1001]);
  loading.load();
  loading.request();
  expect(await aids()).toEqual([1000, 1001, 1002]);
});

test('a page that asks for no data has loaded them with itself', async () => {
  const { loading, open, aids } = setUp();
  open();
  loading.load();
  expect(await aids()).toEqual([1000, 1001, 1002]);
});

test('a page that says itself when it loads says itself when it has loaded', async () => {
  const { loading, start, open, aids } = setUp();
  open();
  start.load();
  loading.request();
  loading.load();
  start.load();
  expect(await aids()).toEqual([1000, 1001]);
  start.loaded();
  start.loaded();
  start.load();
  expect(await aids()).toEqual([1000, 1001, 1002]);
});

test('what is said before the tracker starts counts when it does', async () => {
  const { start, open, aids } = setUp();
  start.loaded();
  open();
  expect(await aids()).toEqual([1000, 1001, 1002]);
});

for (const state of ['prerender', 'hidden'] as const) {
  test(`a page that nobody sees is not launched until it is seen: ${state}`, async () => {
    const { loading, open, aids } = setUp({}, { state });
    const { platform } = open();
    loading.request();
    platform.lifecycle.tell('online');
    expect(await aids()).toEqual([]);
    platform.lifecycle.setState('visible');
    platform.lifecycle.tell('shown');
    expect(await aids()).toEqual([1000, 1001]);
    platform.lifecycle.setState('hidden');
    platform.lifecycle.tell('hidden');
    loading.load();
    expect(await aids()).toEqual([1000, 1001, 1002]);
  });
}

test('the endpoints are told apart from the data of the page', async () => {
  const { loading, open } = setUp();
  open();
  expect(loading.own()).toEqual([URLS.pushData]);
});

test('the application may say what its data are, and a fault in it harms nothing', async () => {
  const isData = (url: string) => {
    if (url === '/broken') throw new Error('broken');
    return url.indexOf('/api/') === 0;
  };
  const { loading, open, aids } = setUp({ isData });
  const { platform } = open();
  loading.request('/log');
  loading.request('/broken');
  expect(await aids()).toEqual([1000]);
  expect(platform.warnings).toEqual(['tracelet: launch: isData failed: Error: broken']);
  loading.request('/api/games');
  expect(await aids()).toEqual([1000, 1001]);
});

test('without auto, calls alone tell', async () => {
  const { loading, start, open, aids } = setUp({ auto: false });
  open();
  expect(loading.own()).toBeUndefined();
  expect(await aids()).toEqual([1000]);
  start.load();
  start.loaded();
  expect(await aids()).toEqual([1000, 1001, 1002]);
});

test('a game and its version ride on each', async () => {
  const { world, receiver, loading, open } = setUp({ game_id: 12, game_v: '7.8.8' });
  open();
  loading.load();
  await world.pass(3 * SECOND);
  expect(receiver.received('pushData').map(({ record }) => record)).toEqual(
    [1000, 1001, 1002].map((aid) => ({
      aid,
      app_id: 15154545,
      uid: '2508E',
      game_id: 12,
      game_v: '7.8.8',
    })),
  );
});

test('a tracker that has stopped hears and says nothing more', async () => {
  const { loading, start, open, aids } = setUp();
  const { tracker } = open();
  expect(await aids()).toEqual([1000]);
  await tracker.stop();
  expect(loading.own()).toBeUndefined();
  start.loaded();
  expect(await aids()).toEqual([1000]);
});

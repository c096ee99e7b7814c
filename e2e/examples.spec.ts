import { fileURLToPath } from 'node:url';
import { createReceiver } from '../demo/receiver.mjs';
import { createHost, type HostOptions } from '../src/testing';
import { expect, test, type Name } from './fixtures';

const RELAYED: Readonly<Record<string, Name>> = {
  '/relay/push': 'pushData',
  '/relay/media': 'mediaEvent',
  '/relay/behavior': 'behavior',
};

/** What the example of this name meets: a platform, and a relay that adds the secrets. */
function around(name: string) {
  const receiver = createReceiver();
  const root = fileURLToPath(new URL(`../demo/${name}`, import.meta.url));
  const respond: HostOptions['respond'] = ({ url, method, header, body }) => {
    const { pathname } = new URL(url);
    const to = RELAYED[pathname];
    if (!to) return { status: 404 };
    const isJson = to !== 'pushData';
    const added = { 'content-type': 'application/json', authorization: receiver.issue(to) };
    const headers = { ...header, ...(isJson && added) };
    const answer = receiver.handle(to, {
      method,
      path: receiver.config[to].path,
      query: '',
      headers,
      body,
    });
    return { status: answer.status, body: answer.body, header: answer.headers };
  };
  const aids = (): unknown[] => receiver.received('pushData').map(({ record }) => record['aid']);
  return { receiver, root, respond, domains: ['relay.example.com'], aids };
}

test('the miniprogram records visits, a game, its ad and its share, and the way to the group', async () => {
  const { receiver, aids, ...options } = around('miniprogram');
  const api = { setNavigationBarTitle() {}, showToast() {} };
  const host = createHost('wx', { ...options, api });
  const { clock } = host;
  host.launch();
  await clock.advance(3000);
  host.tap('play', { currentTarget: { dataset: { index: 0 } } });
  await clock.advance(5100); // a page takes some milliseconds to open
  host.tap('double');
  await clock.advance(2000);
  host.ads[0]?.close({ isEnded: true });
  host.share();
  await clock.advance(1000);
  host.back();
  await clock.advance(2000);
  host.tap('join');
  await clock.advance(1100);
  host.tap('press');
  await clock.advance(1000);
  host.hide();
  await clock.advance(4000);

  expect(aids()).toEqual([1000, 1003, 2001, 2002, 3011, 3014, 3013, 2013, 2003]);
  expect(receiver.received('pushData').at(-1)?.record).toMatchObject({ game_id: 12, v: '8' });
  const visits = receiver.received('behavior').map(({ record }) => record);
  expect(visits.map(({ page_id, prev_id, duration }) => [page_id, prev_id, duration])).toEqual([
    [1, undefined, 3],
    [2, 1, 8],
    [1, 2, 2],
    [4, 1, 2],
  ]);
  const way = receiver.received('mediaEvent').map(({ record }) => record);
  expect(way.map(({ event_id }) => event_id)).toEqual(['1100102', '1110201', '1110204']);
  expect(new Set(way.map(({ trace_id }) => trace_id)).size).toBe(1);
  expect(host.errors).toEqual([]);
  expect(host.logs.filter((line) => line.startsWith('warn'))).toEqual([]);
});

test('the mini-game records its launch, a round, its ad, and a round in which it was closed', async () => {
  const { receiver, aids, ...options } = around('minigame');
  const touches: ((event: object) => void)[] = [];
  const context = new Proxy({}, { get: () => () => undefined, set: () => true });
  const api = {
    createCanvas: () => ({ width: 100, height: 100, getContext: () => context }),
    onTouchStart: (listener: (event: object) => void) => void touches.push(listener),
    showToast() {},
  };
  const disk = new Map<string, string>();
  const start = (more = {}) => createHost('wx-game', { ...options, ...more, disk, api });
  let host = start();
  const touch = (y: number): void =>
    touches.forEach((tell) => tell({ touches: [{ clientX: 50, clientY: y }] }));
  host.launch();
  await host.clock.advance(5000);
  touch(75);
  await host.clock.advance(10_000);
  host.ads[0]?.close({ isEnded: false });
  touch(85);
  await host.clock.advance(21_000);
  host.kill();
  touches.length = 0;
  host = start({ start: host.clock.now() + 60_000 });
  host.launch();
  await host.clock.advance(4000);

  expect(aids()).toEqual([
    ...[1000, 2001, 2002, 1001, 1002, 3011, 3013, 2003, 2002],
    ...[1000, 2001, 2002, 1001, 1002, 2003],
  ]);
  const exits = receiver.received('pushData').filter(({ record }) => record['aid'] === 2003);
  // Of the second, the last checkpoint.
  expect(exits.map(({ record }) => record['v'])).toEqual(['15', '20']);
  expect(host.errors).toEqual([]);
});

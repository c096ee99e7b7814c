import { createReceiver } from '../demo/receiver.mjs';
import { createHost, type Host, type HostOptions, type Profile } from '../src/testing';
import type { EndpointName } from '../src/fixtures';
import { expect, test } from './fixtures';
import { answersOf } from './platforms/answersOf';
import { endpointsInApp } from './platforms/endpointsInApp';

const T = 'Fi6JoptoXX8EI3sttq3pcVGC2H1Nesy9';

const APP = `
  var lib = require('tracelet/ENTRY');
  var codes = lib.qr && lib.qr();
  var warned = [];
  var tracker = lib.createTracker({
    endpoints: [${Object.values(endpointsInApp).join()}],
    plugins: [
      lib.dwell(),
      lib.pageViews({ pages: { '/pages/home': { page_id: 1 }, '/pages/game': { page_id: 2 } } }),
      lib.shares({ game: { game_id: 12, game_v: '7.8.8' } }),
    ].concat(codes || []),
    onWarn: (message) => warned.push(message),
  });
  typeof App === 'undefined' || App({ onLaunch() {}, onShow() {} });
`;

/** How apps make their pages. */
const AS_PAGE = `Page({ data: {}, onShareAppMessage: () => ({ title: 'a' }), onAddToFavorites: () => ({}) })`;
const AS_COMPONENT = `Component({ methods: { onLoad() {}, onShareAppMessage: () => ({ title: 'a' }), onAddToFavorites: () => ({}) } })`;

/** An app of two pages, and what the vendors have of it. */
function world(profile: Profile, options: HostOptions = {}, page = AS_PAGE) {
  const receiver = createReceiver();
  const disk = new Map<string, string>();
  const start = (at?: number, launch = {}): Host => {
    const host = createHost(profile, {
      disk,
      asyncWrites: 'lost',
      ...(at && { start: at }),
      ...options,
      respond: answersOf(receiver),
    });
    const isGame = profile === 'wx-game';
    host.run(APP.replace('ENTRY', isGame ? 'minigame' : 'miniprogram'));
    if (!isGame) {
      host.run(page, 'pages/home.js');
      host.run(page, 'pages/game.js');
    }
    host.launch(isGame ? {} : { path: 'pages/home', ...launch });
    return host;
  };
  return {
    start,
    disk,
    records: (name: EndpointName) => receiver.received(name).map(({ record }) => record),
    visits: () =>
      receiver
        .received('behavior')
        .map(({ record }) => [record.page_id, record.prev_id, record.duration]),
  };
}

const WAYS: readonly (readonly [
  name: string,
  profile: Profile,
  options?: HostOptions,
  page?: string,
])[] = [
  ['WeChat with route events', 'wx'],
  ['WeChat before them', 'wx', { sdkVersion: '3.5.4' }],
  [
    'WeChat before them, with pages made by Component',
    'wx',
    { sdkVersion: '2.30.0' },
    AS_COMPONENT,
  ],
  [
    'WeChat with promises that are timers',
    'wx',
    { sdkVersion: '3.5.4', realm: { promises: 'macrotask', globalThis: false } },
  ],
  ['QQ', 'qq'],
  ['Alipay', 'my'],
  ['Douyin', 'tt'],
  ['Douyin, with pages made by Component', 'tt', {}, AS_COMPONENT],
];

for (const [name, profile, options, page] of WAYS) {
  test(`each page is a visit with its seconds until it or the app is hidden, in ${name}`, async () => {
    const { start, visits, records } = world(profile, options, page);
    const host = start();
    await host.clock.advance(10_100);
    host.open('pages/game', { id: '1' });
    await host.clock.advance(5_100);
    host.back();
    await host.clock.advance(3_100);
    host.hide();
    await host.clock.advance(600_000);
    host.show();
    await host.clock.advance(2_100);
    host.hide();
    await host.clock.advance(4_000);
    expect(visits()).toEqual([
      [1, undefined, 10],
      [2, 1, 5],
      [1, 2, 3],
      [1, 1, 2],
    ]);
    expect(records('behavior')[0]).toMatchObject({ operate_id: 11000, channel: 2 });
    expect(host.errors).toEqual([]);
    expect(host.global['warned']).toEqual([]);
  });

  test(`the visit of an app that is killed as it hides, or while it is used, is sent at the next launch, in ${name}`, async () => {
    const { start, visits } = world(profile, options, page);
    let host = start();
    await host.clock.advance(10_100);
    host.hide();
    host.kill();
    const hidden = host.clock.now();
    host = start(hidden + 60_000);
    await host.clock.advance(7_100);
    expect(visits()).toEqual([[1, undefined, 10]]);
    host.kill();
    host = start(host.clock.now() + 60_000);
    await host.clock.advance(5_000);
    // So much as was on disk, which is renewed each five seconds.
    expect(visits()).toEqual([
      [1, undefined, 10],
      [1, undefined, 5],
    ]);
  });

  test(`what is shared and kept is recorded, in ${name}`, async () => {
    const { start, records } = world(profile, options, page);
    const host = start();
    await host.clock.advance(1000);
    expect(host.share()).toEqual({ title: 'a' });
    host.favorite();
    await host.clock.advance(5000);
    expect(records('pushData').map(({ aid }) => aid)).toEqual([2013, 2014]);
  });

  test(`a code that is shown has the trace of the H5 page that led to it, in ${name}`, async () => {
    const { start, records } = world(profile, options, page);
    const host = start(undefined, { query: { trace_id: T } });
    await host.clock.advance(1000);
    host.open('pages/game');
    host.run(`codes.shown({ code: 'A' })`);
    expect(host.run(`lib.webViewUrl('https://h5.test/#/a', codes.traceId())`)).toBe(
      `https://h5.test/?trace_id=${T}#/a`,
    );
    await host.clock.advance(5000);
    expect(records('mediaEvent').map(({ trace_id }) => trace_id)).toEqual([T]);
  });
}

test('an app that is brought back on another page has no visit of the one that it had', async () => {
  for (const sdkVersion of ['3.5.4', '3.5.5']) {
    const { start, visits } = world('wx', { sdkVersion });
    const host = start();
    await host.clock.advance(2_100);
    host.hide();
    await host.clock.advance(60_000);
    host.show({ path: 'pages/game' });
    await host.clock.advance(3_100);
    host.hide();
    await host.clock.advance(4_000);
    expect(visits()).toEqual([
      [1, undefined, 2],
      [2, 1, 3],
    ]);
  }
});

test('a mini-game has no visits, and its shares are recorded where it has registered them', async () => {
  const { start, visits, records } = world('wx-game');
  const host = start();
  await host.clock.advance(1000);
  host.run(`var share = () => ({ title: 'a' }); wx.onShareAppMessage(share)`);
  expect(host.share()).toBeTruthy();
  host.run('wx.offShareAppMessage(share)');
  host.share();
  host.hide();
  await host.clock.advance(4_000);
  expect(visits()).toEqual([]);
  expect(records('pushData').map(({ aid }) => aid)).toEqual([2013]);
  expect(host.global['warned']).toEqual([]);
  expect(host.errors).toEqual([]);
});

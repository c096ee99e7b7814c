import { expect, test } from 'playwright/test';
import { createHost, type HostOptions } from '../testing';

const hooks = (names: string, prefix = ''): string =>
  names
    .split(' ')
    .map((name) => `${name}() { heard.push('${prefix}${name}') }`)
    .join(', ');

const APP = `heard = [];
  App({ ${hooks('onLaunch onShow onHide', 'app ')} });
  wx.onAppShow(() => heard.push('onAppShow')); wx.onAppHide(() => heard.push('onAppHide'))`;
const page = (name: string): string =>
  `Page({ ${hooks('onLoad onShow onReady onHide onUnload', `${name} `)} })`;

function setUp(options: HostOptions = {}) {
  const host = createHost('wx', options);
  host.run(APP);
  for (const name of ['a', 'b', 'c']) host.run(page(name), `pages/${name}.js`);
  const heard = (): unknown => host.run('heard.splice(0).join(", ")');
  return { ...host, heard };
}

test('a launch is heard by the app, then by its entry page', () => {
  const { launch, heard, run } = setUp();
  launch({ query: { from: 'ad' }, scene: 1011 });
  expect(heard()).toBe('app onLaunch, onAppShow, app onShow, a onLoad, a onShow, a onReady');
  expect(
    run('const { path, query, scene } = wx.getLaunchOptionsSync(); [path, query.from, scene]'),
  ).toEqual(['pages/a', 'ad', 1011]);
  expect(run('getCurrentPages()[0].route')).toBe('pages/a');
});

test('hiding tells the page and the app, showing the app and the page', () => {
  const { launch, hide, show, heard, run } = setUp();
  launch();
  heard();
  hide();
  hide();
  expect(heard()).toBe('a onHide, onAppHide, app onHide');
  show({ scene: 1038 });
  show();
  expect(heard()).toBe('onAppShow, app onShow, a onShow');
  expect(run('wx.getEnterOptionsSync().scene + " " + wx.getLaunchOptionsSync().scene')).toBe(
    '1038 1001',
  );
});

test('five seconds after it was hidden the app stands still, and wakes up late', async () => {
  const { launch, hide, show, clock, run } = setUp({ start: 0 });
  launch();
  run(
    `ticks = []; setInterval(() => ticks.push(Date.now()), 1000); setTimeout(() => ticks.push('once'), 60000)`,
  );
  hide();
  await clock.advance(5_500);
  expect(run('ticks')).toHaveLength(4);
  await clock.advance(3_600_000);
  expect(run('ticks')).toHaveLength(4);
  show();
  await clock.advance(0);
  expect((run('ticks') as unknown[]).slice(4)).toEqual([3_605_500, 'once']);
  await clock.advance(1_000);
  expect(run('ticks')).toHaveLength(7);
});

test('shown again within five seconds, nothing stands still', async () => {
  const { launch, hide, show, clock, run } = setUp();
  launch();
  run(`ticks = 0; setInterval(() => ticks++, 1000)`);
  hide();
  await clock.advance(4_000);
  show();
  await clock.advance(6_000);
  expect(run('ticks')).toBe(10);
});

test('a request that is not finished five seconds after hiding is interrupted, and heard of when the app is shown', async () => {
  const { launch, hide, show, clock, run, requests } = setUp({
    respond: ({ url }) => (/slow/.test(url) ? 'timeout' : {}),
  });
  launch();
  run(`answers = []; ask = (url) => wx.request({ url, success: () => answers.push('success'), fail: ({ errMsg }) => answers.push(errMsg) });
    ask('https://a.example/slow')`);
  hide();
  run(`ask('https://a.example/quick')`);
  await clock.advance(4_999);
  expect(run('answers')).toEqual(['success']);
  await clock.advance(60_000);
  expect(run('answers')).toEqual(['success']);
  expect(requests[0]).toMatchObject({ outcome: 'interrupted', isReceived: true });
  show();
  await clock.advance(0);
  expect(run('answers')).toEqual(['success', 'request:fail interrupted']);
});

test('what keeps running in the background can issue no request after five seconds', async () => {
  const { launch, hide, show, clock, run, requests } = setUp();
  launch();
  run(
    `answers = []; setInterval(() => wx.request({ url: 'https://a.example/', success: () => answers.push('success'), fail: ({ errMsg }) => answers.push(errMsg) }), 3000)`,
  );
  hide({ keepsRunning: true });
  await clock.advance(7_000);
  expect(run('answers')).toEqual(['success', 'request:fail interrupted']);
  expect(requests[1]).toMatchObject({ outcome: 'refused', isReceived: false });
  show();
  await clock.advance(3_000);
  expect(run('answers')).toEqual(['success', 'request:fail interrupted', 'success']);
});

test('a killed app hears nothing more, and the next one finds its disk', async () => {
  const first = setUp({ respond: () => ({ delay: 100 }) });
  first.launch();
  first.run(`heard = []; wx.setStorageSync('a', 1); setTimeout(() => { heard.push('timer'); wx.setStorageSync('a', 2) }, 10);
    wx.request({ url: 'https://a.example/', complete: () => heard.push('answer') })`);
  first.kill();
  first.hide();
  await first.clock.advance(1000);
  expect(first.run('heard')).toEqual([]);
  first.run('wx.setStorageSync("a", 3)');
  expect(first.requests[0]).toMatchObject({ outcome: 'killed', isReceived: false });

  const { disk, clock } = first;
  const second = createHost('wx', { disk, start: clock.now() });
  expect(second.run('wx.getStorageSync("a")')).toBe(1);
});

test('a mini-game has no pages, and other names for showing and hiding', async () => {
  const { run, launch, hide, show, open } = createHost('wx-game');
  expect(
    run(
      '[typeof App, typeof Page, typeof getCurrentPages, typeof wx.onAppShow, typeof wx.canIUse, typeof GameGlobal].join()',
    ),
  ).toBe('undefined,undefined,undefined,undefined,undefined,object');
  run(
    'heard = []; wx.onShow(({ scene }) => heard.push(scene)); wx.onHide(() => heard.push("hide"))',
  );
  launch({ query: { from: 'friend' } });
  hide();
  show({ scene: 1089 });
  expect(run('heard')).toEqual(['hide', 1089]);
  expect(run('wx.getLaunchOptionsSync().query.from + ("path" in wx.getLaunchOptionsSync())')).toBe(
    'friendfalse',
  );
  expect(() => open('pages/a')).toThrow('A mini-game has no pages.');
});

import { expect, test } from 'playwright/test';
import { createHost, type HostAnswer, type Profile } from '../testing';

test('each platform has the name under which its apps know it, and QQ an alias', () => {
  const names = (profile: Profile): unknown =>
    createHost(profile).run(
      `['wx', 'qq', 'my', 'tt'].filter((name) => typeof GLOBAL[name] === 'object').join()`.replace(
        'GLOBAL',
        'globalThis',
      ),
    );
  expect((['wx', 'wx-game', 'qq', 'my', 'tt'] as const).map(names)).toEqual([
    'wx',
    'wx',
    'wx,qq',
    'my',
    'tt',
  ]);
  expect(createHost('qq').run('wx === qq')).toBe(true);
});

test('Alipay takes one object and gives one, null for a missing key, and does not throw at 200 KB', async () => {
  const { run, clock, disk, failStorage } = createHost('my');
  expect(run(`JSON.stringify(my.getStorageSync({ key: 'a' }))`)).toBe(
    '{"success":true,"data":null}',
  );
  expect(run(`my.setStorageSync({ key: 'a', data: 'x'.repeat(200 * 1024) }).success`)).toBe(false);
  expect(run(`my.setStorageSync({ key: 'a', data: { b: 'x'.repeat(190 * 1024) } }).success`)).toBe(
    true,
  );
  expect(run(`my.getStorageSync({ key: 'a' }).data.b.length`)).toBe(190 * 1024);
  expect(run(`my.getStorageInfoSync().keys.join()`)).toBe('a');
  run(`heard = []; my.setStorage({ key: 'b', data: 1, success: (result) => heard.push(JSON.stringify(result)) });
    my.getStorage({ key: 'b', success: ({ data }) => heard.push(data) });
    my.setStorage({ key: 'c', data: 'x'.repeat(300 * 1024), fail: ({ error }) => heard.push(error) });
    my.removeStorage({ key: 'a', complete: () => heard.push('removed') })`);
  await clock.advance(10);
  expect(run('heard')).toEqual(['{"success":true}', 1, 2, 'removed']);
  expect([...disk.keys()]).toEqual(['b']);
  failStorage('broken');
  expect(run(`my.removeStorageSync({ key: 'b' }).success`)).toBe(false);
  expect(disk.size).toBe(1);
});

test('Alipay fails for what is no 2xx, and for what is no JSON unless text was asked for', async () => {
  const answers: HostAnswer[] = [
    { status: 201, body: { ret: 0 } },
    { status: 500, body: 'no' },
    { body: '' },
    { body: '' },
    'fail',
    'timeout',
  ];
  const { run, clock, requests } = createHost('my', {
    respond: () => answers.shift()!,
    domains: ['a.example'],
  });
  run(`heard = [];
    ask = (more) => my.request(Object.assign({ url: 'https://a.example/', method: 'POST', headers: { 'X-Mine': '1' }, data: 'text',
      success: ({ status, statusCode, data, headers }) => heard.push([status, statusCode, JSON.stringify(data), typeof headers].join()),
      fail: ({ error, errorMessage, status }) => heard.push([error, errorMessage, status].join()) }, more));
    ask(); ask(); ask(); ask({ dataType: 'text' }); ask(); ask(); ask({ url: 'https://b.example/' })`);
  await clock.advance(40_000);
  expect(requests[0]).toMatchObject({ header: { 'x-mine': '1' }, body: 'text', method: 'POST' });
  expect(run('heard')).toEqual([
    '11,no permission to access this domain,',
    '201,201,{"ret":0},object',
    '19,http status error,500',
    '14,parse json data error,200',
    '200,200,"",object',
    '12,network error,',
    '13,timeout,',
  ]);
});

test('Alipay has no promises, no Behavior, and capitals in the name of the system', () => {
  const { run } = createHost('my', { os: 'ios' });
  expect(
    run(`my.getSystemInfo({ success() {} }) === undefined && my.navigateBack() === undefined`),
  ).toBe(true);
  expect(run('typeof Behavior')).toBe('undefined');
  expect(run('my.getSystemInfoSync().platform')).toBe('iOS');
});

test('a page of Douyin knows its route by another name, and one of Alipay not what it was opened with', () => {
  const named = (profile: Profile): unknown => {
    const { launch, run } = createHost(profile);
    launch({ path: 'pages/a', query: { id: '1' } });
    return run(
      'const [page] = getCurrentPages(); [page.route, page.__route__, (page.options || {}).id].join()',
    );
  };
  expect((['wx', 'tt', 'my'] as const).map(named)).toEqual([
    'pages/a,pages/a,1',
    ',pages/a,1',
    'pages/a,,',
  ]);
});

test('canIUse knows what is here, and the app’s questions for what is not are noted', () => {
  const { run, unknown, calls } = createHost('wx');
  expect(
    run(
      `['request', 'getStorage.success.data', 'canIUse', 'createBannerAd', 'nothing'].map((name) => wx.canIUse(name)).join()`,
    ),
  ).toBe('true,true,true,false,false');
  run(
    'wx.createCanvas; "createWorker" in wx; wx.getSystemInfoSync(); if (wx.reportEvent) wx.reportEvent()',
  );
  expect(unknown).toEqual(['createCanvas', 'reportEvent']);
  expect(calls.slice(-1)).toEqual(['getSystemInfoSync']);
});

test('WeChat’s functions can be replaced by definition only, those of others by assignment', () => {
  const wx = createHost('wx');
  expect(() => wx.run(`'use strict'; wx.request = () => 'mine'`)).toThrow(/only a getter/);
  wx.run(
    `Object.defineProperty(wx, 'request', { value: () => 'mine', configurable: true, writable: true })`,
  );
  expect(wx.run('wx.request()')).toBe('mine');
  const tt = createHost('tt');
  expect(tt.run(`tt.request = () => 'mine'; tt.request()`)).toBe('mine');
});

test('random bytes come asynchronously, as an ArrayBuffer of the realm', async () => {
  const { run, clock } = createHost('wx');
  run(
    `wx.getUserCryptoManager().getRandomValues({ length: 6, success: ({ randomValues }) => { bytes = randomValues } })`,
  );
  expect(run('typeof bytes')).toBe('undefined');
  await clock.advance(10);
  expect(run('bytes instanceof ArrayBuffer && bytes.byteLength')).toBe(6);
});

test('the device says what it is', async () => {
  const { run, clock } = createHost('wx', { sdkVersion: '3.0.0', os: 'ios' });
  expect(
    run(
      'wx.getSystemInfoSync().platform + wx.getDeviceInfo().platform + wx.getAppBaseInfo().SDKVersion',
    ),
  ).toBe('iosios3.0.0');
  run('wx.getSystemInfo().then((system) => { seen = system.SDKVersion })');
  await clock.advance(10);
  expect(run('seen')).toBe('3.0.0');
  expect(createHost('wx-game').run('const start = wx.getPerformance().now(); start')).toBe(0);
});

test('what a mini-game shares is what its own listener returns', () => {
  const { run, share, favorite } = createHost('wx-game');
  expect(share()).toBe(undefined);
  run(`wx.onShareAppMessage(() => ({ title: 'game' })); wx.onShareTimeline(() => ({ title: 'timeline' }));
    const mine = () => ({ title: 'favourite' }); wx.onAddToFavorites(mine)`);
  expect([share(), share('timeline'), favorite()]).toEqual([
    { title: 'game' },
    { title: 'timeline' },
    { title: 'favourite' },
  ]);
  run('wx.offAddToFavorites(mine)');
  expect(favorite()).toBe(undefined);
});

test('a mini-game with weapp-adapter looks like a page, and no event of a page comes', async () => {
  const { run, hide, clock, requests } = createHost('wx-game', { realm: { weappAdapter: true } });
  run(`heard = []; for (const target of [window, document]) for (const name of ['visibilitychange', 'pagehide', 'unload']) target.addEventListener(name, () => heard.push(name));
    window.dispatchEvent({ type: 'pagehide' });
    localStorage.setItem('a', 'b'); read = localStorage.getItem('a');
    const xhr = new XMLHttpRequest(); xhr.open('POST', 'https://a.example/'); xhr.onload = () => heard.push(xhr.status); xhr.send('body')`);
  hide();
  await clock.advance(1000);
  expect(run('heard')).toEqual([200]);
  expect(
    run('read + document.visibilityState + navigator.userAgent.length + (window === GameGlobal)'),
  ).toBe('bvisible14true');
  expect(requests[0]!.body).toBe('body');
});

test('what Taro gives to App can be neither written nor configured', () => {
  const { run, launch } = createHost('wx', { realm: { frozenApp: true } });
  run(
    `heard = []; const config = taroApp({ onLaunch() { heard.push('launch') }, onShow() { heard.push('show') } }); App(config)`,
  );
  expect(() => run(`'use strict'; config.onShow = () => {}`)).toThrow(/read only/);
  expect(() => run(`Object.defineProperty(config, 'onShow', { value: 1 })`)).toThrow(/redefine/);
  launch();
  expect(run('heard')).toEqual(['launch', 'show']);
});

test('a test adds what its app needs beside, or takes the place of what is here', () => {
  const said: unknown[] = [];
  const api = {
    showToast: (toast: unknown) => said.push(toast),
    getSystemInfoSync: () => ({ a: 1 }),
  };
  const { run, calls, unknown } = createHost('wx', { api });
  expect(run('wx.showToast("hello"); wx.getSystemInfoSync().a')).toBe(1);
  expect(said).toEqual(['hello']);
  expect(calls).toEqual(['showToast', 'getSystemInfoSync']);
  expect(unknown).toEqual([]);
});

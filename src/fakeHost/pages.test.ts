import { expect, test } from 'playwright/test';
import { createHost, type HostOptions } from '../testing';

const hooks = (name: string): string =>
  'onLoad onShow onReady onHide onUnload'
    .split(' ')
    .map((hook) => `${hook}() { heard.push('${name} ${hook}') }`)
    .join(', ');

function setUp(options: HostOptions = {}) {
  const host = createHost('wx', options);
  host.run('heard = []');
  for (const name of ['a', 'b', 'c']) host.run(`Page({ ${hooks(name)} })`, `pages/${name}.js`);
  const heard = (): unknown => host.run('heard.splice(0).join(", ")');
  host.launch();
  heard();
  return { ...host, heard };
}

test('a page that is opened hides the one below, and one that is left ends without hiding', () => {
  const { open, redirect, back, heard, run } = setUp();
  open('pages/b?id=1', { more: '2' });
  expect(heard()).toBe('a onHide, b onLoad, b onShow, b onReady');
  expect(
    run('JSON.stringify(getCurrentPages().map(({ route, options }) => [route, options]))'),
  ).toBe('[["pages/a",{}],["pages/b",{"id":"1","more":"2"}]]');
  redirect('/pages/c');
  expect(heard()).toBe('b onUnload, c onLoad, c onShow, c onReady');
  back();
  expect(heard()).toBe('c onUnload, a onShow');
  back();
  expect(heard()).toBe('');
});

test('many pages are left at once, and all of them by a relaunch', () => {
  const { open, back, reLaunch, heard } = setUp();
  open('pages/b');
  open('pages/c');
  open('pages/b');
  heard();
  back(2);
  expect(heard()).toBe('b onUnload, c onUnload, b onShow');
  reLaunch('pages/c');
  expect(heard()).toBe('b onUnload, a onUnload, c onLoad, c onShow, c onReady');
});

test('tabs stay, and what was opened above them does not', () => {
  const { open, switchTab, reLaunch, heard } = setUp({ tabs: ['pages/a', 'pages/b'] });
  switchTab('pages/b');
  expect(heard()).toBe('a onHide, b onLoad, b onShow, b onReady');
  switchTab('pages/b');
  expect(heard()).toBe('');
  open('pages/c');
  heard();
  switchTab('pages/a');
  expect(heard()).toBe('c onUnload, a onShow');
  switchTab('pages/b');
  expect(heard()).toBe('a onHide, b onShow');
  reLaunch('pages/c');
  expect(heard()).toBe('b onUnload, a onUnload, c onLoad, c onShow, c onReady');
});

test('without a list of tabs the first page is one, and what is switched to', () => {
  const { switchTab, heard } = setUp();
  switchTab('pages/b');
  expect(heard()).toBe('a onHide, b onLoad, b onShow, b onReady');
  switchTab('pages/a');
  expect(heard()).toBe('b onHide, a onShow');
});

test('the app goes from page to page by itself, relative to where it is, and later', async () => {
  const { run, clock, heard } = setUp();
  run(`wx.navigateTo({ url: 'b?id=1' }).then(({ errMsg }) => heard.push(errMsg))`);
  expect(heard()).toBe('');
  await clock.advance(10);
  expect(heard()).toBe('a onHide, b onLoad, b onShow, b onReady, navigateTo:ok');
  run('wx.navigateBack()');
  await clock.advance(10);
  expect(heard()).toBe('b onUnload, a onShow');
  run('wx.navigateBack({ fail: ({ errMsg }) => heard.push(errMsg) })');
  await clock.advance(10);
  expect(heard()).toBe('navigateBack:fail cannot navigate back at first page.');
  run(
    `for (let i = 0; i < 11; i++) wx.navigateTo({ url: '/pages/c', fail: ({ errMsg }) => heard.push(errMsg) })`,
  );
  await clock.advance(10);
  expect(run('getCurrentPages().length')).toBe(10);
  expect(heard()).toMatch(/navigateTo:fail webview count limit exceed/);
});

test('a page made with Component has its lifetimes, those of its behaviors, and the hooks of a page', () => {
  const { run, open, back, hide, heard } = setUp();
  run(
    `const shared = Behavior({ attached() { heard.push('behavior attached') }, methods: { onTap() { return this.data.title } } });
    const tell = (name) => function () { heard.push(name + ' ' + (this.route || 'nowhere')) };
    Component({
      behaviors: [shared],
      properties: { title: { type: String, value: 'mine' } },
      lifetimes: { created: tell('created'), attached: tell('attached'), ready: tell('ready'), detached: tell('detached') },
      pageLifetimes: { show: tell('show'), hide: tell('hide') },
      methods: { onLoad: tell('onLoad'), onShow: tell('onShow'), onUnload: tell('onUnload') },
    })`,
    'pages/d.js',
  );
  open('pages/d');
  expect(heard()).toBe(
    'a onHide, created pages/d, behavior attached, attached pages/d, onLoad pages/d, show pages/d, onShow pages/d, ready pages/d',
  );
  expect(run('getCurrentPages()[1].onTap()')).toBe('mine');
  hide();
  back();
  expect(heard()).toBe('hide pages/d, onUnload pages/d, detached pages/d, a onShow');
});

test('a page made with Page has the data and the methods of its behaviors, under its own', () => {
  const { run, open, tap } = setUp();
  run(
    `const shared = Behavior({ data: { a: 1, b: 1 }, methods: { onTap() { return this.data }, onShow() { heard.push('behavior') } } });
    Page({ behaviors: [shared], data: { b: 2 }, onShow() { heard.push('own') } })`,
    'pages/d.js',
  );
  open('pages/d');
  expect(tap('onTap')).toEqual({ a: 1, b: 2 });
  expect(run('heard.splice(0).join(", ")')).toBe('a onHide, own');
});

test('every page has data of its own, and can set it', async () => {
  const { run, open, clock } = setUp();
  run(
    `Page({ data: { list: [] }, onLoad() { this.data.list.push(1); this.setData({ more: 2 }, () => { done = true }) } })`,
    'pages/e.js',
  );
  open('pages/e');
  open('pages/e');
  await clock.advance(1);
  expect(run('JSON.stringify(getCurrentPages()[2].data) + done')).toBe('{"list":[1],"more":2}true');
});

test('handlers, sharing and favourites are called on the page on top, with what they return', () => {
  const { run, open, tap, share, favorite } = setUp();
  run(
    `Page({ onTap({ type, detail }) { return [type, this.route, detail.n] }, onShareAppMessage({ from }) { return { title: from } },
      onShareTimeline: () => ({ title: 'timeline' }), onAddToFavorites: () => ({ title: 'favourite' }) })`,
    'pages/f.js',
  );
  expect(share()).toBe(undefined);
  open('pages/f');
  expect(tap('onTap', { type: 'longpress', detail: { n: 1 } })).toEqual([
    'longpress',
    'pages/f',
    1,
  ]);
  expect(tap('nobody')).toBe(undefined);
  expect([share(), share('timeline'), favorite()]).toEqual([
    { title: 'menu' },
    { title: 'timeline' },
    { title: 'favourite' },
  ]);
});

test('a hook that throws is reported, and the next ones are called', () => {
  const { run, open, errors, heard } = setUp();
  run(
    `Page({ onLoad() { throw new Error('mine') }, onShow() { heard.push('shown') } })`,
    'pages/g.js',
  );
  open('pages/g');
  expect(heard()).toBe('a onHide, shown');
  expect(errors.map(({ reason }) => String(reason))).toEqual(['Error: mine']);
});

test('what is below is not told of a page that is shown again in the background', () => {
  const { open, hide, show, heard } = setUp();
  open('pages/b');
  hide();
  heard();
  show();
  expect(heard()).toBe('b onShow');
  hide();
  heard();
  show({ path: 'pages/c' });
  expect(heard()).toBe('b onUnload, a onUnload, c onLoad, c onShow, c onReady');
});

test('a page can talk to the one that it opens', async () => {
  const { run, clock } = setUp();
  run(
    `Page({ onLoad() { this.getOpenerEventChannel().on('hello', (name) => { greeted = name }) } })`,
    'pages/h.js',
  );
  run(
    `wx.navigateTo({ url: '/pages/h' }).then(({ eventChannel }) => eventChannel.emit('hello', 'page'))`,
  );
  await clock.advance(10);
  expect(run('greeted')).toBe('page');
});

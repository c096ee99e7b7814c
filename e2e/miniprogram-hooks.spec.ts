import { expect, test } from './fixtures';
import { appOn, type AppOptions } from './platforms/appOn';
import { quirks } from './platforms/quirks';

const PLUGINS = `
  lib.dwell(),
  lib.pageViews({ pages: { '/pages/home': { page_id: 1 }, '/pages/shape': { page_id: 2 } } }),
`;
const OLD = { sdkVersion: '3.5.4' };
const NEW = { sdkVersion: '3.5.5' };

const started = (options: AppOptions) => {
  const app = appOn('wx', PLUGINS, options);
  app.run('start()');
  return app;
};

/** Counts how often somebody asks for the stack of pages. */
const COUNTING = `
  var asked = 0;
  getCurrentPages = ((get) => () => { asked++; return get(); })(getCurrentPages);
`;

for (const [way, options] of [
  ['route events', NEW],
  ['hooks', OLD],
  ['looking', { ...OLD, before: quirks.readOnly }],
] as const) {
  test(`the stack of pages is not asked for in the task in which the app is launched, by ${way}`, async () => {
    const { run, launch, clock } = started({
      ...options,
      before: `${COUNTING}${'before' in options ? options.before : ''}`,
    });
    run(`tracker.track('custom', { id: 'a' });
      var atLaunch;
      App({ onLaunch() { tracker.track('custom', { id: 'b' }); }, onShow() { atLaunch = asked; } })`);
    run('Page({})', 'pages/home.js');
    launch({ path: 'pages/home' });
    expect(run('atLaunch')).toBe(0);
    // It does ask later: this would be noticed.
    await clock.advance(2000);
    expect(run('asked')).toBeGreaterThan(0);
  });
}

test('what was replaced is put back, unless somebody holds it, and then it does nothing', async () => {
  const before = `var originals = { Page, Component };`;
  const { run, open, launch, clock, errors } = started({ ...OLD, before });
  expect(run('[Page !== originals.Page, Component !== originals.Component]')).toEqual([true, true]);
  run('var held = Page, theirs = (given) => held(given), onShow = () => undefined; Page = theirs;');
  run('void tracker.stop()');
  await clock.advance(1000);
  expect(run('[Page === theirs, Component === originals.Component]')).toEqual([true, true]);
  run('Page({ onShow })', 'pages/home.js');
  launch({ path: 'pages/home' });
  open('pages/shape');
  expect(
    run('var [home] = getCurrentPages(); [home.onShow === onShow, typeof home.onHide]'),
  ).toEqual([true, 'undefined']);
  expect(errors).toEqual([]);
});

test('where routes are told of nothing is replaced, and a tracker that stops listens no more', async () => {
  const before = `${COUNTING} var originals = { Page, Component };`;
  const { run, launch, open, clock } = started({ ...NEW, before });
  expect(run('[Page === originals.Page, Component === originals.Component]')).toEqual([true, true]);
  launch({ path: 'pages/home' });
  await clock.advance(1000);
  run('asked = 0');
  open('pages/shape');
  expect(run('asked')).toBeGreaterThan(0);
  run('void tracker.stop()');
  await clock.advance(1000);
  run('asked = 0');
  open('pages/home');
  await clock.advance(1000);
  expect(run('asked')).toBe(0);
});

test('a definition stays as the app has given it', () => {
  const { run, launch } = started(OLD);
  run(
    `var onShow = () => undefined, given = { onShow, data: {} }, copy = Object.assign({}, given); Page(given)`,
    'pages/home.js',
  );
  launch({ path: 'pages/home' });
  expect(run('Object.keys(given).join()')).toBe('onShow,data');
  expect(run('[given.onShow === copy.onShow, given.data === copy.data]')).toEqual([true, true]);
});

test('a page that is shared and refreshed is still the same visit', async () => {
  const { run, launch, open, share, tap, clock, visits } = started(OLD);
  run(
    `Page({ onShareAppMessage: () => ({ title: 'a' }), onReady() {}, onPullDownRefresh() {} })`,
    'pages/home.js',
  );
  run('Page({})', 'pages/shape.js');
  launch({ path: 'pages/home' });
  await clock.advance(2100);
  expect(share()).toEqual({ title: 'a' });
  tap('onPullDownRefresh');
  await clock.advance(3000);
  open('pages/shape');
  await clock.advance(3000);
  expect(visits()).toEqual([[1, undefined, 5]]);
});

test('hooks that an app calls by itself are no visits', async () => {
  const { run, launch, open, tap, back, clock, visits } = started(OLD);
  run('Page({ onShow() {}, onHide() {} })', 'pages/home.js');
  run(
    `Page({
      onShow() {},
      onPullDownRefresh() {
        this.onShow();
        // To refresh it before the user goes back.
        const [below] = getCurrentPages().slice(-2);
        below.onShow();
        below.onHide();
      },
    })`,
    'pages/shape.js',
  );
  launch({ path: 'pages/home' });
  await clock.advance(2100);
  open('pages/shape');
  await clock.advance(2000);
  tap('onPullDownRefresh');
  await clock.advance(2100);
  back();
  await clock.advance(4000);
  expect(visits()).toEqual([
    [1, undefined, 2],
    [2, 1, 4],
  ]);
});

test('components that are no pages may have anything of that name', async () => {
  // What the host calls on an instance of a component, which has no route.
  const before = `
    var part;
    Component = ((define) => (given) => { part = given.methods; return define(given); })(Component);
  `;
  const { run, launch, open, clock, visits } = started({ ...OLD, before });
  run('var heard = []');
  const methods = ['onLoad', 'onShow', 'onHide', 'onUnload'].map(
    (hook) => `${hook}() { heard.push('${hook}'); }`,
  );
  run(`Component({ methods: { ${methods.join()} } })`, 'parts/list.js');
  for (const page of ['home', 'shape']) run('Page({})', `pages/${page}.js`);
  launch({ path: 'pages/home' });
  await clock.advance(2100);
  run(`for (const hook in part) part[hook].call({ properties: {} })`);
  await clock.advance(2000);
  open('pages/shape');
  await clock.advance(4000);
  expect(run('heard.join()')).toBe('onLoad,onShow,onHide,onUnload');
  expect(visits()).toEqual([[1, undefined, 4]]);
});

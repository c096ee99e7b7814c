import { expect, test } from 'playwright/test';
import { createReceiver } from '../../../demo/receiver.mjs';
import { createTrackerOn } from '../../core/createTrackerOn';
import { HOUR, MINUTE, SECOND } from '../../core/units';
import {
  answerBy,
  appShapes,
  direct,
  pageHost,
  type AppShape,
  type PageHost,
  type PageHostOptions,
} from '../../fixtures';
import { dwell } from '../../plugins/dwell';
import { pageViews } from '../../plugins/pageViews';
import { memoryClock } from '../memory/clock';
import { memoryPlatform } from '../memory/memoryPlatform';
import { wxPage } from './page';
import type { WxLike } from './wxLike';

const pages = {
  '/pages/home': { page_id: 1 },
  '/pages/shape': { page_id: 2 },
  '/pages/other': { page_id: 3 },
};

/** Undoes what a test has done to this realm. */
let restores: (() => unknown)[] = [];
const restore = async (): Promise<void> => {
  for (const run of restores.reverse()) await run();
  restores = [];
};
test.afterEach(restore);

/** A host, and an app whose tracker starts in `app.js`. */
function launched(
  options: PageHostOptions & { isTracked?: boolean } = {},
  disk = new Map<string, string>(),
  startsAt?: number,
) {
  const host = pageHost(options);
  restores.push(host.install());
  const receiver = createReceiver();
  const clock = memoryClock(startsAt);
  const start = () => {
    const platform = memoryPlatform({
      respond: answerBy(receiver),
      surface: 'miniprogram',
      clock,
      disk,
    });
    const page = wxPage(host.wx as unknown as WxLike, platform);
    const plugins = [pageViews({ pages }), dwell()];
    const tracker = createTrackerOn(
      { ...platform, page },
      { endpoints: [direct.behavior()], plugins },
    );
    restores.push(() => tracker.stop());
    return { platform, page, tracker };
  };
  const started = options.isTracked === false ? undefined : start();
  const tell = (state: 'visible' | 'hidden') => {
    if (!started) return;
    started.platform.lifecycle.setState(state);
    started.platform.lifecycle.tell(state === 'visible' ? 'shown' : 'hidden');
  };
  return {
    host,
    started,
    start,
    pass: (duration: number) => clock.advance(duration),
    hide: () => host.hide(() => tell('hidden')),
    show: (instead?: () => void) => host.show(() => tell('visible'), instead),
    visits: () =>
      receiver
        .received('behavior')
        .map(({ record }) => [record.page_id, record.prev_id, record.duration]),
    items: () => receiver.received('behavior').map(({ record }) => record),
  };
}

const plain = (host: PageHost, ...paths: string[]): void =>
  paths.forEach((path) => host.module(path, ({ Page }) => void Page({ onShow() {} })));

/** The ways in which a host may tell. */
const WAYS: readonly (readonly [name: string, options: PageHostOptions])[] = [
  ['by route events', { routeEvents: true }],
  ['by hooks', {}],
  ['by hooks of a host that takes own properties', { takes: 'own' }],
  ['by hooks, with __route__', { routeName: '__route__' }],
  ['by hooks, with uri', { routeName: 'uri' }],
  ['by looking', { isReadOnly: true }],
];

for (const [way, options] of WAYS) {
  test(`pages that come and go are visits with their whole seconds, ${way}`, async () => {
    const { host, pass, visits, items } = launched(options);
    plain(host, 'pages/home', 'pages/shape', 'pages/other');
    host.launch('pages/home');
    // One that is looked for is seen a second late at most.
    await pass(10 * SECOND + 200);
    host.open('pages/shape', { id: '1' });
    await pass(5 * SECOND + 200);
    host.back();
    await pass(3 * SECOND + 200);
    host.redirect('pages/other');
    await pass(2 * SECOND + 200);
    host.reLaunch('pages/home');
    await pass(5 * SECOND);
    expect(visits().map(([page_id, prev_id]) => [page_id, prev_id])).toEqual([
      [1, undefined],
      [2, 1],
      [1, 2],
      [3, 1],
    ]);
    if (!options.isReadOnly)
      expect(visits().map(([, , seconds]) => seconds)).toEqual([10, 5, 3, 2]);
    expect(items()[0]).toMatchObject({ operate_id: 11000, channel: 2 });
  });

  test(`a view closes when the app hides, once, and another begins when it is shown, ${way}`, async () => {
    const { host, pass, hide, show, visits } = launched(options);
    plain(host, 'pages/home', 'pages/shape');
    host.launch('pages/home');
    await pass(10 * SECOND + 200);
    host.open('pages/shape');
    await pass(4 * SECOND + 200);
    hide();
    await pass(0);
    // Said already, and not only when it is shown again.
    expect(visits()).toHaveLength(2);
    await pass(HOUR);
    show();
    await pass(3 * SECOND + 200);
    hide();
    await pass(MINUTE);
    expect(visits().map(([page_id]) => page_id)).toEqual([1, 2, 2]);
    if (!options.isReadOnly) expect(visits().map(([, , seconds]) => seconds)).toEqual([10, 4, 3]);
  });

  if (!options.isReadOnly) {
    test(`a page opened on top of one with the same path is a visit of its own, ${way}`, async () => {
      const { host, pass, visits } = launched(options);
      plain(host, 'pages/home');
      host.launch('pages/home');
      await pass(2 * SECOND);
      host.open('pages/home', { id: '1' });
      await pass(3 * SECOND);
      host.back();
      await pass(4 * SECOND);
      host.reLaunch('pages/home');
      await pass(4 * SECOND);
      expect(visits()).toEqual([
        [1, undefined, 2],
        [1, 1, 3],
        [1, 1, 4],
      ]);
    });
  }
}

test('a page has its path and what it was opened with', async () => {
  for (const [, options] of WAYS) {
    await restore();
    const { host, pass, started } = launched(options);
    plain(host, 'pages/home', 'pages/shape');
    expect(started?.page.current()).toBeUndefined();
    host.launch('pages/home');
    await pass(SECOND);
    expect(started?.page.current()).toEqual({ path: '/pages/home', query: '', hash: '' });
    host.open('pages/shape', { a: '1', 'b&c': 'é=' });
    await pass(SECOND);
    const query = host.stack()[1]?.options || options.routeName ? '?a=1&b%26c=%C3%A9%3D' : '';
    expect(started?.page.current()).toEqual({ path: '/pages/shape', query, hash: '' });
  }
});

test('the stack of pages is not asked for in the task in which the app is launched', async () => {
  for (const [, options] of WAYS) {
    await restore();
    const { host, pass, started } = launched(options);
    host.module('app', ({ App }) => {
      App({ onLaunch: () => void started?.page.current() });
      started?.page.current();
    });
    expect(host.asked()).toBe(0);
    await pass(SECOND);
  }
});

test('a tracker that starts in a page that is there already knows it', async () => {
  for (const routeEvents of [true, false]) {
    await restore();
    const { host, pass, start, visits } = launched({ routeEvents, isTracked: false });
    plain(host, 'pages/home', 'pages/shape');
    host.launch('pages/home');
    start();
    await pass(2 * SECOND);
    host.open('pages/shape');
    await pass(4 * SECOND);
    host.back();
    await pass(4 * SECOND);
    // Its hooks cannot be followed any more without route events.
    expect(visits().slice(0, routeEvents ? 2 : 0)).toEqual(
      routeEvents
        ? [
            [1, undefined, 2],
            [2, 1, 4],
          ]
        : [],
    );
  }
});

test('a host that lets nobody replace Page is told of once', async () => {
  const { host, pass, started, hide, show } = launched({ isReadOnly: true });
  plain(host, 'pages/home');
  host.launch('pages/home');
  await pass(MINUTE);
  hide();
  show();
  await pass(MINUTE);
  expect(started?.platform.warnings).toHaveLength(1);
  expect(started?.platform.warnings[0]).toContain('Page');
});

test('without pages, as in a mini-game, there is no visit and no warning', async () => {
  const { start, pass, visits } = launched({ isTracked: false });
  await restore();
  const { platform, page } = start();
  await pass(MINUTE);
  expect(page.current()).toBeUndefined();
  expect(platform.warnings).toEqual([]);
  expect(visits()).toEqual([]);
});

test('the visit of an app that is killed is closed by the next launch', async () => {
  const disk = new Map<string, string>();
  const before = launched({ routeEvents: true }, disk);
  plain(before.host, 'pages/home');
  before.host.launch('pages/home');
  await before.pass(13 * SECOND);
  // Nothing of it runs on from here.
  const next = launched({ routeEvents: true }, disk, Date.UTC(2026, 0, 1) + HOUR);
  plain(next.host, 'pages/shape');
  next.host.launch('pages/shape');
  await next.pass(3 * SECOND);
  // So much as it had on disk, which is renewed each five seconds.
  expect(next.visits()).toEqual([[1, undefined, 10]]);
});

test('what was replaced is put back, unless somebody holds it, and then it does nothing', async () => {
  const { host, pass, started } = launched();
  expect(host.isOriginal('Page')).toBe(false);
  expect(host.isOriginal('Component')).toBe(false);
  const { Page } = host.globals();
  const theirs = (given: Record<PropertyKey, unknown>) => Page(given);
  host.globals().Page = theirs;
  const given = { onShow() {} };
  host.module('pages/home', (realm) => void realm.Page(given));
  await started?.tracker.stop();
  expect(host.isOriginal('Component')).toBe(true);
  expect(host.globals().Page).toBe(theirs);
  host.module('pages/shape', (realm) => void realm.Page(given));
  host.launch('pages/shape');
  expect(host.stack()[0]?.['onShow']).toBe(given.onShow);
  expect(host.stack()[0]?.['onHide']).toBeUndefined();
  await pass(SECOND);
});

test('a tracker that stops listens to no route any more', async () => {
  const { host, started } = launched({ routeEvents: true });
  expect(host.routeListeners()).toBe(1);
  expect(host.isOriginal('Page')).toBe(true);
  await started?.tracker.stop();
  expect(host.routeListeners()).toBe(0);
});

test('a page that hides a moment before its app is not seen again in between', async () => {
  const { host, pass, started, visits } = launched();
  plain(host, 'pages/home');
  host.launch('pages/home');
  await pass(2 * SECOND);
  host.tap('onHide');
  await pass(10);
  started?.platform.lifecycle.setState('hidden');
  started?.platform.lifecycle.tell('hidden');
  await pass(MINUTE);
  expect(visits()).toEqual([[1, undefined, 2]]);
});

test('an app that is entered elsewhere does not show the page that it had', async () => {
  for (const options of [{}, { routeEvents: true }]) {
    await restore();
    const { host, pass, hide, show, visits } = launched(options);
    plain(host, 'pages/home', 'pages/shape');
    host.launch('pages/home');
    await pass(2 * SECOND);
    hide();
    await pass(MINUTE);
    show(() => host.reLaunch('pages/shape'));
    await pass(3 * SECOND);
    hide();
    await pass(MINUTE);
    expect(visits()).toEqual([
      [1, undefined, 2],
      [2, 1, 3],
    ]);
  }
});

test('a page that is shared is still the same visit', async () => {
  const { host, pass, visits } = launched();
  host.module('pages/home', ({ Page }) => {
    Page({ onShareAppMessage: () => ({ title: 'a' }), onReady() {}, onPullDownRefresh() {} });
  });
  plain(host, 'pages/shape');
  host.launch('pages/home');
  await pass(2 * SECOND);
  host.tap('onShareAppMessage');
  host.tap('onPullDownRefresh');
  await pass(3 * SECOND);
  host.open('pages/shape');
  await pass(3 * SECOND);
  expect(visits()).toEqual([[1, undefined, 5]]);
});

test('hooks that an app calls by itself are no visits', async () => {
  const { host, pass, visits } = launched();
  host.module('pages/home', ({ Page }) => void Page({ onShow() {} }));
  host.module('pages/shape', ({ Page, getCurrentPages }) => {
    Page({
      onShow() {},
      onPullDownRefresh(this: Record<string, () => void>) {
        this['onShow']?.();
        // To refresh it before the user goes back.
        const [below] = getCurrentPages().slice(-2) as Record<string, () => void>[];
        below?.['onShow']?.();
        below?.['onHide']?.();
      },
    });
  });
  host.launch('pages/home');
  await pass(2 * SECOND);
  host.open('pages/shape');
  await pass(2 * SECOND);
  host.tap('onPullDownRefresh');
  await pass(2 * SECOND);
  host.back();
  await pass(4 * SECOND);
  expect(visits()).toEqual([
    [1, undefined, 2],
    [2, 1, 4],
  ]);
});

test('components that are no pages may have anything of that name', async () => {
  const { host, pass, visits } = launched();
  host.module('parts/list', ({ Component }) => {
    Component({ methods: { onShow() {}, onHide() {}, onUnload() {} } });
  });
  plain(host, 'pages/home');
  host.launch('pages/home');
  await pass(2 * SECOND);
  const part = host.part('parts/list');
  for (const hook of ['onShow', 'onHide', 'onUnload']) (part[hook] as () => void)();
  await pass(2 * SECOND);
  host.open('pages/home');
  await pass(4 * SECOND);
  expect(visits()).toEqual([[1, undefined, 4]]);
});

interface Noted {
  what: string;
  self: unknown;
  args: unknown;
}

/** All that the app can notice, of a shape that is opened, used, left, and opened when the tracker has stopped. */
async function played(shape: AppShape, options: PageHostOptions, isTracked: boolean) {
  await restore();
  const { host, pass, started, hide, show, visits } = launched({ ...options, isTracked });
  const log: Noted[] = [];
  // The instances themselves differ: where no hook was, there may be one.
  const nameOf = (self: unknown): unknown => {
    const { route, __route__, uri } = Object(self) as Record<string, unknown>;
    return typeof self === 'object' ? [route, __route__, uri].join() : self;
  };
  const note = (what: string, self: unknown, args: readonly unknown[]) =>
    void log.push({
      what,
      self: nameOf(self),
      args: args.map((arg) => (typeof arg === 'function' ? 'function' : arg)),
    });
  plain(host, 'pages/home', 'pages/other');
  host.module('pages/shape', (realm) => shape.define(realm, note));
  host.launch('pages/home');
  await pass(2 * SECOND);
  const use = async () => {
    host.open('pages/shape', { a: '1' });
    await pass(2 * SECOND);
    for (const hook of [
      'onShareAppMessage',
      'onShareTimeline',
      'onAddToFavorites',
      'tap',
      'onPullDownRefresh',
    ]) {
      host.tap(hook, { from: 'menu' }, hook);
    }
    hide();
    await pass(MINUTE);
    show();
    await pass(2 * SECOND);
    host.open('pages/other');
    await pass(2 * SECOND);
    host.back();
    await pass(2 * SECOND);
    host.back();
    await pass(2 * SECOND);
  };
  await use();
  await pass(3 * SECOND);
  const seen = visits().map(([page_id, , seconds]) => [page_id, seconds]);
  await started?.tracker.stop();
  await use();
  await Promise.resolve();
  const answers = host.answers.map(([hook, answer]) => [
    hook,
    typeof answer === 'function' || answer instanceof Promise ? typeof answer : answer,
  ]);
  return { log, answers, seen };
}

test('shapes of apps are many', () => {
  expect(appShapes.length).toBeGreaterThan(50);
  expect(new Set(appShapes.map(({ name }) => name)).size).toBe(appShapes.length);
});

for (const shape of appShapes) {
  for (const [way, options] of WAYS.slice(1, 3)) {
    test(`the app's calls are the same with a tracker and without, ${way}: ${shape.name}`, async () => {
      const without = await played(shape, options, false);
      const { log, answers, seen } = await played(shape, options, true);
      expect(log).toEqual(without.log);
      const own = new Set(without.answers.map(([hook]) => hook));
      const added = answers.filter(([hook, answer]) => !own.has(hook) && answer !== undefined);
      expect(added).toEqual([]);
      expect(answers.filter(([hook, answer]) => own.has(hook) && answer !== undefined)).toEqual(
        without.answers.filter(([, answer]) => answer !== undefined),
      );
      // And it is told of.
      expect(seen).toEqual([1, 2, 2, 3, 2].map((page_id) => [page_id, 2]));
    });
  }
}

import { expect, test } from 'playwright/test';
import { createReceiver } from '../../../demo/receiver.mjs';
import type { SharingPort } from '../../core/sharing';
import { SECOND } from '../../core/units';
import { createWorld, direct, pageHost } from '../../fixtures';
import { sharesOn, type SharesOptions } from '../../plugins/shares';
import { gameSharing } from './gameSharing';
import { pageSharing } from './pageSharing';

const GAME = { game_id: 12, game_v: '7.8.8' };

let restores: (() => unknown)[] = [];
test.afterEach(async () => {
  for (const run of restores.reverse()) await run();
  restores = [];
});

/** A tracker that records shares; `ids` are pushData's numbers of them. */
function setUp(port: SharingPort, options: SharesOptions = { game: GAME }) {
  const receiver = createReceiver();
  const world = createWorld(receiver);
  const { tracker, platform } = world.open({
    endpoints: [direct.pushData()],
    plugins: [sharesOn(port, options)],
  });
  restores.push(() => tracker.stop());
  const items = () => receiver.received('pushData').map(({ record }) => record);
  const ids = async () => {
    await world.pass(3 * SECOND);
    return items().map(({ aid }) => aid);
  };
  return { tracker, platform, ids, items };
}

function pagesHost(isReadOnly = false) {
  const host = pageHost({ isReadOnly, routeEvents: true });
  restores.push(host.install());
  return host;
}

test('what the user shares of a page, or keeps, is a button of the game', async () => {
  const host = pagesHost();
  const { ids } = setUp(pageSharing);
  const content = { title: 'a' };
  host.module('pages/home', ({ Page }) => {
    Page({
      onShareAppMessage: () => content,
      onShareTimeline: () => content,
      onAddToFavorites: () => content,
    });
  });
  host.launch('pages/home');
  for (const hook of ['onShareAppMessage', 'onShareTimeline', 'onAddToFavorites']) {
    expect(host.tap(hook, { from: 'menu' })).toBe(content);
  }
  expect(await ids()).toEqual([2013, 2013, 2014]);
});

test('a page that shares nothing has no entry in the menu because of us', () => {
  const host = pagesHost();
  setUp(pageSharing);
  host.module('pages/home', ({ Page }) => void Page({ data: {} }));
  host.module('pages/made', ({ Component }) => void Component({ methods: {} }));
  for (const path of ['pages/home', 'pages/made']) {
    host.open(path);
    const own = Object.keys(host.stack()[host.stack().length - 1] ?? {});
    expect(own.filter((name) => name.indexOf('on') === 0)).toEqual([]);
  }
});

test('a page that asks its component by the same name, or is injected twice, shares once', async () => {
  const host = pagesHost();
  const { ids } = setUp(pageSharing);
  host.module('parts/share', ({ Component }) => {
    Component({ methods: { onShareAppMessage: () => 'of the part' } });
  });
  host.module('pages/home', ({ Page }) => {
    const once = Page;
    once({ onShareAppMessage() {} });
    once({
      onShareAppMessage(this: { again?: true; onShareAppMessage(): unknown }) {
        if (this.again) return (host.part('parts/share')['onShareAppMessage'] as () => unknown)();
        this.again = true;
        return this.onShareAppMessage();
      },
    });
  });
  host.launch('pages/home');
  expect(host.tap('onShareAppMessage')).toBe('of the part');
  expect(await ids()).toEqual([2013]);
});

test('the game is asked for each time; without one nothing is recorded, and a failure is told once', async () => {
  const host = pagesHost();
  let game = (): typeof GAME | undefined => undefined;
  const { ids, items, platform } = setUp(pageSharing, { game: () => game() });
  host.module('pages/home', ({ Page }) => void Page({ onShareAppMessage: () => 1 }));
  host.launch('pages/home');
  expect(host.tap('onShareAppMessage')).toBe(1);
  game = () => ({ ...GAME, game_id: 13 });
  expect(host.tap('onShareAppMessage')).toBe(1);
  game = () => {
    throw new Error('not yet');
  };
  expect(host.tap('onShareAppMessage')).toBe(1);
  expect(host.tap('onShareAppMessage')).toBe(1);
  expect(await ids()).toEqual([2013]);
  expect(JSON.stringify(items())).toContain('13');
  expect(platform.warnings).toEqual(['tracelet: shares: game failed: Error: not yet']);
});

test('a game is needed, and a host where nobody can hear is told of', () => {
  expect(() => setUp(pageSharing, {} as SharesOptions)).toThrow('game');
  pagesHost(true);
  expect(setUp(pageSharing).platform.warnings).toHaveLength(1);
  expect(setUp(gameSharing({})).platform.warnings).toHaveLength(1);
});

type Listener = (this: unknown, ...args: unknown[]) => unknown;

/** A mini-game's host with its listeners, in their order. */
function gameHost(hasOff = true) {
  const listeners: Record<string, Listener[]> = {};
  const of = (event: string): Listener[] => (listeners[event] ??= []);
  const host: Record<string, (this: unknown, ...args: unknown[]) => unknown> = {};
  for (const event of ['ShareAppMessage', 'ShareTimeline', 'AddToFavorites']) {
    host[`on${event}`] = (listener) => void of(event).push(listener as Listener);
    if (!hasOff) continue;
    host[`off${event}`] = (...args) => {
      listeners[event] = args.length ? of(event).filter((listener) => listener !== args[0]) : [];
    };
  }
  const fire = (event: string, ...args: unknown[]): unknown[] =>
    of(event).map((listener) => listener.apply(host, args));
  return { host, fire, listeners: () => listeners };
}

test('what a game has registered to be shared is a button of the game, and answers as before', async () => {
  const { host, fire } = gameHost();
  const { ids } = setUp(gameSharing(host));
  const said: unknown[] = [];
  const promise = Promise.resolve({ title: 'later' });
  host['onShareAppMessage']?.(function (this: unknown, ...args: unknown[]) {
    said.push(this, args);
    return { promise };
  });
  host['onShareTimeline']?.(() => promise);
  host['onAddToFavorites']?.(() => {
    throw new Error('of the app');
  });
  expect(fire('ShareAppMessage', { from: 'menu' }, 2)).toEqual([{ promise }]);
  expect(said).toEqual([host, [{ from: 'menu' }, 2]]);
  expect(fire('ShareTimeline')[0]).toBe(promise);
  expect(() => fire('AddToFavorites')).toThrow('of the app');
  expect(await ids()).toEqual([2013, 2013, 2014]);
});

test('nothing is registered but what the game registers, and it can remove its own', async () => {
  const { host, fire, listeners } = gameHost();
  const before = (): string => 'before';
  host['onShareAppMessage']?.(before);
  const { ids } = setUp(gameSharing(host));
  expect(listeners()).toEqual({ ShareAppMessage: [before] });
  const mine = (): string => 'mine';
  const other = (): string => 'other';
  host['onShareAppMessage']?.(mine);
  host['onShareAppMessage']?.(other);
  host['offShareAppMessage']?.(mine);
  expect(fire('ShareAppMessage')).toEqual(['before', 'other']);
  host['offShareAppMessage']?.(before);
  host['offShareAppMessage']?.();
  expect(fire('ShareAppMessage')).toEqual([]);
  host['onShareAppMessage']?.(mine);
  expect(fire('ShareAppMessage')).toEqual(['mine']);
  expect(await ids()).toEqual([2013, 2013]);
});

test('a tracker that stops leaves the host and the listeners of the game as if it had not been there', async () => {
  const { host, fire, listeners } = gameHost();
  const originals = { ...host };
  const { tracker, ids } = setUp(gameSharing(host));
  const [first, second] = [(): number => 1, (): number => 2];
  host['onShareAppMessage']?.(first);
  host['onShareAppMessage']?.(second);
  host['onShareTimeline']?.(first);
  host['offShareTimeline']?.();
  await tracker.stop();
  expect(host).toEqual(originals);
  expect(listeners()['ShareAppMessage']).toEqual([first, second]);
  expect(listeners()['ShareTimeline']).toEqual([]);
  host['offShareAppMessage']?.(first);
  expect(fire('ShareAppMessage')).toEqual([2]);
  expect(await ids()).toEqual([]);
});

test('where listeners cannot be removed, those of a stopped tracker record nothing', async () => {
  const { host, fire, listeners } = gameHost(false);
  let asked = 0;
  const game = () => void asked++;
  const { tracker, ids } = setUp(gameSharing(host), { game });
  host['onShareAppMessage']?.(() => 1);
  await tracker.stop();
  expect(listeners()['ShareAppMessage']).toHaveLength(1);
  expect(fire('ShareAppMessage')).toEqual([1]);
  expect(asked).toBe(0);
  expect(await ids()).toEqual([]);
});

import { expect, test } from './fixtures';
import { appOn, type AppOptions } from './platforms/appOn';
import { quirks } from './platforms/quirks';

const GAME = `{ game_id: 12, game_v: '7.8.8' }`;

/** An app that records shares, with a page that is `definition`. */
function sharing(definition = 'Page({})', options: AppOptions = {}, game = GAME) {
  const app = appOn('wx', `lib.shares({ game: ${game} })`, options);
  app.run('start()');
  app.run(definition, 'pages/home.js');
  app.launch({ path: 'pages/home' });
  /** Of what is recorded, pushData's numbers. */
  const ids = async () => {
    await app.clock.advance(5000);
    return app.aids();
  };
  return { ...app, ids };
}

test('what the user shares of a page, or keeps, is a button of the game, and goes out untouched', async () => {
  const { run, share, favorite, ids } = sharing(`
    var content = { title: 'a' }, promised = Promise.resolve(content);
    Page({
      onShareAppMessage: () => content,
      onShareTimeline: () => promised,
      onAddToFavorites: () => content,
    })`);
  expect(share()).toBe(run('content'));
  expect(share('timeline')).toBe(run('promised'));
  expect(favorite()).toBe(run('content'));
  expect(await ids()).toEqual([2013, 2013, 2014]);
});

test('a page that shares nothing has no entry in the menu because of us', () => {
  const { run, open } = sharing('Page({ data: {} })');
  run('Component({ methods: {} })', 'pages/made.js');
  open('pages/made');
  const hooks = run(
    `getCurrentPages().map((page) => Object.keys(page).filter((name) => /^on/.test(name)).join())`,
  );
  expect(hooks).toEqual(['', '']);
});

test('a page that asks its component by the same name, or is injected twice, shares once', async () => {
  const before = `
    var part;
    Component = ((define) => (given) => { part = given.methods; return define(given); })(Component);
  `;
  const { share, ids } = sharing(
    `Component({ methods: { onShareAppMessage: () => 'of the part' } });
    Page({ onShareAppMessage() {} });
    Page({
      onShareAppMessage() {
        if (this.again) return part.onShareAppMessage.call({ properties: {} });
        this.again = true;
        return this.onShareAppMessage();
      },
    })`,
    { before },
  );
  expect(share()).toBe('of the part');
  expect(await ids()).toEqual([2013]);
});

test('the game is asked for each time; without one nothing is recorded, and a failure is told once', async () => {
  const { run, share, ids, requests, warned } = sharing(
    `var game; Page({ onShareAppMessage: () => 1 })`,
    {},
    '() => game()',
  );
  run('game = () => undefined');
  expect(share()).toBe(1);
  run(`game = () => Object.assign(${GAME}, { game_id: 13 })`);
  expect(share()).toBe(1);
  run(`game = () => { throw new Error('not yet'); }`);
  expect([share(), share()]).toEqual([1, 1]);
  expect(await ids()).toEqual([2013]);
  expect(decodeURIComponent(requests[0]?.body ?? '')).toContain('"game_id":13');
  expect(warned()).toEqual(['tracelet: shares: game failed: Error: not yet']);
});

test('a game is needed, and a host where nobody can hear is told of', () => {
  expect(() => sharing('', {}, 'undefined')).toThrow('game');
  const { warned } = sharing('Page({})', { before: quirks.readOnly });
  expect(warned()).toEqual([expect.stringContaining('shares')]);
});

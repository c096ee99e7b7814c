import { expect, test } from './fixtures';
import { appOn, type AppOptions } from './platforms/appOn';

/** A mini-game that records shares once `start()` is called. */
function game(options: AppOptions = {}, before = '') {
  const app = appOn('wx-game', `lib.shares({ game: { game_id: 12, game_v: '7.8.8' } })`, options);
  app.run(`var heard = []; ${before}`);
  app.run('start()');
  app.launch();
  /** Of what is recorded, pushData's numbers. */
  const ids = async () => {
    await app.clock.advance(5000);
    return app.aids();
  };
  return { ...app, ids, heard: () => app.run('heard.splice(0).join()') };
}

/** A listener of the game, which says so. */
const listener = (name: string): string =>
  `var ${name} = () => { heard.push('${name}'); return '${name}'; };`;

test('what a game has registered to be shared is a button of the game, and answers as before', async () => {
  const { run, share, favorite, ids, errors } = game();
  run(`
    var promise = Promise.resolve({ title: 'later' }), said = [];
    wx.onShareAppMessage(function () {
      'use strict';
      said.push(this, Array.from(arguments));
      return { promise };
    });
    wx.onShareTimeline(() => promise);
    wx.onAddToFavorites(() => { throw new Error('of the app'); });
  `);
  expect((share() as { promise: unknown }).promise).toBe(run('promise'));
  expect(run('said')).toEqual([undefined, [{ from: 'menu' }]]);
  expect(share('timeline')).toBe(run('promise'));
  expect(favorite()).toBeUndefined();
  expect(errors.map(({ reason }) => String(reason))).toEqual(['Error: of the app']);
  expect(await ids()).toEqual([2013, 2013, 2014]);
});

test('nothing is registered but what the game registers, and it can remove its own', async () => {
  const { run, share, heard, calls, ids } = game(
    {},
    `${listener('before')} ${listener('mine')} ${listener('other')} wx.onShareAppMessage(before)`,
  );
  expect(calls.filter((name) => /^on(Share|AddTo)/.test(name))).toEqual(['onShareAppMessage']);
  run('wx.onShareAppMessage(mine); wx.onShareAppMessage(other); wx.offShareAppMessage(mine)');
  share();
  expect(heard()).toBe('before,other');
  run('wx.offShareAppMessage(before); wx.offShareAppMessage()');
  expect(share()).toBeUndefined();
  run('wx.onShareAppMessage(mine)');
  expect(share()).toBe('mine');
  expect(heard()).toBe('mine');
  expect(await ids()).toEqual([2013, 2013]);
});

test('a tracker that stops leaves the host and the listeners of the game as if it had not been there', async () => {
  const { run, share, clock, heard, ids } = game(
    {},
    `${listener('first')} ${listener('second')}
    var names = ['ShareAppMessage', 'ShareTimeline', 'AddToFavorites'].flatMap((name) => ['on' + name, 'off' + name]);
    var originals = names.map((name) => wx[name]);`,
  );
  expect(run('names.some((name, i) => wx[name] === originals[i])')).toBe(false);
  run(`
    wx.onShareAppMessage(first); wx.onShareAppMessage(second);
    wx.onShareTimeline(first); wx.offShareTimeline();
    void tracker.stop();
  `);
  await clock.advance(1000);
  expect(run('names.every((name, i) => wx[name] === originals[i])')).toBe(true);
  share();
  share('timeline');
  expect(heard()).toBe('first,second');
  run('wx.offShareAppMessage(first)');
  share();
  expect(heard()).toBe('second');
  expect(await ids()).toEqual([]);
});

test('where listeners cannot be removed, those of a stopped tracker record nothing', async () => {
  const { run, share, clock, heard, ids } = game(
    { api: { offShareAppMessage: undefined } },
    listener('mine'),
  );
  run('wx.onShareAppMessage(mine)');
  share();
  expect(await ids()).toEqual([2013]);
  run('void tracker.stop()');
  await clock.advance(1000);
  expect(share()).toBe('mine');
  expect(heard()).toBe('mine,mine');
  expect(await ids()).toEqual([2013]);
});

test('a host that has nothing to share is told of', () => {
  const api = {
    onShareAppMessage: undefined,
    onShareTimeline: undefined,
    onAddToFavorites: undefined,
  };
  expect(game({ api }).warned()).toEqual([expect.stringContaining('shares')]);
});

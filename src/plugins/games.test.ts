import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import { MINUTE, SECOND } from '../core/units';
import { createWorld, direct } from '../fixtures';
import { games as gamesOn, type GamesOptions } from './games';

const GAME = { game_id: 12, game_v: '7.8.8' };

const setUp = (options?: GamesOptions) => {
  const receiver = createReceiver();
  const world = createWorld(receiver);
  const games = gamesOn(options);
  const tab = world.open({ endpoints: [direct.pushData()], plugins: [games] });
  const told = () =>
    receiver
      .received('pushData')
      .map(({ record: { aid, v } }) => (v === undefined ? aid : [aid, v]));
  const traces = () =>
    tab.stages
      .filter((stage) => stage.kind === 'record')
      .map(({ event }) => [event.kind, event.trace_id]);
  const { lifecycle } = tab.platform;
  const show = (state: 'visible' | 'hidden') => {
    lifecycle.setState(state);
    lifecycle.tell(state === 'visible' ? 'shown' : 'hidden');
  };
  const leave = () => {
    lifecycle.tell('leaving');
    show('hidden');
  };
  const comeBack = () => {
    lifecycle.setState('visible');
    lifecycle.tell('restored');
    lifecycle.tell('shown');
  };
  return { receiver, world, tab, games, told, traces, show, leave, comeBack };
};

test('a game is told from its loading to its exit, with the seconds of play', async () => {
  const { receiver, world, games } = setUp();
  const game = games.game(GAME);
  game.load();
  await world.clock.advance(5 * SECOND);
  game.enter();
  await world.clock.advance(42_900);
  game.button('share');
  game.jump(77);
  game.exit();
  await world.pass(3 * SECOND);
  const records = receiver.received('pushData').map(({ record }) => record);
  const of = (aid: number, more?: object) => ({
    aid,
    app_id: 15154545,
    uid: '2508E',
    ...GAME,
    ...more,
  });
  expect(records).toEqual([
    of(2001),
    of(2002),
    of(2013),
    of(2017, { v: '77' }),
    of(2003, { v: '42' }),
  ]);
});

test('all that happens from loading to exit is one operation, and the next play another', async () => {
  const { world, games, traces } = setUp();
  const game = games.game(GAME);
  game.button('favorite');
  game.load();
  game.enter();
  game.button('more');
  game.exit();
  game.enter();
  await world.pass(SECOND);
  const [early, load, enter, button, exit, next] = traces();
  expect(early).toEqual(['game_button', undefined]);
  expect(load).toEqual(['game_load', expect.stringMatching(/^[0-9A-Za-z]{32}$/)]);
  expect([enter, button, exit]).toEqual([
    ['game_enter', load?.[1]],
    ['game_button', load?.[1]],
    ['game_exit', load?.[1]],
  ]);
  expect(next?.[1]).not.toBe(load?.[1]);
});

test('time in which nobody sees the game does not count', async () => {
  const { world, games, told, show } = setUp();
  const game = games.game(GAME);
  game.enter();
  await world.clock.advance(5 * SECOND);
  show('hidden');
  await world.clock.advance(MINUTE);
  show('visible');
  await world.clock.advance(3 * SECOND);
  game.exit();
  await world.pass(3 * SECOND);
  expect(told()).toEqual([2002, [2003, '8']]);
});

test('who enters again has left before', async () => {
  const { world, games, told } = setUp();
  const game = games.game(GAME);
  game.enter();
  await world.clock.advance(4 * SECOND);
  game.enter();
  await world.clock.advance(6 * SECOND);
  game.exit();
  await world.pass(3 * SECOND);
  expect(told()).toEqual([2002, [2003, '4'], 2002, [2003, '6']]);
});

test('an exit from a game that nobody plays is ignored, and warned of once', async () => {
  const { world, tab, games, told } = setUp();
  const game = games.game(GAME);
  game.exit();
  game.enter();
  await world.clock.advance(SECOND);
  game.exit();
  game.exit();
  await world.pass(3 * SECOND);
  expect(told()).toEqual([2002, [2003, '1']]);
  expect(tab.platform.warnings).toEqual([
    'tracelet: games: exit() of game 12, which nobody had entered, is ignored',
  ]);
});

test('a page that leaves exits its games in the exit request, and enters them when it is back', async () => {
  const { world, tab, games, told, leave, comeBack } = setUp();
  const [first, second, third] = [1, 2, 3].map((game_id) => games.game({ game_id, game_v: '1' }));
  first?.enter();
  await world.clock.advance(2 * SECOND);
  second?.enter();
  third?.enter();
  third?.exit();
  await world.clock.advance(5 * SECOND);
  leave();
  // The host's own exit handlers run after ours.
  second?.exit();
  expect(tab.sent[tab.sent.length - 1]?.urgency).toBe('exit');
  const before = [2002, 2002, 2002, [2003, '0'], [2003, '7'], [2003, '5']];
  expect(told()).toEqual(before);
  await world.clock.advance(MINUTE);
  comeBack();
  await world.clock.advance(3 * SECOND);
  leave();
  await world.pass(3 * SECOND);
  expect(told()).toEqual([...before, 2002, [2003, '3']]);
  expect(tab.platform.warnings).toEqual([]);
});

test('a game that was over when the page left stays over', async () => {
  const { world, games, told, leave, comeBack } = setUp();
  const game = games.game(GAME);
  game.enter();
  game.exit();
  leave();
  comeBack();
  await world.pass(3 * SECOND);
  expect(told()).toEqual([2002, [2003, '0']]);
});

test('a game in a page that was killed is exited by the next visit, with the seconds that it had', async () => {
  const { receiver, world, tab, games, told } = setUp();
  games.game(GAME).enter();
  await world.pass(13 * SECOND);
  const never = () => new Promise<never>(() => undefined);
  Object.assign(tab.platform.storage, { keys: never, read: never, write: never, change: never });
  world.open({ endpoints: [direct.pushData()], plugins: [gamesOn()] });
  await world.pass(MINUTE);
  // The last checkpoint was at ten seconds.
  expect(told()).toEqual([2002, [2003, '10']]);
  expect(receiver.received('pushData')[1]?.record).toMatchObject(GAME);
});

test('a tracker that stops exits its games, and their handles do nothing more', async () => {
  const { world, tab, games } = setUp();
  const game = games.game(GAME);
  game.enter();
  await world.pass(9 * SECOND);
  await tab.tracker.stop();
  expect(Array.from(world.disk.values()).join()).toContain('"aid":2003');
  expect(Array.from(world.disk.values()).join()).toContain('"v":"9"');
  const onDisk = world.onDisk();
  game.enter();
  game.exit();
  await world.pass(SECOND);
  expect(world.onDisk()).toBe(onDisk);
});

test('a handle works with the tracker that is started after it, and with the next', async () => {
  const receiver = createReceiver();
  const world = createWorld(receiver);
  const games = gamesOn();
  const game = games.game(GAME);
  game.load();
  for (const play of [1, 2]) {
    const { tracker } = world.open({ endpoints: [direct.pushData()], plugins: [games] });
    game.enter();
    await world.pass(play * SECOND);
    game.exit();
    await world.pass(3 * SECOND);
    await tracker.stop();
  }
  expect(receiver.received('pushData').map(({ record: { aid, v } }) => [aid, v])).toEqual([
    [2002, undefined],
    [2003, '1'],
    [2002, undefined],
    [2003, '2'],
  ]);
});

test('an idle time that could never count is refused at the start', () => {
  expect(() => setUp({ idle: 0 })).toThrow('games: idle: 0 is too little; give milliseconds');
});

import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import type { FramesPort, ShellPort } from '../core/frames';
import { SECOND } from '../core/units';
import { createWorld, direct } from '../fixtures';
import { gameFramesOn, type GameFramesOptions } from './gameFrames';
import { gameInShellOn, type GameInShellOptions } from './gameInShell';

const GAME = { game_id: 12, game_v: '7.8.8' };
const SHELL = 'https://shell.test';
const ORIGIN = 'https://games.test';

/** Frames that are one object each, and whose messages arrive at once. */
const memoryFrames = () => {
  let tell: Parameters<FramesPort['watch']>[1] | undefined;
  const port: FramesPort = {
    watch(origins, told) {
      tell = told;
      return () => (tell = undefined);
    },
  };
  const send = (data: unknown, frame: { closed: boolean } | undefined) =>
    tell?.(structuredClone(data), frame, ORIGIN);
  return { port, send, isWatched: () => !!tell };
};

const setUp = (options: Partial<GameFramesOptions> = {}) => {
  const receiver = createReceiver();
  const world = createWorld(receiver);
  const frames = memoryFrames();
  const plugin = gameFramesOn(frames.port, { origins: [ORIGIN], ...options });
  const tab = world.open({ endpoints: [direct.pushData()], plugins: [plugin] });
  /** A frame, and the game in it. */
  const open = (options: Partial<GameInShellOptions> = {}) => {
    const frame = { closed: false };
    const warnings: string[] = [];
    const posted: unknown[] = [];
    let signal: Parameters<ShellPort['watch']>[0] = () => undefined;
    const port: ShellPort = {
      post(message, origin) {
        posted.push([message, origin]);
        frames.send(message, frame.closed ? undefined : frame);
      },
      watch(tell) {
        signal = tell;
        return () => (signal = () => undefined);
      },
    };
    const start = (more: Partial<GameInShellOptions> = {}) =>
      gameInShellOn(port, tab.platform.random, (message) => void warnings.push(message), {
        ...GAME,
        shell: SHELL,
        ...options,
        ...more,
      });
    return {
      frame,
      start,
      game: start(),
      posted,
      warnings,
      signal: (s: 'leaving' | 'restored') => signal(s),
    };
  };
  const told = () =>
    receiver
      .received('pushData')
      .map(({ record: { aid, game_id, v } }) =>
        v === undefined ? [aid, game_id] : [aid, game_id, v],
      );
  return { receiver, world, tab, frames, open, told };
};

test('a game in a frame is told as by a handle in the shell', async () => {
  const { world, tab, open, told } = setUp();
  const { game, posted } = open();
  game.load();
  game.enter();
  await world.clock.advance(7 * SECOND);
  game.button('favorite');
  game.jump(13);
  game.exit();
  game.exit();
  await world.pass(3 * SECOND);
  expect(told()).toEqual([
    [2001, 12],
    [2002, 12],
    [2014, 12],
    [2017, 12, '13'],
    [2003, 12, '7'],
  ]);
  const id = expect.stringMatching(/^[0-9A-Za-z]{20}$/);
  expect(posted.slice(0, 4)).toEqual([
    [{ tracelet: 1, id, call: 'load', ...GAME }, SHELL],
    [{ tracelet: 1, id, call: 'enter', ...GAME }, SHELL],
    [{ tracelet: 1, id, call: 'button', ...GAME, button: 'favorite' }, SHELL],
    [{ tracelet: 1, id, call: 'jump', ...GAME, target: 13 }, SHELL],
  ]);
  expect(tab.platform.warnings).toEqual([]);
});

test('two frames play their games side by side', async () => {
  const { world, open, told } = setUp();
  const [one, two] = [open({ game_id: 1 }), open({ game_id: 2 })];
  one.game.enter();
  await world.clock.advance(2 * SECOND);
  two.game.enter();
  await world.clock.advance(3 * SECOND);
  one.game.exit();
  two.game.exit();
  await world.pass(3 * SECOND);
  expect(told()).toEqual([
    [2002, 1],
    [2002, 2],
    [2003, 1, '5'],
    [2003, 2, '3'],
  ]);
});

test('a frame that is taken away exits its game within a second, said or not', async () => {
  for (const isSaid of [true, false]) {
    const { world, open, told } = setUp();
    const { game, frame, signal } = open();
    game.enter();
    await world.clock.advance(5 * SECOND);
    frame.closed = true;
    if (isSaid) signal('leaving');
    await world.clock.advance(SECOND);
    await world.pass(5 * SECOND);
    expect(told()).toEqual([
      [2002, 12],
      [2003, 12, isSaid ? '5' : '6'],
    ]);
  }
});

test('another page in a frame, or another game in its page, exits the one before', async () => {
  const { world, open, told } = setUp();
  const { game, start } = open();
  game.enter();
  await world.clock.advance(4 * SECOND);
  start({ game_id: 13 }).enter();
  await world.clock.advance(2 * SECOND);
  game.enter();
  await world.pass(3 * SECOND);
  expect(told()).toEqual([
    [2002, 12],
    [2003, 12, '4'],
    [2002, 13],
    [2003, 13, '2'],
    [2002, 12],
  ]);
});

test('a frame that is back from a cache with its shell goes on, whenever its words arrive', async () => {
  const { world, tab, open, told } = setUp();
  const { game, signal } = open();
  const over = open({ game_id: 13 });
  over.game.enter();
  over.game.exit();
  game.enter();
  await world.clock.advance(4 * SECOND);
  tab.platform.lifecycle.tell('leaving');
  tab.platform.lifecycle.setState('hidden');
  tab.platform.lifecycle.tell('hidden');
  await world.clock.advance(SECOND);
  tab.platform.lifecycle.setState('visible');
  tab.platform.lifecycle.tell('restored');
  // Said when the page left, and delivered when it was back.
  signal('leaving');
  over.signal('leaving');
  signal('restored');
  over.signal('restored');
  await world.clock.advance(3 * SECOND);
  game.exit();
  await world.pass(3 * SECOND);
  expect(told()).toEqual([
    [2002, 13],
    [2003, 13, '0'],
    [2002, 12],
    [2003, 12, '4'],
    [2002, 12],
    [2003, 12, '3'],
  ]);
});

test('a message that is not as it should be changes nothing, and is warned of once', async () => {
  const { world, tab, frames, open, told } = setUp();
  const { game, frame } = open();
  game.enter();
  const id = 'x'.repeat(20);
  const whole = { tracelet: 1, id, call: 'enter', game_id: 1, game_v: '1' };
  for (const message of [
    undefined,
    null,
    'tracelet',
    7,
    [],
    {},
    { ...whole, tracelet: 2 },
    JSON.stringify(whole),
    Object.create(whole),
  ]) {
    frames.send(message, { closed: false });
  }
  expect(tab.platform.warnings).toEqual([]);
  for (const message of [
    { tracelet: 1 },
    { ...whole, id: { toString: 'x' } },
    { ...whole, id: 'x'.repeat(65) },
    { ...whole, call: 'constructor' },
    { ...whole, call: 'stop' },
    { ...whole, game_id: 1.5 },
    { ...whole, game_id: [1] },
    { ...whole, game_v: '' },
    { ...whole, game_v: '1'.repeat(65) },
    { ...whole, call: 'button' },
    { ...whole, call: 'button', button: 'toString' },
    { ...whole, call: 'jump', target: {} },
  ]) {
    frames.send(message, frame);
    frames.send(message, { closed: false });
  }
  const ignored = (what: string) =>
    `tracelet: gameFrames: messages of ${ORIGIN} without a valid ${what} are ignored`;
  expect(tab.platform.warnings).toEqual(
    ['id, call, game_id, game_v', 'id', 'call', 'game_id', 'game_v', 'button', 'target'].map(
      ignored,
    ),
  );
  game.exit();
  await world.pass(3 * SECOND);
  expect(told()).toEqual([
    [2002, 12],
    [2003, 12, '0'],
  ]);
});

test('props that no message has are not taken over', async () => {
  const { world, receiver, frames } = setUp();
  const id = 'x'.repeat(20);
  const more = { aid: 1, uid: 'someone', trace_id: '0'.repeat(32), duration: 999 };
  const message = { tracelet: 1, id, call: 'load', ...GAME, ...more };
  frames.send(message, { closed: false });
  await world.pass(3 * SECOND);
  expect(receiver.received('pushData').map(({ record }) => record)).toEqual([
    { aid: 2001, app_id: 15154545, uid: '2508E', ...GAME },
  ]);
});

test('a flood of games is bounded', async () => {
  const { world, tab, open, told } = setUp();
  for (let i = 0; i < 50; i++) open({ game_id: i }).game.enter();
  await world.pass(3 * SECOND);
  expect(told()).toHaveLength(20);
  expect(tab.platform.warnings).toEqual([
    'tracelet: gameFrames: more than 20 games at once are ignored',
  ]);
});

test('a tracker that stops exits the games in frames, and hears no more of them', async () => {
  const { world, tab, frames, open } = setUp();
  open().game.enter();
  await world.clock.advance(4 * SECOND);
  await tab.tracker.stop();
  expect(frames.isWatched()).toBe(false);
  expect(Array.from(world.disk.values()).join()).toContain('"v":"4"');
});

test('a handle in a frame that has stopped has exited, and says nothing more', async () => {
  const { world, open, told } = setUp();
  const { game, signal } = open();
  game.enter();
  await world.clock.advance(3 * SECOND);
  game.stop();
  game.enter();
  signal('restored');
  game.stop();
  await world.pass(3 * SECOND);
  expect(told()).toEqual([
    [2002, 12],
    [2003, 12, '3'],
  ]);
});

test('a shell that is no page gets the messages by another way', async () => {
  const { frames, world, open, told } = setUp();
  const frame = { closed: false };
  const { game, posted } = open({
    post: (message) => frames.send(JSON.parse(JSON.stringify(message)), frame),
  });
  game.enter();
  game.button('lobby');
  await world.pass(3 * SECOND);
  expect(posted).toEqual([]);
  expect(told()).toEqual([
    [2002, 12],
    [2018, 12],
  ]);
});

test('a handle that cannot reach its shell throws nothing, and warns once', async () => {
  const { open } = setUp();
  const broken = () => {
    throw new Error('no bridge');
  };
  for (const [options, why] of [
    [{ shell: '*' }, 'shell: "*" is no origin; give scheme, host and port alone'],
    [
      { shell: `${SHELL}/lobby` },
      `shell: "${SHELL}/lobby" is no origin; give scheme, host and port alone`,
    ],
    [{ post: broken }, 'Error: no bridge'],
  ] as const) {
    const { game, posted, warnings } = open(options);
    game.enter();
    game.exit();
    expect(posted).toEqual([]);
    expect(warnings).toEqual([`tracelet: gameInShell: ${why}`]);
  }
  const { game } = open({ post: broken, onWarn: broken });
  expect(() => game.enter()).not.toThrow();
});

test('origins that could never match are refused at the start', () => {
  for (const [origins, why] of [
    [[], 'origins is missing: give those of the games'],
    [['*'], 'origins: "*" is no origin; give scheme, host and port alone'],
    [['null'], 'origins: "null" is no origin; give scheme, host and port alone'],
    [[`${ORIGIN}/`], `origins: "${ORIGIN}/" is no origin; give scheme, host and port alone`],
  ] as const) {
    expect(() => setUp({ origins })).toThrow(`tracelet: gameFrames: ${why}`);
  }
});

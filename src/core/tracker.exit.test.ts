import { expect, test } from 'playwright/test';
import {
  answerBy,
  createWorld,
  direct,
  imbalance,
  setUp,
  sortedPagesOf,
  type Tab,
  TOKENS,
  upTo,
  visit,
} from '../fixtures';
import type { Endpoint } from './endpoint';
import type { Reply } from './ports';
import { MINUTE, SECOND } from './units';

/** A token that an exit can use: it was fetched before. */
const withToken = async (world: ReturnType<typeof createWorld>, ...rest: [object?]) => {
  const tab = world.open([direct.behavior()], ...rest);
  visit(tab, 100);
  await world.pass(3 * SECOND);
  return tab;
};

/** A tab with one request under way, and what accepts it. */
async function underWay() {
  const { world } = setUp();
  let accept = (): void => undefined;
  const respond = () =>
    new Promise<Reply>((resolve) => {
      accept = () => resolve({ kind: 'response', status: 200, body: '{"ret":0,"msg":""}' });
    });
  const tab = world.open([direct.behavior()], { respond });
  visit(tab, 1);
  await world.pass(3 * SECOND);
  return { world, tab, accept: () => accept() };
}

test('an exit hands over in its own task, and the next visit sends nothing again', async () => {
  const { receiver, world } = setUp();
  const tab = await withToken(world);
  visit(tab, 1, 2);
  tab.platform.lifecycle.tell('leaving');
  expect(tab.sent.map(({ urgency }) => urgency)).toEqual(['ordinary', 'exit']);
  expect(world.onDisk()).toBe(0);
  const next = world.open([direct.behavior()]);
  await world.pass(5 * MINUTE);
  expect(next.sent).toEqual([]);
  expect(sortedPagesOf(receiver)).toEqual([1, 2, 100]);
  expect(next.tracker.stats()).toMatchObject({ recorded: 3, accepted: 1, handedOver: 2 });
  expect(imbalance(next, world)).toBe('');
});

test('a page that leaves at any moment of a flush takes nothing more, also where localStorage is blocked', async () => {
  class Blocked extends Map<string, string> {
    override set = (): this => this;
  }
  for (let turn = 0; turn < 40; turn++) {
    const { receiver, world } = setUp();
    const endpoint = () => direct.behavior({ exit: 'keep' });
    const tab = world.open([endpoint()], { memo: new Blocked() });
    visit(tab, 100);
    await world.pass(3 * SECOND);
    visit(tab, 1, 2);
    void tab.tracker.flush();
    for (let i = 0; i < turn; i++) await Promise.resolve();
    tab.platform.lifecycle.tell('leaving');
    const { length } = tab.sent;
    await world.pass(SECOND);
    expect(tab.sent).toHaveLength(length);
    world.open([endpoint()]);
    await world.pass(5 * MINUTE);
    expect(sortedPagesOf(receiver)).toEqual([1, 2, 100]);
  }
});

test('an exit is as many requests as it takes', async () => {
  const { receiver, world } = setUp();
  const endpoint = direct.behavior();
  const inPairs: Endpoint = {
    ...endpoint,
    encode: (batch, context) =>
      endpoint.encode({ ...batch, records: batch.records.slice(0, 2) }, context),
  };
  const tab = world.open([inPairs]);
  visit(tab, 100); // its token is there
  await world.pass(3 * SECOND);
  visit(tab, ...upTo(5));
  tab.platform.lifecycle.tell('leaving');
  expect(tab.sent.map(({ urgency }) => urgency)).toEqual(['ordinary', 'exit', 'exit', 'exit']);
  expect(sortedPagesOf(receiver)).toEqual([...upTo(5), 100]);
  expect(world.onDisk()).toBe(0);
  const next = world.open([direct.behavior()]);
  await world.pass(5 * MINUTE);
  expect(next.sent).toEqual([]);
  expect(next.tracker.stats()).toMatchObject({ recorded: 6, accepted: 1, handedOver: 5 });
});

test('what an exit could not send in its last request stays on disk', async () => {
  const { receiver, world } = setUp();
  const endpoint = direct.behavior();
  let isEnough = false;
  const onePair: Endpoint = {
    ...endpoint,
    encode(batch, context) {
      if (isEnough) throw new Error('no more');
      isEnough = batch.records.length > 1;
      return endpoint.encode({ ...batch, records: batch.records.slice(0, 2) }, context);
    },
  };
  const tab = world.open([onePair]);
  visit(tab, 100);
  await world.pass(3 * SECOND);
  visit(tab, ...upTo(5));
  tab.platform.lifecycle.tell('leaving');
  expect(world.onDisk()).toBe(3);
  world.open([direct.behavior()]);
  await world.pass(5 * MINUTE);
  expect(sortedPagesOf(receiver)).toEqual([...upTo(5), 100]);
});

test('a page that dies between an answer and its own write of it sends nothing again', async () => {
  const { world, tab, accept } = await underWay();
  const { change } = tab.platform.storage;
  Object.assign(tab.platform.storage, { change: () => new Promise(() => undefined) });
  accept();
  await world.pass(0);
  tab.platform.lifecycle.tell('leaving');
  Object.assign(tab.platform.storage, { change });
  const next = world.open([direct.behavior()]);
  await world.pass(5 * MINUTE);
  expect(next.sent).toEqual([]);
  expect(next.tracker.stats()).toMatchObject({ recorded: 1, accepted: 1 });
});

test('an answer that an exit has settled counts once, though the disk has lost that and the page is back', async () => {
  const { world, tab, accept } = await underWay();
  const { storage, lifecycle } = tab.platform;
  const { change, write } = storage;
  let comeBack = (): void => undefined;
  const isBack = new Promise<void>((resolve) => (comeBack = resolve));
  Object.assign(storage, {
    change: (...args: Parameters<typeof change>) => isBack.then(() => change(...args)),
    write: () => Promise.resolve(),
  });
  accept();
  await world.pass(0);
  lifecycle.tell('leaving');
  Object.assign(storage, { change, write });
  comeBack();
  await world.pass(0);
  lifecycle.tell('restored');
  await world.pass(MINUTE);
  expect(tab.sent).toHaveLength(1);
  expect(tab.tracker.stats()).toMatchObject({ recorded: 1, accepted: 1, waiting: 0 });
  expect(imbalance(tab, world)).toBe('');
});

test('the numbers stay right in the page that has left', async () => {
  const { world } = setUp();
  const tab = await withToken(world);
  visit(tab, 1, 2);
  tab.platform.lifecycle.tell('leaving');
  await world.pass(SECOND);
  expect(tab.tracker.stats()).toMatchObject({ recorded: 3, accepted: 1, handedOver: 2 });
  expect(imbalance(tab, world)).toBe('');
});

test('what is tracked after the exit, in the same task or later, still goes along', async () => {
  const { receiver, world } = setUp();
  const tab = await withToken(world);
  tab.platform.lifecycle.tell('leaving');
  visit(tab, 1);
  await world.pass(0);
  visit(tab, 2);
  await world.pass(0);
  expect(sortedPagesOf(receiver)).toEqual([1, 2, 100]);
});

test('a refusal of what went out at an exit is heard by the page that is back, however late', async () => {
  const { receiver, world } = setUp();
  const accept = answerBy(receiver);
  let refuse = (): void => undefined;
  const tab = world.open([direct.behavior()], {
    respond: (request, urgency) =>
      urgency === 'exit'
        ? new Promise<Reply>((resolve) => {
            refuse = () => resolve({ kind: 'response', status: 503, body: '' });
          })
        : accept(request),
  });
  visit(tab, 100);
  await world.pass(3 * SECOND);
  visit(tab, 1);
  tab.platform.lifecycle.tell('leaving');
  tab.platform.lifecycle.tell('restored');
  await world.pass(MINUTE);
  expect(sortedPagesOf(receiver)).toEqual([100]);
  refuse();
  await world.pass(MINUTE);
  expect(sortedPagesOf(receiver)).toEqual([1, 100]);
  expect(imbalance(tab, world)).toBe('');
});

test('what was tracked before the disk was open goes along with an exit', async () => {
  const { receiver, world } = setUp();
  const tab = world.open([direct.mta()]);
  tab.tracker.track('custom', { id: 'early' });
  tab.platform.lifecycle.tell('leaving');
  expect(receiver.received('mta')).toHaveLength(1);
  await world.pass(MINUTE);
  world.open([direct.mta()]);
  await world.pass(5 * MINUTE);
  expect(receiver.received('mta')).toHaveLength(1);
});

test('an exit that is larger than one request goes in several', async () => {
  const { receiver, world } = setUp();
  const tab = world.open([direct.pushData()]);
  tab.tracker.track('launch');
  await world.pass(3 * SECOND);
  for (let i = 0; i < 90; i++) tab.tracker.track('game_load', { game_id: i, game_v: '7.8.8' });
  tab.platform.lifecycle.tell('leaving');
  expect(tab.sent.length).toBeGreaterThan(2);
  expect(receiver.received('pushData')).toHaveLength(91);
  expect(world.onDisk()).toBe(0);
});

test.describe('an exit keeps on disk', () => {
  for (const [when, prepare] of [
    [
      'while the lane backs off',
      async ({ receiver, world, tab }) => {
        receiver.fail('behavior', { status: 503, retryAfter: 60, times: 1 });
        visit(tab, 1);
        await world.pass(3 * SECOND);
      },
    ],
    ['while it is offline', async ({ tab }) => tab.platform.lifecycle.setOnline(false)],
  ] as [string, (all: ReturnType<typeof setUp> & { tab: Tab }) => Promise<void>][]) {
    test(`${when}, and the next visit delivers it once`, async () => {
      const { receiver, world } = setUp();
      const tab = await withToken(world);
      await prepare({ receiver, world, tab });
      const before = tab.sent.length;
      visit(tab, 2);
      tab.platform.lifecycle.tell('leaving');
      await world.pass(0);
      expect(tab.sent).toHaveLength(before);
      const numbers = imbalance(tab, world);
      world.open([direct.behavior()]);
      await world.pass(5 * MINUTE);
      expect(sortedPagesOf(receiver).filter((id) => id === 2)).toHaveLength(1);
      expect(world.onDisk()).toBe(0);
      expect(numbers).toBe('');
    });
  }

  for (const [when, endpoint, survives] of [
    ['without a token', () => direct.behavior({ token: () => TOKENS.behavior }), true],
    ['where the endpoint says so', () => direct.behavior({ exit: 'keep' }), true],
    ['what the transport refuses', () => direct.behavior(), false],
  ] as const) {
    test(`${when}, and the next visit delivers it`, async () => {
      const { receiver, world } = setUp();
      const tab = world.open([endpoint()], { survives });
      await world.pass(0);
      visit(tab, 1);
      tab.platform.lifecycle.tell('leaving');
      expect(world.onDisk()).toBe(1);
      if (survives) expect(tab.sent).toEqual([]);
      receiver.reset();
      world.open([endpoint()]);
      await world.pass(5 * MINUTE);
      expect(sortedPagesOf(receiver)).toEqual([1]);
    });
  }

  test('what only a promise could sign', async () => {
    const { receiver, world } = setUp();
    const { signPushData } = await import('../endpoints/signPushData');
    const sign = (params: Record<string, string>) =>
      Promise.resolve(signPushData(params, 'developer_login'));
    const tab = world.open([direct.pushData({ sign })]);
    tab.tracker.track('launch');
    await world.pass(3 * SECOND);
    tab.tracker.track('load');
    tab.platform.lifecycle.tell('leaving');
    await world.pass(0);
    expect(tab.sent).toHaveLength(1);
    world.open([direct.pushData({ sign })]);
    await world.pass(5 * MINUTE);
    expect(receiver.received('pushData').map(({ record }) => record.aid)).toEqual([1000, 1001]);
  });
});

test('a sign hook that throws at an exit harms no other lane', async () => {
  const { receiver, world } = setUp();
  let isLeaving = false;
  const { signPushData } = await import('../endpoints/signPushData');
  const tab = world.open([
    direct.pushData({
      sign(params) {
        if (isLeaving) throw new Error('no');
        return signPushData(params, 'developer_login');
      },
    }),
    direct.mta(),
  ]);
  tab.tracker.track('launch');
  await world.pass(3 * SECOND);
  tab.tracker.track('load');
  tab.tracker.track('custom', { id: 'other' });
  isLeaving = true;
  tab.platform.lifecycle.tell('leaving');
  expect(receiver.received('mta').map(({ record }) => record.ei)).toEqual(['other']);
  isLeaving = false;
  world.open([direct.pushData(), direct.mta()]);
  await world.pass(5 * MINUTE);
  expect(receiver.received('pushData').map(({ record }) => record.aid)).toEqual([1000, 1001]);
  expect(receiver.received('mta')).toHaveLength(1);
});

test('a sign hook that rejects at an exit leaves no floating rejection', async () => {
  const { world } = setUp();
  let isLeaving = false;
  const { signPushData } = await import('../endpoints/signPushData');
  const tab = world.open([
    direct.pushData({
      sign: (params) =>
        isLeaving
          ? Promise.reject(new Error('no'))
          : Promise.resolve(signPushData(params, 'developer_login')),
    }),
  ]);
  tab.tracker.track('launch');
  await world.pass(3 * SECOND);
  const floating: unknown[] = [];
  const note = (reason: unknown) => void floating.push(reason);
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', note);
  isLeaving = true;
  tab.tracker.track('load');
  tab.platform.lifecycle.tell('leaving');
  await new Promise(setImmediate);
  process.removeListener('unhandledRejection', note);
  for (const other of others) process.on('unhandledRejection', other);
  expect(floating).toEqual([]);
});

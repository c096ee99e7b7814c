import { expect, test } from 'playwright/test';
import { direct, imbalance, setUp, sortedPagesOf, TOKENS, visit } from '../fixtures';
import { HOUR, MINUTE, SECOND } from './units';

/** One microtask after another: moments between which anything may happen. */
const turns = async (count: number) => {
  for (let i = 0; i < count; i++) await Promise.resolve();
};
const token = () => Promise.resolve(TOKENS.behavior);

test('a tracker that has stopped leaves everything on disk and does nothing more', async () => {
  const { receiver, world } = setUp();
  const tab = world.open([direct.behavior()]);
  await world.pass(0);
  visit(tab, 1, 2);
  await tab.tracker.stop();
  expect(world.onDisk()).toBe(2);
  visit(tab, 3);
  tab.platform.lifecycle.tell('hidden');
  tab.platform.lifecycle.tell('online');
  tab.platform.lifecycle.tell('leaving');
  await tab.tracker.flush();
  const told = tab.stages.length;
  await world.pass(HOUR);
  expect(tab.sent).toEqual([]);
  expect(tab.stages).toHaveLength(told);
  expect(world.onDisk()).toBe(2);
  world.open([direct.behavior()]);
  await world.pass(MINUTE);
  expect(sortedPagesOf(receiver)).toEqual([1, 2]);
});

test('what was tracked before the disk was open is on it when stop has resolved', async () => {
  const { world } = setUp();
  const tab = world.open([direct.behavior()]);
  visit(tab, 1, 2);
  await tab.tracker.stop();
  expect(world.onDisk()).toBe(2);
});

test('whenever a tracker stops, it sends nothing afterwards and nothing is lost or doubled', async () => {
  for (let moment = 0; moment < 120; moment += 3) {
    const { receiver, world } = setUp();
    const tab = world.open([direct.behavior({ token })]);
    visit(tab, 1);
    await turns(moment);
    visit(tab, 2);
    void tab.tracker.flush();
    await turns(moment % 40);
    await tab.tracker.stop();
    const sent = tab.sent.length;
    await world.pass(MINUTE);
    expect(tab.sent, `stopped after ${moment} turns`).toHaveLength(sent);
    world.open([direct.behavior({ token })]);
    await world.pass(5 * MINUTE);
    expect(sortedPagesOf(receiver), `stopped after ${moment} turns`).toEqual([1, 2]);
    expect(world.onDisk()).toBe(0);
  }
});

test('a tracker that stops while its token is renewed sends nothing afterwards', async () => {
  const { receiver, world } = setUp();
  let renew: (token: string) => void = () => undefined;
  let asked = 0;
  const tab = world.open([
    direct.behavior({
      token: () => (asked++ ? new Promise<string>((resolve) => (renew = resolve)) : 'stale'),
    }),
  ]);
  visit(tab, 1);
  await world.pass(3 * SECOND);
  expect(tab.sent).toHaveLength(1);
  const stopped = tab.tracker.stop();
  await world.pass(0);
  renew(TOKENS.behavior);
  await world.pass(5 * MINUTE);
  await stopped;
  expect(tab.sent).toHaveLength(1);
  world.open([direct.behavior()]);
  await world.pass(5 * MINUTE);
  expect(sortedPagesOf(receiver)).toEqual([1]);
});

test('what a tracker had leased and not sent when it stopped is free at once', async () => {
  const { receiver, world } = setUp();
  let asked = 0;
  const token = () => (asked++ ? new Promise<string>(() => undefined) : 'stale');
  const tab = world.open([direct.behavior({ token })]);
  visit(tab, 1);
  await world.pass(3 * SECOND);
  void tab.tracker.stop();
  world.open([direct.behavior()]);
  await world.pass(5 * SECOND);
  expect(sortedPagesOf(receiver)).toEqual([1]);
});

test('a tracker that stops before its disk has answered writes what was said', async () => {
  const { world } = setUp();
  const tab = world.open([direct.behavior()]);
  const never = (): Promise<never> => new Promise(() => undefined);
  Object.assign(tab.platform.storage, { keys: never, read: never });
  visit(tab, 1);
  await tab.tracker.stop();
  expect(world.onDisk()).toBe(1);
});

test('a page that leaves while its token is renewed gives up what it had leased', async () => {
  const { receiver, world } = setUp();
  let renew: (token: string) => void = () => undefined;
  let asked = 0;
  const tab = world.open([
    direct.behavior({
      token: () => (asked++ ? new Promise<string>((resolve) => (renew = resolve)) : 'stale'),
    }),
  ]);
  visit(tab, 1);
  await world.pass(3 * SECOND);
  tab.platform.lifecycle.tell('leaving');
  await world.pass(0);
  renew(TOKENS.behavior);
  await world.pass(SECOND);
  expect(tab.sent).toHaveLength(1);
  world.open([direct.behavior()]);
  await world.pass(5 * MINUTE);
  expect(sortedPagesOf(receiver)).toEqual([1]);
});

test('whenever a page leaves, nothing is lost and nothing is sent twice', async () => {
  for (let moment = 0; moment < 120; moment += 3) {
    const { receiver, world } = setUp();
    const tab = world.open([direct.behavior({ token })]);
    visit(tab, 1);
    await turns(moment);
    visit(tab, 2);
    void tab.tracker.flush();
    await turns(moment % 40);
    visit(tab, 3);
    tab.platform.lifecycle.tell('leaving');
    await world.pass(2 * MINUTE);
    const next = world.open([direct.behavior({ token })]);
    await world.pass(5 * MINUTE);
    expect(sortedPagesOf(receiver), `left after ${moment} turns`).toEqual([1, 2, 3]);
    expect(imbalance(next, world), `left after ${moment} turns`).toBe('');
    expect(next.tracker.stats().recorded).toBe(3);
  }
});

test('a page that leaves and comes back again and again loses nothing and doubles nothing', async () => {
  const { receiver, world } = setUp();
  const tab = world.open([direct.behavior({ token })]);
  for (let id = 1; id <= 60; id++) {
    visit(tab, id);
    await turns((id * 7) % 50);
    tab.platform.lifecycle.tell('leaving');
    await turns((id * 5) % 30);
    if (id % 2) await world.pass(MINUTE);
    tab.platform.lifecycle.tell('restored');
    await turns((id * 3) % 50);
  }
  await world.pass(5 * MINUTE);
  expect(sortedPagesOf(receiver)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
  expect(imbalance(tab, world)).toBe('');
});

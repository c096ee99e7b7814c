import { expect, test } from 'playwright/test';
import { memoryClock } from '../memory/clock';
import type { Signal } from '../../core/ports';
import { wxLifecycle } from './lifecycle';
import type { WxLike } from './wxLike';

/** A host with these events, which `tell` makes happen. */
function createHost(events: readonly string[], more: object = {}) {
  const listeners = new Map<string, Set<(value: never) => void>>();
  const wx: Record<string, unknown> = { ...more };
  for (const event of events) {
    const own = new Set<(value: never) => void>();
    listeners.set(event, own);
    wx[`on${event}`] = (listener: (value: never) => void) => own.add(listener);
    wx[`off${event}`] = (listener: (value: never) => void) => own.delete(listener);
  }
  const said: string[] = [];
  const clock = memoryClock();
  const lifecycle = wxLifecycle(wx as unknown as WxLike, clock, () => said.push('after hide'));
  return {
    lifecycle,
    clock,
    said,
    note: (signal: Signal) => void said.push(`${signal} ${lifecycle.state()}`),
    tell: (event: string, value: unknown = undefined) =>
      listeners.get(event)?.forEach((listener) => listener(value as never)),
    listening: () => [...listeners.values()].reduce((sum, { size }) => sum + size, 0),
  };
}

for (const [what, prefix] of [
  ['a miniprogram', 'App'],
  ['a mini-game', ''],
] as const) {
  test(`${what} is shown and hidden, and what has to be done after hiding comes last`, () => {
    const { lifecycle, said, note, tell, listening } = createHost([
      `${prefix}Show`,
      `${prefix}Hide`,
    ]);
    const stop = lifecycle.subscribe(note);
    expect(lifecycle.state()).toBe('visible');
    tell(`${prefix}Hide`);
    tell(`${prefix}Show`);
    expect(said).toEqual(['hidden hidden', 'after hide', 'shown visible']);
    stop();
    expect(listening()).toBe(0);
  });
}

test('a miniprogram that has the events of a mini-game, too, is heard once', () => {
  const { lifecycle, said, note, tell } = createHost(['AppShow', 'AppHide', 'Show', 'Hide']);
  lifecycle.subscribe(note);
  tell('AppHide');
  tell('Hide');
  expect(said).toEqual(['hidden hidden', 'after hide']);
});

test('the network goes and comes, and may be gone at the start', () => {
  const getNetworkType = ({ success }: { success: (type: object) => void }) =>
    success({ networkType: 'none' });
  const { lifecycle, said, note, tell } = createHost(['NetworkStatusChange'], { getNetworkType });
  expect(lifecycle.online()).toBe(true);
  lifecycle.subscribe(note);
  expect(lifecycle.online()).toBe(false);
  tell('NetworkStatusChange', { isConnected: true });
  expect(lifecycle.online()).toBe(true);
  tell('NetworkStatusChange', { isConnected: false });
  expect(lifecycle.online()).toBe(false);
  expect(said).toEqual(['online visible']);
});

test('after an interruption the network is as good as new when the app is shown, once', () => {
  const { lifecycle, said, note, tell } = createHost(['AppShow', 'AppHide']);
  lifecycle.subscribe(note);
  tell('AppHide');
  lifecycle.onInterrupted();
  tell('AppShow');
  tell('AppShow');
  expect(said.slice(2)).toEqual(['shown visible', 'online visible', 'shown visible']);
});

test('an interruption of which the app hears after it was shown is made good a second later', async () => {
  const { lifecycle, clock, said, note, tell } = createHost(['AppShow', 'AppHide']);
  lifecycle.subscribe(note);
  tell('AppHide');
  tell('AppShow');
  lifecycle.onInterrupted();
  lifecycle.onInterrupted();
  expect(said.slice(2)).toEqual(['shown visible']);
  await clock.advance(5000);
  expect(said.slice(2)).toEqual(['shown visible', 'online visible']);
});

test('a network that has come while nobody heard of it is there when the app is shown', () => {
  let networkType = 'none';
  const getNetworkType = ({ success }: { success: (type: object) => void }) =>
    success({ networkType });
  const { lifecycle, said, note, tell } = createHost(['AppShow', 'AppHide'], { getNetworkType });
  lifecycle.subscribe(note);
  tell('AppHide');
  networkType = '4g';
  tell('AppShow');
  tell('AppShow');
  expect(lifecycle.online()).toBe(true);
  expect(said.slice(2)).toEqual(['shown visible', 'online visible', 'shown visible']);
});

test('a host that says nothing of the network does no harm', () => {
  const getNetworkType = ({ success }: { success: (type?: object) => void }) => success();
  const { lifecycle, note, tell } = createHost(['NetworkStatusChange'], { getNetworkType });
  lifecycle.subscribe(note);
  tell('NetworkStatusChange');
  expect(lifecycle.online()).toBe(true);
});

test('listeners are the host’s for as long as anybody listens', () => {
  const { lifecycle, note, listening } = createHost(['AppShow', 'AppHide']);
  const stops = [lifecycle.subscribe(note), lifecycle.subscribe(() => undefined)];
  expect(listening()).toBe(2);
  stops[0]?.();
  expect(listening()).toBe(2);
  stops[1]?.();
  expect(listening()).toBe(0);
});

test('a host without any of these does no harm', () => {
  const { lifecycle, note } = createHost([]);
  lifecycle.subscribe(note)();
  expect([lifecycle.state(), lifecycle.online()]).toEqual(['visible', true]);
});

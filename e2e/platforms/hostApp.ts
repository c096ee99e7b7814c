import { createReceiver } from '../../demo/receiver.mjs';
import type { FlushResult, Stats } from '../../src/index';
import { createHost, type Host, type HostOptions, type Profile } from '../../src/testing';
import { expect } from '../fixtures';
import type { App } from './app';
import { askReceiver } from './askReceiver';
import { hostAnswer } from './hostAnswer';

/** What is in the app's global. */
interface Realm {
  tracker: { flush(): Promise<FlushResult>; stats(): Stats };
  readonly warned: readonly string[];
}

const starting = (entry: string): string => `
  var { createTracker, mta } = require('tracelet/${entry}');
  var warned = [];
  var tracker = createTracker({
    endpoints: [
      mta({ url: 'https://mta.test/mstat/submit', appKey: 'if8888mta', cui: '13823965426' }),
    ],
    onWarn: (message) => warned.push(message),
  });
`;

/** The built package in a fake of a platform. */
export async function hostApp(profile: Profile, options: HostOptions): Promise<App> {
  const receiver = createReceiver();
  const disk = new Map<string, string>();
  const errors: string[] = [];
  let wasOnline = true;
  let host: Host | undefined;
  const running = (): Host => {
    if (!host) throw new Error('the app is not running');
    return host;
  };
  const realm = (): Realm => running().global as unknown as Realm;

  const respond: NonNullable<HostOptions['respond']> = (request) =>
    hostAnswer(askReceiver(receiver, 'mta', request));

  async function start(): Promise<void> {
    const now = host ? { start: host.clock.now() + 1000 } : {};
    host = createHost(profile, { respond, disk, asyncWrites: 'lost', ...now, ...options });
    host.setOnline(wasOnline);
    host.run(starting(profile === 'wx-game' ? 'minigame' : 'miniprogram'));
    host.launch();
    await host.clock.advance(1000);
  }

  /** What comes of `promise` of the app, whose callbacks take time. */
  async function settled<T>(promise: Promise<T>): Promise<T> {
    let result: { value: T } | undefined;
    void promise.then((value) => {
      result = { value };
    });
    for (let i = 0; i < 1000 && !result; i++) await running().clock.advance(100);
    if (!result) throw new Error('nothing comes of it');
    return result.value;
  }

  await start();
  return {
    receiver,
    hearsDates: profile !== 'my',
    fail: (fault) => receiver.fail('mta', fault),
    async track(length, from = 0) {
      running().run(
        `for (let i = ${from}; i < ${from + length}; i++) tracker.track('custom', { id: 'event-' + i });`,
      );
      await Promise.resolve();
    },
    flush: () => settled(realm().tracker.flush()),
    stats: () => Promise.resolve(realm().tracker.stats()),
    async setOnline(isOnline) {
      wasOnline = isOnline;
      running().setOnline(isOnline);
      await Promise.resolve();
    },
    async hide() {
      running().hide();
      await Promise.resolve();
    },
    async show() {
      running().show();
      await Promise.resolve();
    },
    async fillDisk() {
      running().failStorage('the disk is full');
      await Promise.resolve();
    },
    async kill() {
      errors.push(...running().errors.map(({ reason }) => String(reason)));
      running().kill();
      await Promise.resolve();
    },
    start,
    pass: (milliseconds) => running().clock.advance(milliseconds),
    async passUntil(isSo, milliseconds) {
      for (let passed = 0; passed < milliseconds && !isSo(); passed += 100) {
        await running().clock.advance(100);
      }
      expect(isSo()).toBe(true);
    },
    warnings: () => Promise.resolve([...realm().warned]),
    get errors() {
      return [...errors, ...running().errors.map(({ reason }) => String(reason))];
    },
    end: () => Promise.resolve(running().kill()),
  };
}

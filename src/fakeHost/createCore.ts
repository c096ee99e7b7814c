import { alipayDialect, createAnswers, wxDialect } from './answers';
import { createAsyncWrites } from './asyncWrites';
import { createClock } from './clock';
import type { Core } from './core';
import { ALIPAY_KEY_LIMIT, createDisk, KEY_LIMIT } from './disk';
import { createListeners } from './listeners';
import { createNetwork } from './network';
import { createRealm } from './realm';
import { createThread } from './thread';
import type { HostOptions, Profile } from './types';

/** 2026-01-05 09:00 in China. */
const START = Date.UTC(2026, 0, 5, 1);

/** The world in which a platform's API works. */
export function createCore(profile: Profile, options: HostOptions): Core {
  const clock = createClock(options.start ?? START);
  const thread = createThread(clock);
  const realm = createRealm(clock, thread, options.realm);
  const isAlipay = profile === 'my';
  const dialect = isAlipay ? alipayDialect : wxDialect(profile === 'wx' || profile === 'wx-game');
  const disk = createDisk(
    options.disk ?? new Map<string, string>(),
    isAlipay ? ALIPAY_KEY_LIMIT : KEY_LIMIT,
  );
  return {
    profile,
    options,
    clock,
    thread,
    realm,
    disk,
    answers: createAnswers(clock, thread, realm, dialect),
    asyncWrites: createAsyncWrites(clock, disk, options.asyncWrites ?? 'kept'),
    network: createNetwork(clock, thread, options),
    listeners: () => createListeners(thread),
  };
}

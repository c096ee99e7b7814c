import type { Platform, RandomPort } from '../../core/ports';
import { memoryClock, type MemoryClock } from './clock';
import { memoryLifecycle, type MemoryLifecycle } from './lifecycle';
import { memoryMemo } from './memo';
import { memoryPage, type MemoryPage } from './page';
import { memoryStorage } from './storage';
import { memoryTransport, type Respond } from './transport';

export interface MemoryPlatform extends Platform {
  readonly clock: MemoryClock;
  readonly lifecycle: MemoryLifecycle;
  readonly page: MemoryPage;
  /** What was warned about. */
  readonly warnings: string[];
}

export interface MemoryPlatformOptions {
  respond: Respond;
  /** The disk; two platforms with one are two tabs, or two visits. */
  disk?: Map<string, string>;
  /** Of the memo, likewise. */
  memo?: Map<string, string>;
  /** Of a tab; two platforms with one are two pages in it. */
  tab?: Map<string, string>;
  refusesTracking?: boolean;
  clock?: MemoryClock;
  path?: string;
  cameFrom?: string;
  surface?: Platform['device']['surface'];
}

/** Xorshift: the same in every run, and no two platforms alike. */
function memoryRandom(): RandomPort {
  const next = (): number => {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    return seed >>> 0;
  };
  return {
    bytes: (count) => Array.from({ length: count }, () => next() % 256),
    fraction: () => next() / 2 ** 32,
  };
}
let seed = 0x2545f491;

/** A platform without a browser: time moves when it is told to, and requests go to a function. */
export function memoryPlatform({
  respond,
  disk,
  memo,
  tab,
  refusesTracking,
  clock = memoryClock(),
  path,
  cameFrom,
  surface = 'h5',
}: MemoryPlatformOptions): MemoryPlatform {
  const warnings: string[] = [];
  return {
    storage: memoryStorage(disk),
    memo: memoryMemo(memo),
    tabMemo: memoryMemo(tab),
    transport: memoryTransport(respond),
    lifecycle: memoryLifecycle(),
    clock,
    random: memoryRandom(),
    page: memoryPage(path, cameFrom),
    device: { os: 'other', surface, refusesTracking },
    warnings,
    warn: (message) => void warnings.push(message),
  };
}

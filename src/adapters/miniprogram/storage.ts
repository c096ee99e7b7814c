import type { Entry, StoragePort } from '../../core/ports';
import { memoryStorage } from '../memory/storage';
import type { WxLike } from './wxLike';

/**
 * The host's storage. One app has one thread, and these calls are synchronous, so each is atomic by
 * itself. When the host refuses (10 MB are full), memory serves until the app ends.
 */
export function wxStorage(wx: WxLike, warn: (message: string) => void): StoragePort {
  const memory = memoryStorage();
  let isBroken = false;

  function put(entries: readonly Entry[]): void {
    for (const [key, value] of entries) {
      if (value === undefined) wx.removeStorageSync(key);
      else wx.setStorageSync(key, value);
    }
  }

  /** A missing key reads as an empty string, and a key may hold somebody else's value. */
  function get(key: string): string | undefined {
    const value = wx.getStorageSync(key);
    return typeof value === 'string' && value ? value : undefined;
  }

  async function onDisk<T>(work: () => T, instead: () => Promise<T>): Promise<T> {
    try {
      if (!isBroken) return work();
    } catch (e) {
      isBroken = true;
      warn(`tracelet: events are kept in memory only, the storage refuses: ${String(e)}`);
    }
    return instead();
  }

  return {
    keys: (prefix) =>
      onDisk(
        () =>
          wx
            .getStorageInfoSync()
            .keys.filter((key) => key.indexOf(prefix) === 0)
            .sort(),
        () => memory.keys(prefix),
      ),
    read: (keys, use) =>
      onDisk(
        () => use(keys.map(get)),
        () => memory.read(keys, use),
      ),
    write: (entries) =>
      onDisk(
        () => put(entries),
        () => memory.write(entries),
      ),
    change: (keys, decide) =>
      onDisk(
        () => put(decide(keys.map(get), true)),
        () => memory.change(keys, decide),
      ),
    // The host's storage has taken what it was given, or holds nothing more.
    unsaved: () => [],
    close: () => Promise.resolve(),
  };
}

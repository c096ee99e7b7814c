import { NativePromise } from '../../core/nativePromise';
import type { Entry, StoragePort } from '../../core/ports';
import { ask } from './ask';
import { asText } from './asText';
import { messageOf } from './messageOf';
import type { WxLike } from './wxLike';

/** Why something is asked synchronously. */
const HIDDEN = new Error('hidden');

/** What stands in a host's storage, for all trackers: one that is stopping still writes. */
interface Contents {
  /** All that is known: `undefined` is known to be missing. */
  readonly known: Map<string, string | undefined>;
  /** What the disk does not hold yet, or refuses. */
  readonly unsaved: Set<string>;
  /** What the host is writing: one call for a key at a time, or the older one might come last. */
  readonly writing: Map<string, Promise<void>>;
}

const contentsOf = new WeakMap<object, Contents>();

export interface WxStorage extends StoragePort {
  /** Writes at once what the disk does not hold yet: the app may end without another word. */
  saveAll(): void;
}

/**
 * The host's storage. An app has one thread and no other tab, so what it has read or written once is known
 * from then on, and a change is atomic without the disk. Calls are asynchronous as long as anybody looks, since
 * synchronous ones hold up the app; when it is hidden it may end at any moment, and they are not.
 */
export function wxStorage(
  wx: WxLike,
  isHidden: () => boolean,
  warn: (message: string) => void,
  host: object = wx,
): WxStorage {
  const contents = contentsOf.get(host) || {
    known: new Map<string, string | undefined>(),
    unsaved: new Set<string>(),
    writing: new Map<string, Promise<void>>(),
  };
  contentsOf.set(host, contents);
  const { known, unsaved, writing } = contents;
  /** Calls that go on without waiting for the host. */
  const hurries = new Set<() => void>();
  let hasWarned = false;

  function refuse(why: unknown): void {
    if (hasWarned) return;
    hasWarned = true;
    warn(`tracelet: events are kept in memory only, the storage refuses: ${messageOf(why)}`);
  }

  /** Resolves when the host has taken or refused what is known of `key`. */
  async function save(key: string): Promise<void> {
    const value = known.get(key);
    let why: unknown;
    try {
      await ask<unknown>((success, fail) =>
        value === undefined
          ? wx.removeStorage({ key, success: success as () => void, fail })
          : wx.setStorage({ key, data: value, success: success as () => void, fail }),
      );
    } catch (e) {
      why = e;
    }
    // Written again meanwhile.
    if (known.get(key) !== value) return isHidden() ? saveSync(key) : save(key);
    if (!why) unsaved.delete(key);
    // What cannot be deleted is told when that fails synchronously, too: it may be that it was not there. And the app may have
    // been hidden meanwhile, and all been written at once.
    else if (value !== undefined && unsaved.has(key)) refuse(why);
    // There may be room now for what was refused.
    if (!why) retry();
  }

  function start(key: string): Promise<void> {
    const now = writing.get(key) || save(key).then(() => void writing.delete(key));
    writing.set(key, now);
    return now;
  }

  const retry = (): void => unsaved.forEach((key) => void start(key));

  function saveSync(key: string): void {
    const value = known.get(key);
    try {
      if (value === undefined) wx.removeStorageSync(key);
      else wx.setStorageSync(key, value);
      unsaved.delete(key);
    } catch (e) {
      refuse(e);
    }
  }

  function saveAllSync(): void {
    // Once more, as long as what was deleted makes room.
    for (let left = Infinity; unsaved.size < left;) {
      left = unsaved.size;
      unsaved.forEach(saveSync);
    }
  }

  /** What the host answers; rejects where it does not, or where the app is hidden: nobody waits then. */
  const asked = <T>(call: Parameters<typeof ask<T>>[0]): Promise<T> =>
    new NativePromise((resolve, reject) => {
      const hurry = (): void => reject(HIDDEN);
      if (isHidden()) return hurry();
      hurries.add(hurry);
      const end = (): void => void hurries.delete(hurry);
      ask(call).then(resolve, reject).then(end, end);
    });

  async function put(entries: readonly Entry[]): Promise<void> {
    for (const [key, value] of entries) {
      known.set(key, value);
      unsaved.add(key);
    }
    if (isHidden()) return saveAllSync();
    await NativePromise.all(entries.map(([key]) => start(key)));
  }

  /** From the disk, unless something is known by the time it answers. Whether it has answered: it may do better next time. */
  async function load(key: string): Promise<boolean> {
    let value: unknown;
    try {
      ({ data: value } = await asked<{ readonly data: unknown }>((success, fail) =>
        wx.getStorage({ key, success, fail }),
      ));
    } catch (why) {
      // Where it does not say that there is no such key, something else is wrong.
      if (!/not found/.test(messageOf(why))) {
        try {
          value = wx.getStorageSync(key);
        } catch (e) {
          refuse(e);
          return false;
        }
      }
    }
    if (!known.has(key)) known.set(key, asText(value));
    return true;
  }

  /** Resolves when all of `keys` are known, or the disk has failed to tell of one. */
  async function learn(keys: readonly string[]): Promise<boolean> {
    const missing = keys.filter((key) => !known.has(key));
    return (await NativePromise.all(missing.map(load))).indexOf(false) < 0;
  }

  const valuesOf = (keys: readonly string[]): (string | undefined)[] =>
    keys.map((key) => known.get(key));

  async function keysOnDisk(): Promise<readonly string[]> {
    try {
      return (
        await asked<{ readonly keys: readonly string[] }>((success, fail) =>
          wx.getStorageInfo({ success, fail }),
        )
      ).keys;
    } catch (e) {
      try {
        return wx.getStorageInfoSync().keys;
      } catch (e) {
        refuse(e);
        return [];
      }
    }
  }

  return {
    async keys(prefix) {
      // Asked for now and then, and the disk may be well again.
      retry();
      const found = new Set(await keysOnDisk());
      known.forEach((value, key) => {
        if (value === undefined) found.delete(key);
        else found.add(key);
      });
      return [...found].filter((key) => key.indexOf(prefix) === 0).sort();
    },
    async read(keys, use) {
      await learn(keys);
      use(valuesOf(keys));
    },
    write: put,
    async change(keys, decide) {
      const isDisk = await learn(keys);
      await put(decide(valuesOf(keys), isDisk));
    },
    unsaved: () => [...unsaved].map((key) => [key, known.get(key)] as const),
    saveAll() {
      hurries.forEach((hurry) => hurry());
      saveAllSync();
    },
    close: () => NativePromise.all(writing.values()).then(() => undefined),
  };
}

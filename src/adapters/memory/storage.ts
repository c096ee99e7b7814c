import type { Entry, StoragePort } from '../../core/ports';

/** A disk that is gone with the page; tests share one `Map` between pages. */
export function memoryStorage(values = new Map<string, string>()): StoragePort {
  const put = (entries: readonly Entry[]): void => {
    for (const [key, value] of entries) {
      if (value === undefined) values.delete(key);
      else values.set(key, value);
    }
  };
  /** As IndexedDB, which takes no `undefined` for a key. */
  const valuesOf = (keys: readonly string[]): (string | undefined)[] => {
    if (keys.some((key) => typeof key !== 'string')) throw new TypeError('no valid key');
    return keys.map((key) => values.get(key));
  };
  return {
    keys: (prefix) =>
      Promise.resolve(
        Array.from(values.keys())
          .filter((key) => key.indexOf(prefix) === 0)
          .sort(),
      ),
    read: (keys, use) => Promise.resolve(use(valuesOf(keys))),
    write: (entries) => Promise.resolve(put(entries)),
    change: (keys, decide) => Promise.resolve(put(decide(valuesOf(keys), true))),
    unsaved: () => [],
    close: () => Promise.resolve(),
  };
}

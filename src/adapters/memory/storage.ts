import type { Entry, StoragePort } from '../../core/ports';

/** A disk that is gone with the page; tests share one `Map` between pages. */
export function memoryStorage(values = new Map<string, string>()): StoragePort {
  const put = (entries: readonly Entry[]): void => {
    for (const [key, value] of entries) {
      if (value === undefined) values.delete(key);
      else values.set(key, value);
    }
  };
  return {
    keys: (prefix) =>
      Promise.resolve(
        Array.from(values.keys())
          .filter((key) => key.indexOf(prefix) === 0)
          .sort(),
      ),
    read: (keys, use) => Promise.resolve(use(keys.map((key) => values.get(key)))),
    write: (entries) => Promise.resolve(put(entries)),
    change: (keys, decide) =>
      Promise.resolve(
        put(
          decide(
            keys.map((key) => values.get(key)),
            true,
          ),
        ),
      ),
    unsaved: () => [],
    close: () => Promise.resolve(),
  };
}

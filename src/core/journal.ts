import { NativePromise } from './nativePromise';
import type { Entry, StoragePort } from './ports';

/** Collects what one task writes, from whichever lane, into one transaction at its end. */
export interface Journal {
  /** Writes `value()` under `key` at the end of this task; the last one for a key holds. */
  put(key: string, value: () => string | undefined): void;
  /** Starts the transaction now: nothing runs after the end of a page. */
  commit(isLeaving?: boolean): void;
  /** Forgets what waits. */
  clear(): void;
}

/** `onLeaving` hears what is written last: by a commit of an exit, and by all of a page that `hasLeft`. */
export function createJournal(
  storage: StoragePort,
  onLeaving: (entries: readonly Entry[]) => void,
  hasLeft: () => boolean,
): Journal {
  const waiting = new Map<string, () => string | undefined>();

  function commit(isLeaving = hasLeft()): void {
    if (!waiting.size) return;
    let entries: readonly Entry[] = [];
    // No `Array.from`, which Prototype.js and MooTools replace by one that knows no maps.
    waiting.forEach((value, key) => {
      try {
        entries = [...entries, [key, value()]];
      } catch (e) {
        /* a host's broken `toJSON`: memory has it, and the next task tries again */
      }
    });
    waiting.clear();
    void storage.write(entries, isLeaving);
    if (isLeaving) onLeaving(entries);
  }

  return {
    put(key, value) {
      // A microtask is still the same task to a kill, and costs one transaction for any number of calls.
      if (!waiting.size) void NativePromise.resolve().then(() => commit());
      waiting.set(key, value);
    },
    commit,
    clear: () => waiting.clear(),
  };
}

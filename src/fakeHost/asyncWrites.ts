import type { InnerClock } from './clock';
import type { Disk } from './disk';
import type { HostOptions } from './types';

export interface AsyncWrites {
  /** Writes, or deletes with `undefined`, by an asynchronous call; `landed` hears what the platform says. */
  start(key: string, text: string | undefined): () => string | undefined;
  /** Reads by an asynchronous call, after what was called before it. */
  read<T>(look: () => T): () => T;
  /** The app is killed in this instant. */
  kill(): void;
}

/** What becomes of asynchronous writes between the call and its callback. */
export function createAsyncWrites(
  clock: InnerClock,
  disk: Disk,
  mode: NonNullable<HostOptions['asyncWrites']>,
): AsyncWrites {
  let fresh: { readonly at: number; readonly undo: () => void }[] = [];

  function apply(key: string, text: string | undefined): string | undefined {
    if (disk.broken()) return disk.broken();
    if (text !== undefined) return disk.set(key, text);
    disk.remove(key);
    return undefined;
  }

  return {
    start(key, text) {
      if (mode === 'late') return () => apply(key, text);
      const before = disk.get(key);
      const problem = apply(key, text);
      if (mode === 'lost' && !problem) {
        fresh = fresh.filter(({ at }) => at === clock.monotonic());
        const undo = (): void => {
          // A synchronous write since then has reached the disk by itself.
          if (disk.get(key) === text) apply(key, before);
        };
        fresh.push({ at: clock.monotonic(), undo });
      }
      return () => problem;
    },
    read(look) {
      if (mode === 'late') return look;
      const seen = look();
      return () => seen;
    },
    kill() {
      fresh
        .filter(({ at }) => at === clock.monotonic())
        .reverse()
        .forEach(({ undo }) => undo());
    },
  };
}

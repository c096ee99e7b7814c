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

/** Of one key, in one instant. */
interface Fresh {
  readonly at: number;
  /** What stood there before. */
  readonly before: string | undefined;
  /** How often the key had changed then. */
  readonly changes: number;
}

/** What becomes of asynchronous writes between the call and its callback. */
export function createAsyncWrites(
  clock: InnerClock,
  disk: Disk,
  mode: NonNullable<HostOptions['asyncWrites']>,
): AsyncWrites {
  const fresh = new Map<string, Fresh>();

  function apply(key: string, text: string | undefined): string | undefined {
    if (disk.broken()) return disk.broken();
    if (text !== undefined) return disk.set(key, text);
    disk.remove(key);
    return undefined;
  }

  return {
    start(key, text) {
      if (mode === 'late') return () => apply(key, text);
      const known = fresh.get(key);
      const isSame = known?.at === clock.monotonic() && known.changes === disk.changes(key);
      const before = isSame ? known.before : disk.get(key);
      const problem = apply(key, text);
      fresh.set(key, { at: clock.monotonic(), before, changes: disk.changes(key) });
      return () => problem;
    },
    read(look) {
      if (mode === 'late') return look;
      const seen = look();
      return () => seen;
    },
    kill() {
      if (mode !== 'lost') return;
      fresh.forEach(({ at, before, changes }, key) => {
        // A synchronous write since then has reached the disk by itself.
        if (at === clock.monotonic() && changes === disk.changes(key)) apply(key, before);
      });
    },
  };
}

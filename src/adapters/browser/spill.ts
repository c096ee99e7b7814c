import { parseJson, toJson } from '../../core/json';
import type { Entry, MemoPort } from '../../core/ports';

/**
 * Where a page that leaves before the database is open puts what it has. The memo takes it in the
 * same task; it reaches the disk too late to outlive a kill, and in time to outlive a navigation.
 */
export interface Spill {
  put(entries: readonly Entry[]): void;
  /** What earlier pages have put, once. */
  take(): readonly Entry[];
}

export function createSpill(memo: MemoPort, key: string): Spill {
  function take(): readonly Entry[] {
    const text = memo.get(key);
    memo.set(key, undefined);
    try {
      // JSON has no `undefined`, which deletes, and would make it a value.
      return ((text ? parseJson(text) : []) as Entry[]).map(([key, value]) => [
        key,
        value || undefined,
      ]);
    } catch (e) {
      return []; // not ours
    }
  }
  return {
    take,
    put: (entries) => memo.set(key, toJson([...take(), ...entries])),
  };
}

import { parseBatch } from './batch';
import { parseJson, toJson } from './json';
import type { Entry, MemoPort, StoragePort } from './ports';

/** Characters that one exit may leave in the memo, which is written while the page waits, and holds 5 MB. */
const ROOM = 100_000;

/**
 * What a page has written last, in a second place. The write that takes off the disk what was handed
 * over dies with the page if it has to queue behind an earlier one, and then that would go out again.
 */
export interface LastWrites {
  note(entries: readonly Entry[]): void;
  /** Does again what earlier pages have written in vain. */
  restore(): Promise<void>;
  forget(): void;
}

export function createLastWrites(key: string, memo: MemoPort, storage: StoragePort): LastWrites {
  function read(): Entry[] {
    try {
      const entries: unknown = parseJson(memo.get(key) || '[]');
      return Array.isArray(entries) ? (entries as Entry[]) : [];
    } catch (e) {
      return [];
    }
  }

  return {
    note(entries) {
      let room = ROOM;
      // What is too large is left out, and what comes after it is not.
      const noted = entries.filter(
        ([, { length } = '']) => length <= room && (room -= length) >= 0,
      );
      memo.set(key, toJson([...read(), ...noted]));
    },
    async restore() {
      const entries = read();
      if (!entries.length) return;
      await storage.change(
        entries.map(([key]) => key),
        (texts) =>
          entries.filter(([key, text], i) => {
            const [before, after] = [parseBatch(key, texts[i]), parseBatch(key, text)];
            // Whoever has touched it since has made its number higher, or has taken it away.
            return before && after && before.attempts < after.attempts;
          }),
      );
      memo.set(key, undefined);
    },
    forget: () => memo.set(key, undefined),
  };
}

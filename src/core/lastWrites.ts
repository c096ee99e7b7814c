import { parseBatch } from './batch';
import { parseJson, toJson } from './json';
import type { Entry, MemoPort, StoragePort } from './ports';

/** Characters that one exit may leave in the memo, which is written while the page waits, and holds 5 MB. */
const ROOM = 100_000;

/**
 * What pages have written last, in a second place: a write at an exit dies with the page if the disk
 * is not open, or has an earlier one to finish. Then what was new would be gone, and what was handed
 * over would go out again.
 */
export interface LastWrites {
  note(entries: readonly Entry[]): void;
  /** Does again what pages that have left wrote in vain. To be called before their batches are taken. */
  restore(): Promise<void>;
  forget(): void;
}

/** `newId` names what stands in the memo at one time, and `key` its place there and on disk. */
export function createLastWrites(
  key: string,
  memo: MemoPort,
  storage: StoragePort,
  newId: () => string,
): LastWrites {
  /** The name of what stands there, and that. */
  function read(): readonly [id?: string, ...entries: Entry[]] {
    try {
      const [id, ...entries] = parseJson(memo.get(key) || '[]') as [string, ...Entry[]];
      return [id, ...entries.map(([key, text]) => [`${key}`, `${text}`] as const)];
    } catch (e) {
      return []; // not ours
    }
  }

  return {
    note(written) {
      let room = ROOM;
      const [, ...entries] = read();
      // What is too large is left out, and what comes after it is not; nor is there anything to delete twice.
      const noted = [...storage.unsaved(), ...written].filter(
        ([, text]) => text && text.length <= room && (room -= text.length) >= 0,
      );
      memo.set(key, toJson([newId(), ...new Map([...entries, ...noted])]));
    },
    async restore() {
      const [id, ...entries] = read();
      if (!entries.length) return;
      await storage.change([key, ...entries.map(([key]) => key)], ([done, ...texts]) => {
        // The memo is emptied later than the disk is written, and a browser may be killed in between.
        if (done === id) return [];
        const lost = entries.filter(([key, text], i) => {
          const [before, after] = [parseBatch(key, texts[i]), parseBatch(key, text)];
          // Whoever has touched it since has made its number higher, or has taken it away.
          return before && after ? before.attempts < after.attempts : texts[i] === undefined;
        });
        return [...lost, [key, id]];
      });
      memo.set(key, undefined);
    },
    forget: () => memo.set(key, undefined),
  };
}

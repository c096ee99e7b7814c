import { parseBatch } from './batch';
import { parseJson, toJson } from './json';
import type { Entry, MemoPort, StoragePort } from './ports';

/** Characters that one exit may leave in the memo, which holds five million: a burst of 5,000 events has 700,000. */
const ROOM = 1_000_000;

/**
 * What pages have written last, in a second place: a write at an exit dies with the page if the disk
 * is not open, or has an earlier one to finish. Then what was new would be gone, and what was handed
 * over would go out again.
 */
export interface LastWrites {
  note(entries: readonly Entry[]): void;
  /**
   * Does again what pages that have left wrote in vain. To be called before their batches are taken; it answers
   * what tells at that moment whether none has left since.
   */
  restore(): Promise<() => boolean>;
  forget(): void;
}

/** An entry that some exit has written. */
type Note = readonly [exit: string, key: string, text: string];

/** Exits of which the disk remembers that they have been done again; more than ever stand in the memo. */
const REMEMBERED = 50;

/** `newId` names an exit, and `key` is the place in the memo and on disk. */
export function createLastWrites(
  key: string,
  memo: MemoPort,
  storage: StoragePort,
  newId: () => string,
): LastWrites {
  function read(): Note[] {
    try {
      const notes = parseJson(memo.get(key) || '[]') as Note[];
      return notes.map(([exit, key, text]) => [`${exit}`, `${key}`, `${text}`] as const);
    } catch (e) {
      return []; // not ours
    }
  }

  const save = (notes: readonly Note[]): void =>
    memo.set(key, notes.length ? toJson(notes) : undefined);

  return {
    note(written) {
      let room = ROOM;
      const exit = newId();
      // Each entry keeps the name of its own exit: another page may be doing those of earlier ones again.
      const notes = new Map(read().map((note) => [note[1], note]));
      for (const [key, text] of [...storage.unsaved(), ...written]) {
        // What is too large is left out, and what comes after it is not; nor is there anything to delete twice.
        if (!text || text.length > room) continue;
        room -= text.length;
        notes.set(key, [exit, key, text]);
      }
      save([...notes.values()]);
    },
    async restore() {
      const seen = memo.get(key);
      const notes = read();
      if (notes.length) {
        const exits = notes.map(([exit]) => exit);
        await storage.change([key, ...notes.map(([, key]) => key)], ([list = '', ...texts]) => {
          // The memo is emptied later than the disk is written: a browser may be killed in between, or a page leave.
          const done = list.split(' ');
          const lost = notes.filter(([exit, key, text], i) => {
            if (done.indexOf(exit) >= 0) return false;
            const [before, after] = [parseBatch(key, texts[i]), parseBatch(key, text)];
            // Whoever has touched it since has made its number higher, or has taken it away.
            return before && after ? before.attempts < after.attempts : texts[i] === undefined;
          });
          const all = [...new Set([...exits, ...done])].slice(0, REMEMBERED);
          return [...lost.map(([, key, text]) => [key, text] as const), [key, all.join(' ')]];
        });
        // What has been noted meanwhile is not done yet.
        save(read().filter(([exit]) => exits.indexOf(exit) < 0));
      }
      // As it was if it cannot be emptied: then it is not to be waited for.
      return () => [undefined, seen].indexOf(memo.get(key)) >= 0;
    },
    forget: () => memo.set(key, undefined),
  };
}

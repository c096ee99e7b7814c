import { parseBatch } from './batch';
import { parseJson, toJson } from './json';
import type { Entry, MemoPort, StoragePort } from './ports';

/**
 * What a page has handed over while it left, in a second place. The write that takes it off the disk
 * dies with the page if it has to queue behind an earlier one, and then it would go out again.
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
      // Without records: those that stay on disk are free by themselves, when their date has passed.
      const handedOver = entries.filter(([, text]) => text && text.indexOf('\n') < 0);
      if (handedOver.length) memo.set(key, toJson([...read(), ...handedOver]));
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

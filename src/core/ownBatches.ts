import { formatBatch, toLines, type Batch, type StoredRecord } from './batch';
import { addCounts, type Counted, type DropReason } from './counts';
import type { Limits } from './endpoint';
import { hold, isHeld } from './hold';
import type { Journal } from './journal';
import { PAST } from './laneState';
import { OPEN_FOR } from './lease';
import type { ClockPort } from './ports';

/** The batches that this tab fills. It alone knows their keys, until their dates have passed. */
export interface OwnBatches {
  /** Into the open batch, or into a new one. */
  append(record: StoredRecord, weight: number, identity: unknown): Appended;
  /** Counts a record that will never be sent; returns the key of the batch that carries the count. */
  drop(reason: DropReason): string;
  /** What comes from now on goes into another batch. */
  close(): void;
  has(key: string): boolean;
  all(): readonly Batch[];
  /** Without a key, all. */
  forget(key?: string): void;
}

export interface Appended {
  readonly key: string;
  /** A batch waits for nothing more. */
  readonly isFull: boolean;
}

interface OwnBatch {
  /** What stands on disk above the records. */
  head: Batch;
  /** The records, serialised when they were added: from then on they are nobody's to change. */
  lines: string;
  size: number;
  weight: number;
}

export function createOwnBatches(
  newKey: () => string,
  limits: Limits,
  journal: Journal,
  clock: ClockPort,
): OwnBatches {
  const batches = new Map<string, OwnBatch>();
  let open: OwnBatch | undefined;

  /** The open batch if it `fits`, else a new one; on disk at the end of this task. */
  function openIf(fits: (open: OwnBatch) => boolean, identity?: unknown): OwnBatch {
    if (!open || !isHeld(open.head, clock) || !fits(open)) {
      const head = { ...PAST, key: newKey(), records: [], attempts: 0, identity };
      open = { head: hold(head, OPEN_FOR, clock), lines: '', size: 0, weight: 0 };
      batches.set(head.key, open);
    }
    const batch = open;
    journal.put(batch.head.key, () => {
      batch.head = hold(batch.head, OPEN_FOR, clock);
      return formatBatch(batch.head, batch.lines);
    });
    return batch;
  }

  function count(batch: OwnBatch, what: Counted): void {
    batch.head = { ...batch.head, counts: addCounts({ ...batch.head.counts }, { [what]: 1 }) };
  }

  return {
    append(record, weight, identity) {
      const same = JSON.stringify(identity);
      const batch = openIf(
        ({ head, size, weight: sum }) =>
          JSON.stringify(head.identity) === same &&
          size < limits.records &&
          sum + weight <= limits.bytes,
        identity,
      );
      batch.lines += toLines([record]);
      batch.size++;
      batch.weight += weight;
      count(batch, 'recorded');
      return { key: batch.head.key, isFull: batch.size >= limits.records || batches.size > 1 };
    },

    drop(reason) {
      const batch = openIf(() => true);
      count(batch, 'recorded');
      count(batch, reason);
      return batch.head.key;
    },

    close() {
      open = undefined;
    },

    has: (key) => batches.has(key),

    all: () =>
      Array.from(batches.values(), ({ head, lines }) => ({
        ...head,
        records: lines
          .split('\n')
          .slice(1)
          .map((line) => JSON.parse(line) as StoredRecord),
      })),

    forget(key) {
      if (key === undefined) {
        batches.clear();
        open = undefined;
      } else {
        batches.delete(key);
      }
    },
  };
}

import { formatBatch, type StoredRecord } from './batch';
import { addCounts, type Counts, type DropReason } from './counts';
import type { Limits } from './endpoint';
import { holdFor, isHeld } from './hold';
import type { Journal } from './journal';
import { toJson } from './json';
import type { Known, KnownBatch } from './known';
import { OPEN_FOR } from './lease';
import type { ClockPort } from './ports';

/** The batch that this tab fills, on disk at the end of each task that adds to it. */
export interface OpenBatch {
  /** Into the open batch, or into a new one. `isFull`: a batch waits for nothing more. */
  append(
    record: StoredRecord,
    weight: number,
    identity: unknown,
  ): { readonly key: string; readonly isFull: boolean };
  /** Counts a record that will never be sent. */
  drop(reason: DropReason): void;
  /** What comes from now on goes into another batch. Without a key, whichever is open. */
  close(key?: string): void;
}

export function createOpenBatch(
  known: Known,
  newKey: () => string,
  limits: Limits,
  journal: Journal,
  clock: ClockPort,
): OpenBatch {
  let open: KnownBatch | undefined;

  /** The open batch if it `fits`, else a new one. */
  function openIf(fits: (open: KnownBatch) => boolean, identity?: unknown): KnownBatch {
    if (!open || !isHeld(open, clock) || !fits(open)) {
      const dates = holdFor(OPEN_FOR, clock);
      const newest = dates.writtenAt;
      // With all its fields, or a polluted `Object.prototype` would give them.
      const none = { take: undefined, counts: undefined };
      const empty = { records: [], size: 0, bytes: 0, newest, attempts: 0, isMine: true, ...none };
      open = { ...empty, ...dates, key: newKey(), identity };
      known.put(open);
    }
    const batch = open;
    journal.put(batch.key, () => {
      Object.assign(batch, holdFor(OPEN_FOR, clock));
      return formatBatch(batch);
    });
    return batch;
  }

  function count(batch: KnownBatch, counts: Counts): void {
    batch.counts = addCounts({ ...batch.counts }, counts);
  }

  return {
    append(record, weight, identity) {
      const same = toJson(identity);
      const before = open;
      const batch = openIf(
        ({ identity: other, size, bytes }) =>
          toJson(other) === same && size < limits.records && bytes + weight <= limits.bytes,
        identity,
      );
      batch.records.push(record);
      batch.size++;
      batch.bytes += weight;
      batch.newest = record.time;
      count(batch, { recorded: 1 });
      const isFull = batch.size >= limits.records || (!!before && before !== batch);
      return { key: batch.key, isFull };
    },
    drop(reason) {
      count(
        openIf(() => true),
        { recorded: 1, [reason]: 1 },
      );
    },
    close(key) {
      if (open && (key === undefined || open.key === key)) open = undefined;
    },
  };
}

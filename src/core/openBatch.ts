import { formatHead, formatRecord, type StoredRecord } from './batch';
import { bare } from './bare';
import type { Counted, DropReason } from './counts';
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
  /** The open one's. */
  key(): string | undefined;
}

export function createOpenBatch(
  known: Known,
  newKey: () => string,
  limits: Limits,
  journal: Journal,
  clock: ClockPort,
): OpenBatch {
  let open: KnownBatch | undefined;
  /** Of the open one: whose it is, as JSON, and its counts. */
  let whose: string;
  let counts: { [what in Counted]?: number };

  /** The open batch if it `fits`, else a new one. */
  function openIf(fits: (open: KnownBatch) => boolean, identity?: unknown): KnownBatch {
    if (!open || !isHeld(open, clock) || !fits(open)) {
      const dates = holdFor(OPEN_FOR, clock);
      whose = toJson(identity);
      counts = bare();
      // With all its fields, or a polluted `Object.prototype` would give them.
      const empty = {
        lines: '',
        size: 0,
        bytes: 0,
        newest: dates.writtenAt,
        attempts: 0,
        isMine: true,
      };
      open = { ...empty, ...dates, key: newKey(), identity, take: undefined, counts };
      known.put(open);
    }
    const batch = open;
    journal.put(batch.key, () => {
      Object.assign(batch, holdFor(OPEN_FOR, clock));
      const head = formatHead(batch);
      const text = head + batch.lines;
      // A cut of what is written anyway, or each record would be kept in pieces of twice its size.
      batch.lines = text.slice(head.length);
      return text;
    });
    return batch;
  }

  function count(what: Counted): void {
    counts[what] = (counts[what] || 0) + 1;
  }

  return {
    append(record, weight, identity) {
      const same = toJson(identity);
      const before = open;
      const batch = openIf(
        ({ size, bytes }) =>
          whose === same && size < limits.records && bytes + weight <= limits.bytes,
        identity,
      );
      batch.lines += formatRecord(record);
      batch.size++;
      batch.bytes += weight;
      batch.newest = record.time;
      count('recorded');
      const isFull = batch.size >= limits.records || (!!before && before !== batch);
      return { key: batch.key, isFull };
    },
    drop(reason) {
      openIf(() => true);
      count('recorded');
      count(reason);
    },
    close(key) {
      if (open && (key === undefined || open.key === key)) open = undefined;
    },
    key: () => open && open.key,
  };
}

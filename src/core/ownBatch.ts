import { formatBatch, toLines, type Batch, type StoredRecord } from './batch';
import { addCounts, type Counted, type Counts } from './counts';
import { OPEN_FOR } from './lease';
import type { ClockPort } from './ports';
import { SECOND, later, type Duration } from './units';

/** Clocks that differ by more have jumped or slept. */
const AGREEMENT = SECOND;

/** A batch that this tab fills: it alone knows the key, until the date on disk has passed. */
export interface OwnBatch {
  readonly key: string;
  /** What its records have in common, as JSON; only records of the same may join. */
  readonly identity: string;
  add(record: StoredRecord, weight: number): void;
  /** One more of `what`. */
  count(what: Counted): void;
  readonly counts: () => Counts;
  readonly size: () => number;
  readonly weight: () => number;
  /**
   * By both clocks less than `limit` has passed since it was written, so that the machine has not
   * slept and nobody has moved the date: what was written blindly may be written blindly again.
   */
  isYoungerThan(limit: Duration): boolean;
  /** As it goes to disk now. */
  write(): string;
  asBatch(): Batch;
}

export function createOwnBatch(key: string, identity: unknown, clock: ClockPort): OwnBatch {
  const records: StoredRecord[] = [];
  const lines: string[] = [];
  let counts: Counts = {};
  let weight = 0;
  let wall = clock.now();
  let monotonic = clock.monotonic();

  const head = (availableFor: Duration) => ({
    attempts: 0,
    availableAt: later(clock.now(), availableFor),
    writtenAt: clock.now(),
    identity,
    counts,
  });

  return {
    key,
    identity: JSON.stringify(identity),
    add(record, more) {
      records.push(record);
      lines.push(...toLines([record]));
      weight += more;
    },
    count(what) {
      counts = addCounts(counts, { [what]: 1 });
    },
    counts: () => counts,
    size: () => records.length,
    weight: () => weight,
    isYoungerThan(limit) {
      const elapsed = clock.monotonic() - monotonic;
      return elapsed < limit && Math.abs(clock.now() - wall - elapsed) < AGREEMENT;
    },
    write() {
      wall = clock.now();
      monotonic = clock.monotonic();
      return formatBatch(head(OPEN_FOR), lines);
    },
    asBatch: () => ({ ...head(0 as Duration), key, records }),
  };
}

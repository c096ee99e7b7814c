import { formatBatch, toLines, type Batch, type StoredRecord } from './batch';
import { addCounts, type Counted, type Counts } from './counts';
import { OPEN_FOR } from './lease';
import type { ClockPort } from './ports';
import { SECOND, later, type Monotonic, type Timestamp } from './units';

/** A batch that this tab fills. It alone knows the key, until the date on disk has passed. */
export interface OwnBatch extends Batch {
  availableAt: Timestamp;
  writtenAt: Timestamp;
  writtenMonotonic: Monotonic;
  readonly records: StoredRecord[];
  lines: string;
  weight: number;
  counts: Counts;
}

/** Clocks that differ by more have jumped or slept. */
const AGREEMENT = SECOND;

export const createOwnBatch = (key: string, identity: unknown, clock: ClockPort): OwnBatch => ({
  key,
  identity,
  attempts: 0,
  availableAt: clock.now(),
  writtenAt: clock.now(),
  writtenMonotonic: clock.monotonic(),
  records: [],
  lines: '',
  weight: 0,
  counts: {},
});

export function addRecord(batch: OwnBatch, record: StoredRecord, weight: number): void {
  batch.records.push(record);
  batch.lines += toLines([record]);
  batch.weight += weight;
  count(batch, 'recorded');
}

export function count(batch: OwnBatch, what: Counted): void {
  batch.counts = addCounts(batch.counts, { [what]: 1 });
}

/**
 * What was written blindly may be written blindly again: by both clocks its date is far, so that the
 * machine has not slept, and nobody has moved it.
 */
export function isFresh({ writtenAt, writtenMonotonic }: OwnBatch, clock: ClockPort): boolean {
  const elapsed = clock.monotonic() - writtenMonotonic;
  return elapsed < OPEN_FOR / 2 && Math.abs(clock.now() - writtenAt - elapsed) < AGREEMENT;
}

/** The batch as it goes to disk now, where it is this tab's for a while. */
export function renew(batch: OwnBatch, clock: ClockPort): string {
  batch.writtenAt = clock.now();
  batch.writtenMonotonic = clock.monotonic();
  batch.availableAt = later(batch.writtenAt, OPEN_FOR);
  return formatBatch(batch, batch.lines);
}

import { isDue, parseRecords, type Batch } from './batch';
import { addCounts, type Counts } from './counts';
import { isHeld } from './hold';
import type { ClockPort } from './ports';
import type { Kept } from './retention';
import type { Timestamp } from './units';

/** What a tab knows of a batch. What others may have changed is known by its date, size and counts alone. */
export interface KnownBatch extends Omit<Batch, 'records'> {
  /** Those of its records that this tab may write without asking the disk, as they stand there. */
  lines: string;
  readonly records?: undefined;
  size: number;
  bytes: number;
  /** When its newest record was made. */
  newest: Timestamp;
  counts?: Counts | undefined;
  /** This tab has made it, and nobody has leased it since: its date binds all tabs but this. */
  readonly isMine?: boolean | undefined;
}

/** The batches of one lane, as far as this tab knows, by key. Keys begin with their time, so they sort by age. */
export interface Known {
  has(key: string): boolean;
  /** A batch of this tab's own that nobody has leased yet. */
  mine(key: string): KnownBatch | undefined;
  put(batch: KnownBatch): void;
  /** Of another tab's, or of nobody's any more: the disk knows best. */
  note(batch: Batch): void;
  /** Without a key, all. */
  forget(key?: string): void;
  /** Forgets what others have taken off the disk. */
  keepOnly(found: readonly string[]): void;
  /** The oldest batches that this tab may ask for but the `open` one, as many as hold `records` together, or one. */
  next(records: number, open: string | undefined): readonly string[];
  /** The oldest batch that is beyond what a lane may keep, if this tab may take it, and why it is. */
  excess(kept: Kept): readonly [key: string, why: 'evicted' | 'expired'] | undefined;
  /** When it is worth asking again; `undefined` when nothing waits. */
  nextDate(): Timestamp | undefined;
  counts(): Counts;
  /** The tab's own whose dates it still holds. */
  held(): readonly Batch[];
}

export const withRecords = (batch: KnownBatch): Batch => ({
  ...batch,
  records: parseRecords(batch.lines),
});

export function createKnown(clock: ClockPort): Known {
  const all = new Map<string, KnownBatch>();
  const mayTake = (batch: KnownBatch): boolean => batch.isMine || isDue(batch, clock.now());

  const oldestFirst = (isWanted: (batch: KnownBatch) => boolean): KnownBatch[] =>
    [...all.values()].filter(isWanted).sort((a, b) => (a.key < b.key ? -1 : 1));

  return {
    has: (key) => all.has(key),
    mine(key) {
      const batch = all.get(key);
      return batch && batch.isMine ? batch : undefined;
    },
    put: (batch) => void all.set(batch.key, batch),
    note(batch) {
      const { key, records } = batch;
      const size = records.length;
      let bytes = 0;
      for (const { json } of records) bytes += json.length;
      const last = records[size - 1];
      const newest = last ? last.time : batch.writtenAt;
      all.set(key, { ...batch, records: undefined, lines: '', size, bytes, newest, isMine: false });
    },
    forget(key) {
      if (key === undefined) all.clear();
      else all.delete(key);
    },
    keepOnly(found) {
      const there = new Set(found);
      all.forEach(({ isMine }, key) => isMine || there.has(key) || all.delete(key));
    },
    next(records, open) {
      let left = records;
      return oldestFirst((batch) => batch.key !== open && mayTake(batch))
        .filter(({ size }, i) => (left -= size) >= 0 || !i)
        .map(({ key }) => key);
    },
    excess({ records, bytes, age }) {
      let recordsOver = -records;
      let bytesOver = -bytes;
      all.forEach((batch) => {
        recordsOver += batch.size;
        bytesOver += batch.bytes;
      });
      const isFull = recordsOver > 0 || bytesOver > 0;
      const isOld = ({ newest }: KnownBatch): boolean => newest < clock.now() - age;
      const [batch] = oldestFirst(
        (batch) => batch.size > 0 && mayTake(batch) && (isFull || isOld(batch)),
      );
      return batch && [batch.key, isOld(batch) ? 'expired' : 'evicted'];
    },
    nextDate() {
      const now = clock.now();
      let next = Infinity;
      all.forEach((batch) => {
        next = Math.min(next, mayTake(batch) ? now : batch.availableAt);
      });
      return next < Infinity ? (next as Timestamp) : undefined;
    },
    counts() {
      let sum: Counts = {};
      all.forEach(({ counts }) => (sum = addCounts(sum, counts)));
      return sum;
    },
    held: () => oldestFirst((batch) => !!batch.isMine && isHeld(batch, clock)).map(withRecords),
  };
}

import type { Counts } from './counts';
import { MINUTE, type Timestamp } from './units';

/** An event as one endpoint will get it. */
export interface StoredRecord {
  readonly id: string;
  readonly kind: string;
  readonly time: Timestamp;
  readonly item: unknown;
}

/** What stands on disk with a date: nobody may act on it before. */
export interface Dated {
  readonly availableAt: Timestamp;
  readonly writtenAt: Timestamp;
}

/** What is known of a batch beside its records. */
export interface BatchHead extends Dated {
  /** Rises with each lease. Who holds a batch under another number has lost it. */
  readonly attempts: number;
  readonly identity: unknown;
  /** How many of the first records go next; all where there is none. */
  readonly take?: number | undefined;
  /** What the lane has not counted yet. */
  readonly counts?: Counts | undefined;
}

/** The unit of storage and of sending: one key on disk, in one endpoint's lane. */
export interface Batch extends BatchHead {
  readonly key: string;
  readonly records: readonly StoredRecord[];
}

/** The wall clock went back by more than this: dates from before the jump mean nothing. */
const CLOCK_TOLERANCE = MINUTE;

export const isDue = ({ availableAt, writtenAt }: Dated, now: Timestamp): boolean =>
  now >= availableAt || now < writtenAt - CLOCK_TOLERANCE;

/**
 * A batch as it stands on disk: a line for its head and one for each record, so that an append
 * serialises the new record alone.
 */
export const formatBatch = (head: BatchHead, lines: readonly string[]): string =>
  [JSON.stringify(head), ...lines].join('\n');

/** `undefined` for anything that {@link formatBatch} has not written. */
export function parseBatch(key: string, text: string): Batch | undefined {
  try {
    const [head, ...records] = text.split('\n').map((line) => JSON.parse(line) as unknown);
    return (head as BatchHead).availableAt >= 0
      ? { ...(head as BatchHead), key, records: records as StoredRecord[] }
      : undefined;
  } catch (e) {
    return undefined;
  }
}

export const toLines = (records: readonly StoredRecord[]): string[] =>
  records.map((record) => JSON.stringify(record));

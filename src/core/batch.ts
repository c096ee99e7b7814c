import type { Counts } from './counts';
import { parseObject } from './parse';
import { MINUTE, type Monotonic, type Timestamp } from './units';

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

/** The unit of storage and of sending: one key on disk, in one endpoint's lane. */
export interface Batch extends Dated {
  /** The same moment as `writtenAt`, for the tab that wrote it; not on disk. */
  readonly writtenMonotonic?: Monotonic;
  readonly key: string;
  readonly records: readonly StoredRecord[];
  /** Rises with each lease. Who holds a batch under another number has lost it. */
  readonly attempts: number;
  /** What its records have in common: whose they are. */
  readonly identity: unknown;
  /** How many of the first records go next; all where there is none. */
  readonly take?: number | undefined;
  /** What the lane has not counted yet. */
  readonly counts?: Counts | undefined;
}

/** The wall clock went back by more than this: dates from before the jump mean nothing. */
const CLOCK_TOLERANCE = MINUTE;

export const isDue = ({ availableAt, writtenAt }: Dated, now: Timestamp): boolean =>
  now >= availableAt || now < writtenAt - CLOCK_TOLERANCE;

/** Records as they stand on disk, a line each, so that an append serialises the new record alone. */
export const toLines = (records: readonly StoredRecord[]): string =>
  records.map((record) => `\n${JSON.stringify(record)}`).join('');

/** A batch as it stands on disk: a line of its own, and then those of its records. */
export const formatBatch = (
  { attempts, availableAt, writtenAt, identity, take, counts }: Batch,
  lines: string,
): string => JSON.stringify({ attempts, availableAt, writtenAt, identity, take, counts }) + lines;

/** `undefined` for anything that {@link formatBatch} has not written. */
export function parseBatch(key: string, text: string | undefined): Batch | undefined {
  const [head, ...lines] = (text || '').split('\n').map(parseObject);
  return head &&
    (head['availableAt'] as number) >= 0 &&
    (head['attempts'] as number) >= 0 &&
    lines.every((line) => line && 'item' in line)
    ? { ...(head as unknown as Batch), key, records: lines as unknown as StoredRecord[] }
    : undefined;
}

import type { Counts } from './counts';
import { parseJson, parseObject, toJson } from './json';
import { MINUTE, type Monotonic, type Timestamp } from './units';

/** An event as one endpoint will get it. */
export interface StoredRecord {
  /** The event's. */
  readonly id: string;
  /** The event's. */
  readonly kind: string;
  /** When the event was recorded. */
  readonly time: Timestamp;
  /** The element as it will stand on the wire: made once, and joined to others as it is. */
  readonly json: string;
}

/** What stands on disk with a date: nobody may act on it before. */
export interface Dated {
  /** From when on anybody may act on it. */
  readonly availableAt: Timestamp;
  /** When it was written, so that a clock that was set back is noticed. */
  readonly writtenAt: Timestamp;
}

/** Of long ago: anybody may act. */
export const PAST: Dated = { availableAt: 0 as Timestamp, writtenAt: 0 as Timestamp };

/** The unit of storage and of sending: one key on disk, in one endpoint's lane. */
export interface Batch extends Dated {
  /** The same moment as `writtenAt`, for the tab that wrote it; not on disk. */
  readonly writtenMonotonic?: Monotonic;
  /** Where it stands on disk. */
  readonly key: string;
  /** In the order in which they were recorded. */
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

/** The first line of a batch on disk. */
export const formatHead = ({
  attempts,
  availableAt,
  writtenAt,
  identity,
  take,
  counts,
}: Omit<Batch, 'records'>): string =>
  toJson({ attempts, availableAt, writtenAt, identity, take, counts });

/** A line below it, with the break before. JSON holds no line break and no tab. */
export const formatRecord = ({ id, time, kind, json }: StoredRecord): string =>
  `\n${id}\t${time}\t${toJson(kind)}\t${json}`;

/** A batch as it stands on disk: a line of its own, and one for each record. */
export function formatBatch(batch: Batch): string {
  let text = formatHead(batch);
  for (const record of batch.records) text += formatRecord(record);
  return text;
}

/** Throws where the line is no record, or was cut off. */
function parseRecord(line: string): StoredRecord {
  const [id, time, kind, json] = line.split('\t') as [string, string, string, string];
  if (json.slice(-1) !== '}') throw new Error();
  return { id, kind: parseJson(kind) as string, time: Number(time) as Timestamp, json };
}

/** What {@link formatRecord} has made of records, one behind the other. */
export const parseRecords = (lines: string): StoredRecord[] =>
  lines.split('\n').slice(1).map(parseRecord);

/** `undefined` for anything that {@link formatBatch} has not written. */
export function parseBatch(key: string, text: string | undefined): Batch | undefined {
  try {
    const head = parseObject((text as string).split('\n')[0]) as unknown as Batch;
    return head.availableAt >= 0 && head.attempts >= 0
      ? { take: undefined, counts: undefined, ...head, key, records: parseRecords(text as string) }
      : undefined;
  } catch (e) {
    return undefined;
  }
}

/** Stands for what is no batch, until somebody takes it off the disk. */
export const unreadable = (key: string): Batch => ({
  ...PAST,
  key,
  records: [],
  attempts: 0,
  identity: undefined,
});

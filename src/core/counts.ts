import { bare } from './bare';

/** Why a record will never be delivered. */
export type DropReason =
  /** No endpoint wants an event of this kind. */
  | 'unknown-kind'
  /** It misses what its endpoint requires. */
  | 'invalid'
  /** Its endpoint takes it once a day, and has had it. */
  | 'repeated'
  /** Larger than its endpoint's limit, or than what the server takes. */
  | 'too-large'
  /** The server refused it for its content. */
  | 'rejected'
  /** What was on disk could not be read. */
  | 'corrupt'
  /** More than memory may hold before the disk is open, or before the user has agreed. */
  | 'overflow'
  /** The lane held more than it may keep, and this was the oldest. */
  | 'evicted'
  /** It could not be delivered for as long as a lane may keep it. */
  | 'expired'
  /** Its session is not in the sample. */
  | 'sampled'
  /** The user has not agreed. */
  | 'denied';

/** What is counted; a record that is none of the others waits. */
export type Counted = 'recorded' | 'accepted' | 'handedOver' | DropReason;

/**
 * Counts of records. They are written in the same transaction as what they count: a batch carries
 * those of its records, and its first lease moves them to the lane.
 */
export type Counts = { readonly [what in Counted]?: number };

export function addCounts(a: Counts | undefined, b: Counts | undefined): Counts {
  const sum = bare<{ [what: string]: number }>(a);
  for (const [what, count] of Object.entries(b || {})) {
    sum[what] = (sum[what] || 0) + count;
  }
  return sum;
}

/** What became of records. One event that two endpoints want is two records. */
export interface LaneStats {
  /** All of them, since the first visit. */
  recorded: number;
  /** On disk, or in memory where there is no disk. */
  waiting: number;
  /** Those of which the server has said so. */
  accepted: number;
  /** Given to the browser while the page went away; nobody will tell what became of them. */
  handedOver: number;
  /** Those that will never be delivered, by reason. */
  dropped: { [reason in DropReason]?: number };
}

/** `recorded = waiting + accepted + handedOver + dropped`, since the first visit to this origin. */
export interface Stats extends LaneStats {
  /** The same for each endpoint, by its name. */
  lanes: Record<string, LaneStats>;
}

export function toStats(counts: Counts): LaneStats {
  const stats: LaneStats = { recorded: 0, waiting: 0, accepted: 0, handedOver: 0, dropped: {} };
  for (const [each, count] of Object.entries(counts)) {
    const what = each as Counted;
    stats.waiting += what === 'recorded' ? count : -count;
    if (what === 'recorded' || what === 'accepted' || what === 'handedOver') stats[what] = count;
    else stats.dropped[what] = count;
  }
  return stats;
}

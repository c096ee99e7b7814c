import { PAST, type Dated } from './batch';
import type { Counts } from './counts';
import { parseObject } from './json';

/**
 * What a lane remembers between requests, on disk, for all tabs. Its date is a back-off, a
 * `Retry-After`, or a breaker that is open.
 */
export interface LaneState extends Dated {
  /** Requests in a row that were not answered as they should be. */
  readonly failures: number;
  /** Whether the endpoint has ever accepted anything: then its configuration is right. */
  readonly accepted?: boolean | undefined;
  /** Why a single record was refused last. */
  readonly refusal?: string | undefined;
  /** The last request had no answer at all. */
  readonly unreachable?: boolean | undefined;
  readonly counts: Counts;
}

/** A new lane's state where there is none, or something else in its place. */
export const parseLaneState = (text: string | undefined): LaneState => {
  const state = {
    ...PAST,
    failures: 0,
    accepted: undefined,
    refusal: undefined,
    unreachable: undefined,
    counts: {},
    ...parseObject(text),
  };
  return state.availableAt >= 0 ? state : { ...state, ...PAST };
};

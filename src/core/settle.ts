import type { DropReason } from './counts';
import type { Outcome } from './endpoint';
import type { LaneState } from './laneState';
import { BACKOFF_CAP, backoff, retryAfter } from './retry';
import { HOUR, later, type Duration, type Timestamp } from './units';

/** What becomes of the records that were sent. */
export type Verdict =
  | { readonly kind: 'ack'; readonly as: 'accepted' | 'handedOver' }
  | { readonly kind: 'release'; readonly until: Timestamp }
  | { readonly kind: 'split'; readonly take: number }
  | { readonly kind: 'drop'; readonly reason: DropReason }
  /** The whole lane waits, because its configuration is wrong. */
  | { readonly kind: 'hold'; readonly until: Timestamp };

/** What some verdict has beside its kind. */
export type Verdicts = Omit<
  Extract<Verdict, { as: unknown }> &
    Extract<Verdict, { take: unknown }> &
    Extract<Verdict, { reason: unknown }>,
  'kind'
>;

/** A wrong configuration is not mended within minutes, and each try costs the server one request. */
const HOLD = HOUR;

/**
 * The policy: what an outcome means for the `taken` records that were sent, and what the lane
 * remembers of it. `fraction` is the jitter, in [0, 1).
 */
export function settle(
  outcome: Outcome,
  state: LaneState,
  taken: number,
  now: Timestamp,
  fraction: number,
): readonly [Verdict, LaneState] {
  const { kind, why } = outcome;
  const remember = (change: Partial<LaneState>): LaneState => ({
    ...state,
    failures: 0,
    availableAt: now,
    writtenAt: now,
    unreachable: undefined,
    ...change,
  });
  const failures = state.failures + 1;
  const hold = (): readonly [Verdict, LaneState] => {
    const until = later(now, HOLD);
    return [{ kind: 'hold', until }, remember({ failures, availableAt: until })];
  };

  switch (kind) {
    case 'accepted':
      return [{ kind: 'ack', as: kind }, remember({ accepted: true, refusal: undefined })];
    case 'handed-over':
      return [{ kind: 'ack', as: 'handedOver' }, remember({})];
    case 'retry':
    case 'reauthorize': {
      // Who was sent away together until the same moment does not come back together either.
      const asked = retryAfter(outcome.retryAfter, now);
      const spread = fraction * Math.min(asked, BACKOFF_CAP);
      const wait = asked + Math.max(backoff(failures, fraction), spread);
      const until = later(now, wait as Duration);
      const { unreachable } = outcome;
      return [{ kind: 'release', until }, remember({ failures, availableAt: until, unreachable })];
    }
    case 'too-large':
    case 'rejected':
      if (taken > 1) return [{ kind: 'split', take: Math.ceil(taken / 2) }, remember({})];
      // Two single records refused alike, and nothing ever accepted: it is not the records.
      return kind === 'rejected' && !state.accepted && state.refusal === why
        ? hold()
        : [{ kind: 'drop', reason: kind }, remember({ refusal: why })];
    case 'misconfigured':
      return hold();
  }
}

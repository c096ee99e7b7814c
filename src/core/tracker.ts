import type { PropsArgument } from './catalogue';
import type { Consent } from './consent';
import type { Stats } from './counts';
import type { Props } from './event';
import type { Observer } from './observe';
import type { Stop } from './ports';

/** What a flush has brought about, in records. */
export interface FlushResult {
  /** Records that endpoints accepted during this call. */
  accepted: number;
  /** Records that wait on disk. */
  waiting: number;
  /** Records that were dropped during this call. */
  dropped: number;
}

/** Records events with `Bound` props already said. Nothing that it does throws or rejects. */
export interface Tracker<Bound = unknown> {
  /** Records an event; costs microseconds and returns at once. */
  track<K extends string>(kind: K, ...props: PropsArgument<K, Bound>): void;
  /** A tracker that says `props` with each event. */
  with<P extends Props>(props: P): Tracker<Bound & P>;
  /** A tracker whose events are one operation: one fresh trace id, or the one that is handed on. */
  trace(id?: string): Tracker<Bound & { trace_id: string }>;
  /** What {@link trace} has bound, to be handed on to another page. */
  readonly traceId: string | undefined;
  /** Sends what may go now. Obeys back-off and `Retry-After`. */
  flush(): Promise<FlushResult>;
  /** Every stage of every batch, and every drop with its reason. */
  observe(observer: Observer): Stop;
  /** What became of all records since the first visit to this origin, as far as this tab knows: of other tabs, what it has read. */
  stats(): Stats;
  /**
   * What the user has decided. It is remembered, holds in every tab of the origin at its next request,
   * and goes before the option and before what the browser says.
   */
  consent(decision: Consent): void;
  /** Stops what was started, puts back what was patched, leaves on disk what was not sent. */
  stop(): Promise<void>;
}

import type { Timestamp } from './units';

/** What an application may say about an event: named values, in the vendors' own field names. */
export type Props = Readonly<Record<string, unknown>>;

/** One call of `track()`, with all that the library adds. Frozen from the moment it was made. */
export interface TrackedEvent {
  /** Unique, 20 random characters of `[0-9A-Za-z]`. */
  readonly id: string;
  /** As `track()` was given it. */
  readonly kind: string;
  /** As `track()` was given them, and what `with()` has bound. */
  readonly props: Props;
  /** When `track()` was called. */
  readonly time: Timestamp;
  /** Position in its session, in this page: 1, 2, 3 … */
  readonly seq: number;
  /** The session: 20 random characters, anew after 30 minutes without an event. */
  readonly session: string;
  /** The same through one operation; `undefined` where nobody started one. */
  readonly trace_id: string | undefined;
}

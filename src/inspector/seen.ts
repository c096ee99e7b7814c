import type { DropReason } from '../core/counts';
import type { Timestamp } from '../core/units';
import type { WireForm } from './wireForm';

/** How it is with a record. `why` is for a person. */
export type RecordState =
  /** `until`: not before that. */
  | { readonly kind: 'waits'; readonly until?: Timestamp; readonly why?: string }
  | { readonly kind: 'under way' }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'handed over' }
  | { readonly kind: 'dropped'; readonly reason: DropReason; readonly why: string };

/** A record in the lane of one endpoint. */
export interface SeenRecord {
  readonly lane: string;
  readonly id: string;
  readonly kind: string;
  readonly time: Timestamp;
  /** The element as it stands on the wire. */
  readonly json: string;
  state: RecordState;
}

/** A request, and what became of it. */
export interface SeenRequest {
  readonly lane: string;
  readonly time: Timestamp;
  /** The batch's key. */
  readonly key: string;
  readonly records: number;
  readonly isExit: boolean;
  readonly form: WireForm;
  /** None while it is under way, and where nobody will ever tell. */
  answer?: string;
  outcome?: string;
  verdict?: string;
}

/** Something that will never be delivered. */
export interface SeenDrop {
  /** Empty where no endpoint wants it. */
  readonly lane: string;
  readonly kind: string;
  readonly time: Timestamp;
  readonly reason: DropReason;
  readonly count: number;
  readonly why: string;
  /** The event's props, in a line; of what was dropped later than it was said, nothing. */
  readonly said: string;
}

/** What a lane waits for. */
export interface SeenLane {
  readonly until: Timestamp;
  readonly why: string;
}

import type { Batch, StoredRecord } from './batch';
import type { DropReason } from './counts';
import type { Outcome } from './endpoint';
import type { TrackedEvent } from './event';
import type { Reply, Urgency, WireRequest } from './ports';
import type { Verdict } from './settle';

/** A step of the flow, as it happens. `lane` is the endpoint's name, `taken` how many of the batch's first records are meant. */
export type Stage =
  | { readonly kind: 'record'; readonly event: TrackedEvent }
  | {
      readonly kind: 'buffer';
      readonly lane: string;
      readonly key: string;
      readonly record: StoredRecord;
    }
  | { readonly kind: 'lease'; readonly lane: string; readonly batch: Batch }
  | {
      readonly kind: 'send';
      readonly lane: string;
      readonly batch: Batch;
      readonly taken: number;
      readonly request: WireRequest;
      readonly urgency: Urgency;
    }
  | {
      readonly kind: 'judge';
      readonly lane: string;
      readonly batch: Batch;
      readonly reply: Reply;
      readonly outcome: Outcome;
    }
  | {
      readonly kind: 'settle';
      readonly lane: string;
      readonly batch: Batch;
      readonly taken: number;
      readonly verdict: Verdict;
    }
  | {
      readonly kind: 'drop';
      /** Empty for an event that no endpoint wants. */
      readonly lane: string;
      /** The kind of the event; the first one's of a batch. */
      readonly event: string;
      readonly reason: DropReason;
      readonly count: number;
      readonly why: string;
    };

/** One that throws is not the others' business, nor the host's. */
export type Observer = (stage: Stage) => void;

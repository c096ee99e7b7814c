import { bare } from './bare';
import type { Batch } from './batch';
import type { Encoded, Endpoint, Outcome } from './endpoint';
import type { Observer } from './observe';
import type { Platform, Reply, Sending, Urgency, WireRequest } from './ports';
import { print } from './print';

/** A request that is under way. */
export interface Flight {
  readonly batch: Batch;
  /** How many of the batch's first records it holds. */
  readonly taken: number;
  readonly sending: Sending;
}

/** What passes between a batch and its endpoint: encode, send, judge. */
export interface Exchange {
  encode(batch: Batch, secret: string | undefined): ReturnType<Endpoint['encode']>;
  send(batch: Batch, encoded: Encoded, urgency: Urgency): Flight;
  judge(flight: Flight, reply: Reply): Outcome;
}

export function createExchange(
  endpoint: Endpoint,
  { transport, clock, device }: Platform,
  tell: Observer,
): Exchange {
  const lane = endpoint.name;
  function outcomeOf(reply: Reply): Outcome {
    switch (reply.kind) {
      case 'response':
        try {
          return endpoint.judge(reply);
        } catch (e) {
          return { kind: 'retry', why: print(e) };
        }
      case 'handed-off':
        return { kind: 'handed-over', why: '' };
      case 'no-response':
        return { kind: 'retry', why: reply.why, unreachable: true };
    }
  }

  return {
    encode: ({ records, identity, take }, secret) =>
      endpoint.encode(
        { records: records.slice(0, take), identity },
        { now: clock.now(), secret, device },
      ),

    send(batch, { request, taken }, urgency) {
      const sending = transport.send(
        // Nothing in every object's prototype stands in for what a request leaves out.
        bare<WireRequest>(request, { isOpaque: !!endpoint.cors }),
        urgency,
      );
      if (urgency === 'ordinary' || sending.survives) {
        tell({ kind: 'send', lane, batch, taken, request, urgency });
      }
      return { batch, taken, sending };
    },

    judge({ batch }, reply) {
      const outcome = outcomeOf(reply);
      tell({ kind: 'judge', lane, batch, reply, outcome });
      return outcome;
    },
  };
}

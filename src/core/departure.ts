import type { Batch } from './batch';
import type { Buffer } from './buffer';
import type { Credential } from './credential';
import type { Encoded, Endpoint } from './endpoint';
import type { Exchange, Flight } from './exchange';
import { isHeld } from './hold';
import type { LaneState } from './laneState';
import type { Observer } from './observe';
import type { Platform } from './ports';
import type { settle } from './settle';
import type { Timestamp } from './units';

/** The batch that is leased, on its way from the lease to its verdict. */
export interface Course {
  readonly batch: Batch;
  flight: Flight | undefined;
  /** Ends the wait for the answer. */
  leave(): void;
  /** It is answered, and the disk does not know yet. */
  answer: Answer | undefined;
}

export interface Answer {
  readonly taken: number;
  readonly decide: (state: LaneState) => ReturnType<typeof settle>;
}

/** What becomes of a lane's batches while the page goes away: nothing can be awaited, and the disk not asked. */
export interface Departure {
  /** The batch that was under way, in whatever state. */
  conclude(course: Course): void;
  /** Sends one batch, in as many requests as it takes; what cannot go is anybody's. */
  sendOff(batch: Batch): void;
}

export function createDeparture(
  endpoint: Endpoint,
  buffer: Buffer,
  credential: Credential | undefined,
  { encode, send, judge }: Exchange,
  { lifecycle, clock }: Platform,
  tell: Observer,
  onPutBack: () => void,
): Departure {
  const lane = endpoint.name;

  /** Takes off the disk what is on its way; returns what is left of the batch. */
  function handOver(flight: Flight): Batch {
    const { batch, taken } = flight;
    // The page may live on, and hear the answer after all. Only a received refusal brings the records back: without an
    // answer the server may have accepted.
    void flight.sending.reply.then((reply) => {
      if (reply.kind === 'response' && judge(flight, reply).kind !== 'accepted') {
        buffer.putBack(batch, taken);
        onPutBack();
      }
    });
    tell({ kind: 'settle', lane, batch, taken, verdict: { kind: 'ack', as: 'handedOver' } });
    return buffer.leave(batch, batch.records.slice(taken), { handedOver: taken });
  }

  function settleNow(course: Course, { taken, decide }: Answer): void {
    const { batch } = course;
    // Whoever is about to write it asks the disk again when the page is back.
    course.answer = undefined;
    const [verdict] = decide(buffer.state());
    if (verdict.kind === 'ack') {
      buffer.leave(batch, batch.records.slice(taken), { [verdict.as]: taken });
    } else {
      buffer.leave(batch, batch.records, {}, (verdict as { until?: Timestamp }).until);
    }
  }

  /** What can be sent at once; nothing where a hook of the host's has to be waited for. */
  function encodeNow(batch: Batch): Encoded | undefined {
    const secret = credential && credential.cached();
    const mayGo =
      endpoint.exit !== 'keep' &&
      batch.records.length &&
      lifecycle.online() &&
      // An endpoint that has failed is asked again by somebody who hears the answer.
      !buffer.state().failures &&
      (!credential || secret);
    if (!mayGo) return undefined;
    try {
      const encoded = encode(batch, secret);
      if ('taken' in encoded) return encoded.taken ? encoded : undefined;
      encoded.catch(() => undefined);
    } catch (e) {
      /* a hook's own error; the batch stays on disk */
    }
    return undefined;
  }

  function sendOff(batch: Batch): void {
    const encoded = encodeNow(batch);
    const flight = encoded && send(batch, encoded, 'exit');
    if (!flight || !flight.sending.survives) return void buffer.leave(batch, batch.records);
    if (endpoint.deduplicates) return;
    const rest = handOver(flight);
    if (rest.records.length) sendOff(rest);
  }

  return {
    conclude(course) {
      const { batch, flight, answer } = course;
      // Its date has passed, or may have: then the disk has to be asked, and there is no time for it.
      if (!isHeld(batch, clock)) return;
      if (answer) settleNow(course, answer);
      else if (!flight) sendOff(batch);
      else if (flight.sending.survives && !endpoint.deduplicates) {
        course.flight = undefined;
        // WebKit and Firefox may never settle what was under way as the page went into their cache.
        course.leave();
        handOver(flight);
      }
    },
    sendOff,
  };
}

import { PAST, type Batch } from '../../src/core/batch';
import type { Outcome } from '../../src/core/endpoint';
import { holdFor, isHeld } from '../../src/core/hold';
import { parseLaneState } from '../../src/core/laneState';
import { OPEN_FOR } from '../../src/core/lease';
import { FLUSH_DELAY } from '../../src/core/options';
import type { ClockPort } from '../../src/core/ports';
import { settle } from '../../src/core/settle';
import { MINUTE, type Monotonic, type Timestamp } from '../../src/core/units';
import { exponential, type Random } from './random';

export interface ClientOptions {
  readonly random: Random;
  /** The jitter that `settle` is given. */
  readonly fraction: Random;
  /** What the server makes of a request that it answers at this time. */
  readonly answer: (at: number) => Outcome;
  /** An event that the client has for certain, beside those of every day. */
  readonly eventAt: number;
  readonly end: number;
  /** See {@link JOINS}. */
  readonly joins?: boolean;
}

/** What is told of a client: each request, and each record that was accepted. */
export interface Listener {
  request(at: number): void;
  accepted(recordedAt: number, at: number): void;
}

/** How often somebody who uses a page does what is tracked, on average. */
export const EVENT_EVERY = MINUTE;

/** There and back, on average; a server that is down says so as fast. */
export const LATENCY = 100;

/** Of most endpoints. */
const BATCH_RECORDS = 50;

/** How often a page in view looks for what other tabs have left. */
const RESCAN = MINUTE;

/**
 * A request takes along what waits in other batches of the lane, up to its limit; without that there
 * would be as many requests as batches. `outage.test.ts` asks real trackers.
 */
const JOINS = true;

interface Waiting {
  dated: Batch;
  /** When each record was made. */
  readonly records: number[];
}

/**
 * One client with one lane, whose page stays open and in view: `lane.ts`, `openBatch.ts`,
 * `buffer.ts` and `flusher.ts` with nothing asynchronous in them, so that 100,000 take seconds. What
 * is judged here is not modelled: `settle` with its lane state, and `hold`.
 */
export function runClient(options: ClientOptions, tell: Listener): void {
  const { random, fraction, answer, eventAt, end, joins = JOINS } = options;
  let now = 0;
  const clock: ClockPort = {
    now: () => now as Timestamp,
    monotonic: () => now as Monotonic,
    after: () => () => undefined,
  };
  let lane = parseLaneState(undefined);
  const waiting: Waiting[] = [];
  let open: Waiting | undefined;

  let certainEvent = eventAt;
  let nextEvent = exponential(random, EVENT_EVERY);
  // Pages are opened at any time.
  let nextScan = random() * RESCAN;
  let answerDate = Infinity;
  let wakeDate = Infinity;
  const wakeAt = (date: number): void => {
    wakeDate = Math.min(wakeDate, date);
  };

  function track(): void {
    const before = open;
    if (!open || !isHeld(open.dated, clock) || open.records.length >= BATCH_RECORDS) {
      open = { dated: EMPTY, records: [] };
      waiting.push(open);
    }
    open.dated = { ...EMPTY, ...holdFor(OPEN_FOR, clock) };
    open.records.push(now);
    const isFull = open.records.length >= BATCH_RECORDS || (!!before && before !== open);
    wakeAt(Math.max(isFull ? now : now + FLUSH_DELAY, lane.availableAt));
  }

  /** Sends the oldest batch, if the lane may send at all. */
  function lease(): boolean {
    const [oldest, ...others] = waiting;
    if (!oldest || now < lane.availableAt) return false;
    open = undefined;
    for (const { records } of joins ? others : []) {
      if (oldest.records.length + records.length > BATCH_RECORDS) break;
      oldest.records.push(...records);
      waiting.splice(1, 1);
    }
    tell.request(now);
    answerDate = now + LATENCY * (0.5 + random());
    return true;
  }

  function drain(): void {
    if (!lease() && waiting.length) wakeAt(Math.max(lane.availableAt, now + FLUSH_DELAY));
  }

  function conclude(): void {
    answerDate = Infinity;
    const [{ records }] = waiting as [Waiting];
    const outcome = answer(now);
    const [verdict, state] = settle(outcome, lane, records.length, now as Timestamp, fraction());
    lane = state;
    if (verdict.kind === 'ack') {
      waiting.shift();
      for (const recordedAt of records) tell.accepted(recordedAt, now);
    }
    drain();
  }

  for (;;) {
    now = Math.min(certainEvent, nextEvent, nextScan, wakeDate, answerDate);
    if (now >= end) return;
    if (now === answerDate) {
      conclude();
    } else if (now === certainEvent) {
      certainEvent = Infinity;
      track();
    } else if (now === nextEvent) {
      nextEvent = now + exponential(random, EVENT_EVERY);
      track();
    } else if (now === nextScan) {
      nextScan = now + RESCAN;
      wakeAt(now + FLUSH_DELAY);
    } else {
      wakeDate = Infinity;
      // A lane that is sending looks for more by itself.
      if (answerDate === Infinity) drain();
    }
  }
}

const EMPTY: Batch = { ...PAST, key: '', records: [], attempts: 0, identity: undefined };

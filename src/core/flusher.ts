import type { Batch, StoredRecord } from './batch';
import type { Buffer } from './buffer';
import type { Credential } from './credential';
import type { Encoded, Endpoint, Outcome } from './endpoint';
import { createExchange, type Flight } from './exchange';
import { isHeld } from './hold';
import type { LaneState } from './laneState';
import { HOOK_TIMEOUT, REQUEST_TIMEOUT } from './lease';
import type { Observer } from './observe';
import type { Platform, Reply, Stop } from './ports';
import { settle } from './settle';
import { later, type Duration, type Timestamp } from './units';
import { within } from './within';
import { print } from './print';

/** Sends one lane's batches, one request at a time, so that a slow endpoint takes no other's place. */
export interface Flusher {
  /** Sends at `date`, or earlier if that was asked for before. */
  wakeAt(date: Timestamp): void;
  /** Sends what may go now; resolves when nothing more may. */
  run(): Promise<void>;
  /** The page goes away: hands over what it may, without awaiting anything. */
  exit(): void;
  /** The page came back out of a cache. */
  restore(): Promise<void>;
  stop(): void;
}

/** An answer that the disk does not know yet. */
interface Unsettled {
  readonly batch: Batch;
  readonly taken: number;
  readonly decide: (state: LaneState) => ReturnType<typeof settle>;
}

/** `delay`: how long the first record of a batch waits for others. */
export function createFlusher(
  endpoint: Endpoint,
  buffer: Buffer,
  credential: Credential | undefined,
  platform: Platform,
  delay: Duration,
  tell: Observer,
  warn: (message: string) => void,
): Flusher {
  const { lifecycle, clock, random } = platform;
  const { encode, send, judge } = createExchange(endpoint, platform, tell);
  const lane = endpoint.name;
  let running: Promise<void> | undefined;
  /** The batch that is leased, from the lease to its verdict. */
  let leased: Batch | undefined;
  let flight: Flight | undefined;
  /** What is answered, and not yet settled on disk. */
  let unsettled: Unsettled | undefined;
  /** The page has gone, or the tracker has stopped: nothing more is leased. */
  let hasEnded = false;
  let cancelTimer: Stop | undefined;
  let wakeDate = Infinity;

  const soon = (): Timestamp => later(clock.now(), delay);

  function wakeAt(date: Timestamp): void {
    if (hasEnded || date >= wakeDate) return;
    if (cancelTimer) cancelTimer();
    wakeDate = date;
    cancelTimer = clock.after(Math.max(0, date - clock.now()) as Duration, () => {
      wakeDate = Infinity;
      void run();
    });
  }

  /** One batch through the rest of the flow. */
  async function deliver(batch: Batch, isRenewed: boolean): Promise<void> {
    const used = credential && credential.cached();
    const encoded = await within(clock, () => encode(batch, used));
    // An exit has taken it along meanwhile: it is anybody's now.
    if (leased !== batch) return;
    if (!encoded) {
      warn(`${lane} waits: a hook of its options fails`);
      return conclude(batch, 0, { kind: 'retry', why: 'a hook fails' });
    }
    const { taken } = encoded;
    if (!taken) {
      return conclude(batch, 1, { kind: 'too-large', why: `over ${endpoint.limits.bytes} bytes` });
    }
    const mine = (flight = send(batch, encoded, 'ordinary'));
    const cancelTimeout = clock.after(REQUEST_TIMEOUT, mine.sending.abort);
    const reply = await mine.sending.reply;
    // From here on until the verdict is being written, nothing is awaited: an exit would find a
    // batch that is neither under way nor answered.
    cancelTimeout();
    flight = undefined;
    if (mine.isHandedOver) return takeBack(mine, reply);
    const outcome = judge(mine, reply);
    if (outcome.kind === 'reauthorize' && credential && !isRenewed) {
      const secret = await credential.get(used);
      if (leased !== batch) return;
      if (secret) return deliver(batch, true);
    }
    return conclude(batch, taken, outcome);
  }

  async function conclude(batch: Batch, taken: number, outcome: Outcome): Promise<void> {
    const decide = (state: LaneState): ReturnType<typeof settle> =>
      settle(outcome, state, taken, clock.now(), random.fraction());
    leased = undefined;
    unsettled = { batch, taken, decide };
    const verdict = await buffer.settle(batch, taken, (state) => {
      unsettled = undefined;
      return decide(state);
    });
    if (!verdict) return;
    tell({ kind: 'settle', lane, batch, taken, verdict });
    if (verdict.kind === 'drop') {
      const event = (batch.records[0] as StoredRecord).kind;
      const { reason } = verdict;
      tell({ kind: 'drop', lane, event, reason, count: taken, why: outcome.why });
    }
    if (verdict.kind === 'drop' || verdict.kind === 'hold' || outcome.kind === 'reauthorize') {
      warn(`${lane} ${outcome.kind}, ${verdict.kind}: ${outcome.why}`);
    }
  }

  async function drain(): Promise<void> {
    if (buffer.nextDate() === undefined) return;
    // Fetched before anything is leased: a lease is no time to wait for somebody's login.
    if (credential && !(await credential.get())) {
      warn(`${lane} waits: its token or session hook gives nothing`);
      return wakeAt(later(clock.now(), HOOK_TIMEOUT));
    }
    const take = (batch: Batch): void => {
      leased = batch;
    };
    while (!hasEnded && lifecycle.online() && (await buffer.lease(take))) {
      // An exit has taken it along meanwhile.
      if (!leased) return;
      tell({ kind: 'lease', lane, batch: leased });
      await deliver(leased, false);
    }
    const date = buffer.nextDate();
    if (date !== undefined && lifecycle.online()) wakeAt(Math.max(date, soon()) as Timestamp);
  }

  function run(): Promise<void> {
    if (!running) {
      running = drain()
        .catch((e) => {
          warn(`${lane} stumbles: ${print(e)}`);
          wakeAt(later(clock.now(), HOOK_TIMEOUT));
        })
        .then(() => {
          running = undefined;
        });
    }
    return running;
  }

  /**
   * What was counted as handed over was answered after all, because the page lives on. Only a
   * received refusal brings it back: without an answer the server may have accepted.
   */
  function takeBack(flying: Flight, reply: Reply): undefined {
    if (reply.kind === 'response' && judge(flying, reply).kind !== 'accepted') {
      buffer.putBack(flying.batch, flying.taken);
      wakeAt(soon());
    }
  }

  /** Takes off the disk what is on its way; returns what is left of the batch. */
  function handOver(flying: Flight): Batch {
    flying.isHandedOver = true;
    const { batch, taken } = flying;
    tell({ kind: 'settle', lane, batch, taken, verdict: { kind: 'ack', as: 'handedOver' } });
    return buffer.leave(batch, batch.records.slice(taken), { handedOver: taken });
  }

  /** What can be sent of a batch at once; nothing where a hook of the host's has to be waited for. */
  function encodeNow(batch: Batch): Encoded | undefined {
    const mayGo =
      endpoint.exit !== 'keep' &&
      batch.records.length &&
      lifecycle.online() &&
      clock.now() >= buffer.state().availableAt &&
      (!credential || credential.cached());
    if (!mayGo) return undefined;
    try {
      const encoded = encode(batch, credential && credential.cached());
      if ('taken' in encoded) return encoded.taken ? encoded : undefined;
      encoded.catch(() => undefined);
    } catch (e) {
      /* a hook's own error; the batch stays on disk */
    }
    return undefined;
  }

  /** Settles without asking the disk: a page that leaves gets no answer from it. */
  function settleNow(): void {
    if (!unsettled || !isHeld(unsettled.batch, clock)) return;
    const { batch, taken, decide } = unsettled;
    const [verdict] = decide(buffer.state());
    unsettled = undefined;
    if (verdict.kind === 'ack') {
      buffer.leave(batch, batch.records.slice(taken), { [verdict.as]: taken });
    } else {
      buffer.leave(batch, batch.records, {}, 'until' in verdict ? verdict.until : undefined);
    }
  }

  /** Sends one batch on the way out, in as many requests as it takes; what cannot go is anybody's. */
  function sendOff(batch: Batch): void {
    const encoded = encodeNow(batch);
    const flying = encoded && send(batch, encoded, 'exit');
    if (!flying || !flying.sending.survives) return void buffer.leave(batch, batch.records);
    if (endpoint.deduplicates) return;
    const rest = handOver(flying);
    void flying.sending.reply.then((reply) => takeBack(flying, reply));
    if (rest.records.length) sendOff(rest);
  }

  return {
    wakeAt,
    run,
    exit() {
      hasEnded = true;
      if (
        flight &&
        flight.sending.survives &&
        !flight.isHandedOver &&
        !endpoint.deduplicates &&
        isHeld(flight.batch, clock)
      ) {
        handOver(flight);
      }
      settleNow();
      if (leased && !flight && isHeld(leased, clock)) sendOff(leased);
      leased = undefined;
      buffer.held().forEach(sendOff);
    },
    async restore() {
      hasEnded = false;
      buffer.forget();
      await buffer.scan();
      return run();
    },
    stop() {
      hasEnded = true;
      if (cancelTimer) cancelTimer();
      if (leased && !flight && isHeld(leased, clock)) buffer.leave(leased, leased.records);
      if (!flight) leased = undefined;
      for (const batch of buffer.held()) buffer.leave(batch, batch.records);
    },
  };
}

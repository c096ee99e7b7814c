import type { Batch, StoredRecord } from './batch';
import type { Buffer } from './buffer';
import type { Credential } from './credential';
import type { Endpoint, Outcome } from './endpoint';
import { createDeparture, type Course } from './departure';
import { createExchange } from './exchange';
import { isHeld } from './hold';
import type { LaneState } from './laneState';
import { HOOK_TIMEOUT, REQUEST_TIMEOUT } from './lease';
import { NativePromise } from './nativePromise';
import type { Reply, Stop } from './ports';
import { print } from './print';
import { settle } from './settle';
import type { Shared } from './shared';
import { later, type Duration, type Timestamp } from './units';
import { within } from './within';

/** Sends one lane's batches, one request at a time, so that a slow endpoint takes no other's place. */
export interface Flusher {
  /** Sends at `date`, or earlier if that was asked for before. */
  wakeAt(date: Timestamp): void;
  /** Sends what may go now; resolves when nothing more may. What is recorded meanwhile has its own time. */
  run(): Promise<void>;
  /** The page goes away: hands over what it may, without awaiting anything. */
  exit(): void;
  /** Goes on after what ended it. */
  resume(): void;
  /** Sends nothing more, and leaves everything to whoever comes next. */
  stop(): void;
  /** Sends nothing more; whose batches these are is others' affair. */
  halt(): void;
}

export function createFlusher(
  endpoint: Endpoint,
  buffer: Buffer,
  credential: Credential | undefined,
  { platform, delay, tell, lost, warn }: Shared,
): Flusher {
  const { lifecycle, clock, random } = platform;
  const exchange = createExchange(endpoint, platform, tell);
  const { encode, send, judge } = exchange;
  const departure = createDeparture(endpoint, buffer, credential, exchange, platform, tell, () =>
    wakeAt(soon()),
  );
  const lane = endpoint.name;
  let running: Promise<void> | undefined;
  /** None as well once an exit has taken the batch along. */
  let course: Course | undefined;
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
  async function deliver(mine: Course, isRenewed: boolean): Promise<void> {
    const { batch } = mine;
    const used = credential && credential.cached();
    const encoded = await within(clock, () => encode(batch, used));
    if (course !== mine) return;
    if (!encoded) {
      warn(`${lane} waits: a hook of its options fails`);
      return conclude(mine, 0, { kind: 'retry', why: 'a hook fails' });
    }
    const { taken } = encoded;
    if (!taken) {
      return conclude(mine, 1, { kind: 'too-large', why: `over ${endpoint.limits.bytes} bytes` });
    }
    const flight = (mine.flight = send(batch, encoded, 'ordinary'));
    const cancelTimeout = clock.after(REQUEST_TIMEOUT, flight.sending.abort);
    const reply = await new NativePromise<Reply | void>((resolve) => {
      mine.leave = resolve;
      void flight.sending.reply.then(resolve);
    });
    // An exit has handed it over.
    if (mine.flight !== flight) return;
    cancelTimeout();
    // From here on until the verdict is being written, nothing is awaited: an exit would find a
    // batch that is neither under way nor answered.
    mine.flight = undefined;
    const outcome = judge(flight, reply as Reply);
    if (outcome.kind === 'reauthorize' && credential && !isRenewed) {
      const renewed = await credential.get(used);
      if (renewed) return deliver(mine, true);
    }
    return conclude(mine, taken, outcome);
  }

  async function conclude(mine: Course, taken: number, outcome: Outcome): Promise<void> {
    const { batch } = mine;
    const decide = (state: LaneState): ReturnType<typeof settle> =>
      settle(outcome, state, taken, clock.now(), random.fraction());
    mine.answer = { taken, decide };
    const verdict = await buffer.settle(batch, taken, (state) => {
      if (course === mine) course = undefined;
      return mine.answer && decide(state);
    });
    if (!verdict) return;
    tell({ kind: 'settle', lane, batch, taken, verdict });
    if (verdict.kind === 'drop') {
      lost(lane, (batch.records[0] as StoredRecord).kind, verdict.reason, taken, outcome.why);
    } else if (verdict.kind === 'hold' || outcome.kind === 'reauthorize') {
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
    const mayLease = (): boolean => !hasEnded && lifecycle.online();
    let leased: Course | undefined;
    const take = (batch: Batch | undefined): void => {
      // With all its fields, or a polluted `Object.prototype` would give them.
      course = leased = batch && { batch, flight: undefined, leave() {}, answer: undefined };
    };
    while (await buffer.lease(mayLease, take)) {
      if (!leased || course !== leased) return;
      tell({ kind: 'lease', lane, batch: leased.batch });
      await deliver(leased, false);
    }
    const date = buffer.nextDate();
    if (date !== undefined && lifecycle.online()) wakeAt(Math.max(date, soon()) as Timestamp);
  }

  function run(): Promise<void> {
    buffer.close();
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

  function halt(): void {
    hasEnded = true;
    course = undefined;
    wakeDate = Infinity;
    if (cancelTimer) cancelTimer();
  }

  return {
    wakeAt,
    run,
    exit() {
      hasEnded = true;
      const left = course;
      course = undefined;
      if (left) departure.conclude(left);
      buffer.held().forEach(departure.sendOff);
    },
    resume() {
      hasEnded = false;
    },
    stop() {
      const left = course;
      halt();
      // What is under way is settled first; all else is anybody's.
      if (left && !left.flight && !left.answer && isHeld(left.batch, clock)) {
        buffer.leave(left.batch, left.batch.records);
      }
      for (const batch of buffer.held()) buffer.leave(batch, batch.records);
    },
    halt,
  };
}

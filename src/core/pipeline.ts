import { createChannel } from './channel';
import { addCounts, toStats, type Counts, type DropReason, type Stats } from './counts';
import { createCredential, type Credential } from './credential';
import type { Picked, Secret } from './endpoint';
import type { Props } from './event';
import { RECORD_ID_LENGTH, randomId } from './ids';
import type { Journal } from './journal';
import { createLane } from './lane';
import type { Observer, Stage } from './observe';
import { FLUSH_DELAY, type TrackerOptions } from './options';
import type { Platform, Stop } from './ports';
import type { Session } from './session';
import { later, type Duration, type Timestamp } from './units';

/** A call of `track()`, with what was true at that moment. */
export interface Said {
  readonly kind: string;
  readonly props: Props;
  readonly time: Timestamp;
  /** Whose it is, for each endpoint. */
  readonly identities: readonly (Picked | undefined)[];
}

/** All lanes together: an event goes in, and into each lane that wants it. */
export interface Pipeline {
  /** Asks each endpoint whose an event of now is. */
  identify(): Said['identities'];
  admit(said: Said): void;
  /** Counts an event that is in no lane. */
  drop(event: string, reason: DropReason, why: string): void;
  /** Looks for what other tabs and visits have left; it goes with the next flush. */
  scan(): Promise<unknown>;
  /** Sends what may go now. */
  run(): Promise<unknown>;
  /** Lets lanes that wait because nothing answered try at once. */
  retryUnreachable(): Promise<unknown>;
  /** The page goes away. */
  leave(): void;
  restore(): void;
  stop(): void;
  stats(): Stats;
  observe(observer: Observer): Stop;
}

export function createPipeline(
  platform: Platform,
  { endpoints, name = 'tracelet', flush = {} }: TrackerOptions,
  journal: Journal,
  session: Session,
  claim: (day: string, mark: string) => boolean,
  warn: (message: string) => void,
): Pipeline {
  const { clock, random } = platform;
  const { delay = FLUSH_DELAY, records = Infinity, bytes = Infinity } = flush;
  const stages = createChannel<Stage>();
  const credentials = new Map<Secret, Credential>();
  const tab = randomId(random, 8);
  let names = 0;
  /** What no lane counts. */
  let unwanted: Counts = {};

  const shared = {
    platform,
    journal,
    session,
    delay: delay as Duration,
    tell: stages.tell,
    warn,
    claim,
    // Eight digits of base 36 hold the milliseconds from 1972 to 2059, so that the order of the names
    // is the order of time.
    newName: () => `${clock.now().toString(36)}-${1e6 + ++names}-${tab}`,
  };

  /** Two endpoints that share a hook share its answer, and the one request that renews it. */
  function credentialOf(secret: Secret | undefined): Credential | undefined {
    if (secret === undefined) return undefined;
    const credential = credentials.get(secret) || createCredential(secret, clock);
    credentials.set(secret, credential);
    return credential;
  }

  const lanes = endpoints.map((endpoint) => {
    const { limits } = endpoint;
    const lowered = {
      records: Math.min(records, limits.records),
      bytes: Math.min(bytes, limits.bytes),
    };
    return createLane(
      { ...endpoint, limits: lowered },
      `${name}/lane/${endpoint.name}`,
      credentialOf(endpoint.secret),
      shared,
    );
  });

  function drop(event: string, reason: DropReason, why: string): void {
    unwanted = addCounts(unwanted, { recorded: 1, [reason]: 1 });
    stages.tell({ kind: 'drop', lane: '', event, reason, count: 1, why });
    warn(`"${event}": dropped, ${why}`);
  }

  return {
    identify: () => lanes.map((lane) => lane.identify()),

    admit({ kind, props, time, identities }) {
      const event = {
        id: randomId(random, RECORD_ID_LENGTH),
        kind,
        props,
        time,
        ...session.at(time),
        trace_id: props['trace_id'] as string | undefined,
      };
      stages.tell({ kind: 'record', event });
      if (!lanes.filter((lane, i) => lane.take(event, identities[i])).length) {
        drop(kind, 'unknown-kind', 'no endpoint wants it: give one a map for it');
      }
    },

    drop,
    run: () => Promise.all(lanes.map(({ flusher }) => flusher.run())),

    scan: () =>
      Promise.all(
        lanes.map(async ({ buffer, flusher }) => {
          await buffer.scan();
          flusher.wakeAt(later(clock.now(), shared.delay));
        }),
      ),

    retryUnreachable: () => Promise.all(lanes.map(({ buffer }) => buffer.retryUnreachable())),

    leave() {
      lanes.forEach(({ flusher }) => flusher.exit());
      journal.commit(true);
    },

    restore: () => lanes.forEach(({ flusher }) => void flusher.restore()),

    stop() {
      lanes.forEach(({ flusher }) => flusher.stop());
      journal.commit();
    },

    stats() {
      let sum = unwanted;
      const each: Stats['lanes'] = {};
      for (const { endpoint, buffer } of lanes) {
        const counts = buffer.counts();
        each[endpoint.name] = toStats(counts);
        sum = addCounts(sum, counts);
      }
      return { ...toStats(sum), lanes: each };
    },

    observe: stages.subscribe,
  };
}

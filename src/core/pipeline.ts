import { bare } from './bare';
import { createBuffer } from './buffer';
import { createChannel } from './channel';
import { addCounts, toStats, type Counts, type DropReason, type Stats } from './counts';
import { createCredential, type Credential } from './credential';
import type { Picked, Secret } from './endpoint';
import type { Props } from './event';
import { RECORD_ID_LENGTH, fractionOf, randomId } from './ids';
import type { Journal } from './journal';
import { createLane } from './lane';
import { NativePromise } from './nativePromise';
import type { Observer, Stage } from './observe';
import { FLUSH_DELAY, type FlushOptions, type TrackerOptions } from './options';
import { own } from './own';
import type { Platform, Stop } from './ports';
import { retain, type Retention } from './retention';
import type { Session, SessionVisit } from './session';
import type { Shared } from './shared';
import { later, type Duration, type Timestamp } from './units';

/** Stands for the endpoint of a lane that nobody configures any more. */
const NOBODY = { limits: { records: 1, bytes: 1 }, weigh: () => 1 };

/** What happens as its user has asked for it. */
const QUIET: readonly DropReason[] = ['repeated', 'sampled', 'denied'];

/** A call of `track()`, with what was true at that moment. */
export interface Said {
  readonly kind: string;
  readonly props: Props;
  readonly time: Timestamp;
  /** Whose it is, for each endpoint. */
  readonly identities: readonly (Picked | undefined)[];
  /** Where it is not the one under way. */
  readonly visit?: SessionVisit | undefined;
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
  /** Goes on after `leave` or `stop`, and knows nothing of what was. */
  resume(): void;
  stop(): void;
  /** The user has said no: everything is forgotten, and counted. */
  deny(): void;
  stats(): Stats;
  observe(observer: Observer): Stop;
}

export function createPipeline(
  platform: Platform,
  { endpoints, name = 'tracelet', flush, retention, sample = 1 }: TrackerOptions,
  journal: Journal,
  session: Session,
  claim: Shared['claim'],
  maySend: Shared['maySend'],
  restore: Shared['restore'],
  warn: (message: string) => void,
): Pipeline {
  const { clock, random, storage } = platform;
  const { delay = FLUSH_DELAY, records = Infinity, bytes = Infinity } = bare<FlushOptions>(flush);
  const root = `${name}/lane/`;
  const stages = createChannel<Stage>();
  const credentials = new Map<Secret, Credential>();
  const tab = randomId(random, 8);
  let names = 0;
  /** What no lane counts. */
  let unwanted: Counts = {};

  function lost(lane: string, event: string, reason: DropReason, count: number, why: string): void {
    stages.tell({ kind: 'drop', lane, event, reason, count, why });
    if (QUIET.indexOf(reason) < 0) warn(`${lane} "${event}" ${reason}: ${why}`);
  }

  const shared: Shared = {
    platform,
    journal,
    session,
    delay: delay as Duration,
    tell: stages.tell,
    lost,
    warn,
    claim,
    maySend,
    restore,
    kept: retain(bare<Retention>(retention)),
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
      root + endpoint.name,
      credentialOf(endpoint.secret),
      shared,
    );
  });
  /** By lane; those that nobody configures any more as well, until what they hold is too old. */
  const buffers = new Map(lanes.map(({ endpoint, buffer }) => [endpoint.name, buffer]));

  function drop(event: string, reason: DropReason, why: string): void {
    unwanted = addCounts(unwanted, { recorded: 1, [reason]: 1 });
    lost('', event, reason, 1, why);
  }

  return {
    identify: () => lanes.map((lane) => lane.identify()),

    admit({ kind, props, time, identities, visit = session.at(time) }) {
      if (fractionOf(visit.session) >= sample) return drop(kind, 'sampled', '');
      const event = {
        id: randomId(random, RECORD_ID_LENGTH),
        kind,
        props,
        time,
        ...visit,
        trace_id: own(props, 'trace_id') as string | undefined,
      };
      stages.tell({ kind: 'record', event });
      if (!lanes.filter((lane, i) => lane.take(event, identities[i])).length) {
        drop(kind, 'unknown-kind', 'no endpoint wants it: give one a map for it');
      }
    },

    drop,
    run: () => NativePromise.all(lanes.map(({ flusher }) => flusher.run())),

    async scan() {
      journal.commit();
      await restore();
      const found = await storage.keys(root);
      for (const key of found) {
        const lane = key.slice(root.length).split('/')[0] as string;
        if (buffers.has(lane)) continue;
        buffers.set(lane, createBuffer(root + lane, NOBODY, shared));
      }
      await NativePromise.all([...buffers.values()].map((buffer) => buffer.scan(found)));
      lanes.forEach(({ flusher }) => flusher.wakeAt(later(clock.now(), shared.delay)));
    },

    retryUnreachable: () => NativePromise.all(lanes.map(({ buffer }) => buffer.retryUnreachable())),

    // In the order of the endpoints, and in each of the batches: who comes first has the budget.
    leave() {
      lanes.forEach(({ flusher }) => flusher.exit());
      journal.commit(true);
    },

    resume() {
      buffers.forEach((buffer) => buffer.forget());
      lanes.forEach(({ flusher }) => flusher.resume());
    },

    stop() {
      lanes.forEach(({ flusher }) => flusher.stop());
      journal.commit();
    },

    deny() {
      journal.clear();
      lanes.forEach(({ flusher }) => flusher.halt());
      buffers.forEach((buffer) => buffer.deny());
    },

    stats() {
      let sum = unwanted;
      const each: Stats['lanes'] = {};
      buffers.forEach((buffer, lane) => {
        const counts = buffer.counts();
        each[lane] = toStats(counts);
        sum = addCounts(sum, counts);
      });
      return { ...toStats(sum), lanes: each };
    },

    observe: stages.subscribe,
  };
}

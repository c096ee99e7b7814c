import type { PropsArgument } from './catalogue';
import { createChannel } from './channel';
import { addCounts, toStats, type Counts, type DropReason, type Stats } from './counts';
import { createCredential, type Credential } from './credential';
import type { Picked, Secret } from './endpoint';
import type { Props } from './event';
import { RECORD_ID_LENGTH, TRACE_ID_LENGTH, randomId } from './ids';
import { createJournal } from './journal';
import { createLane } from './lane';
import type { Observer, Stage } from './observe';
import { checkOptions, FLUSH_DELAY, type TrackerOptions } from './options';
import type { PluginContext } from './plugin';
import type { Platform, Signal, Stop } from './ports';
import { createSession } from './session';
import { HOUR, MINUTE, later, type Duration, type Timestamp } from './units';
import { createVisits } from './visits';
import { print } from './print';

export interface FlushResult {
  /** Records that endpoints accepted during this call. */
  accepted: number;
  /** Records that wait on disk. */
  waiting: number;
  /** Records that were dropped during this call. */
  dropped: number;
}

/** Records events with `Bound` props already said. Nothing that it does throws or rejects. */
export interface Tracker<Bound = unknown> {
  /** Records an event; costs microseconds and returns at once. */
  track<K extends string>(kind: K, ...props: PropsArgument<K, Bound>): void;
  /** A tracker that says `props` with each event. */
  with<P extends Props>(props: P): Tracker<Bound & P>;
  /** A tracker whose events are one operation: one fresh trace id, or the one that is handed on. */
  trace(id?: string): Tracker<Bound & { trace_id: string }>;
  /** What {@link trace} has bound, to be handed on to another page. */
  readonly traceId: string | undefined;
  /** Sends what may go now. Obeys back-off and `Retry-After`. */
  flush(): Promise<FlushResult>;
  /** Every stage of every batch, and every drop with its reason. */
  observe(observer: Observer): Stop;
  stats(): Stats;
  /** Stops what was started, puts back what was patched, leaves on disk what was not sent. */
  stop(): Promise<void>;
}

/** An event before the tracker may store anything. */
interface Early {
  readonly kind: string;
  readonly props: Props;
  readonly time: Timestamp;
  /** One for each endpoint, asked when `track()` was called. */
  readonly identities: readonly (Picked | undefined)[];
}

/** What memory may hold while the disk is not open or the page is only prerendered. */
const EARLY_LIMIT = 1000;

/** A claim holds for a day, whose zone is the endpoint's affair. */
const CLAIM_KEPT = 48 * HOUR;

/** How often a page in view looks for what dead tabs have left. */
const RESCAN = MINUTE;

/** As it is now, though it is admitted later; of what JSON cannot say, the top level at least. */
function frozen(event: Early): Early {
  try {
    return JSON.parse(JSON.stringify(event)) as Early;
  } catch (e) {
    return event;
  }
}

/** A tracker on a platform: what every entry's `createTracker` starts. */
export function createTrackerOn(platform: Platform, options: TrackerOptions): Tracker {
  checkOptions(options);
  const { storage, lifecycle, clock, random } = platform;
  const {
    endpoints,
    plugins = [],
    name = 'tracelet',
    flush = {},
    onWarn = platform.warn,
  } = options;
  const tab = randomId(random, 8);
  const journal = createJournal(storage);
  const stages = createChannel<Stage>();
  const signals = createChannel<Signal>();
  const stops: Stop[] = [];
  /** Things that are said, counted or done once. */
  const seen = new Set<string>();
  const credentials = new Map<Secret, Credential>();
  let names = 0;
  let early: Early[] | undefined = [];
  let hasStarted = false;
  let hasLeft = false;
  let hasStopped = false;
  /** What no lane counts. */
  let unwanted: Counts = {};

  const profileKey = `${name}/profile`;
  const oncePrefix = `${name}/once/`;
  const session = createSession(random, (profile) =>
    journal.put(profileKey, () => JSON.stringify(profile)),
  );

  function warn(message: string): void {
    if (seen.has(message)) return;
    seen.add(message);
    try {
      onWarn(`tracelet: ${message}`);
    } catch (e) {
      /* the host's own handler */
    }
  }

  /** Two endpoints that share a hook share its answer, and the one request that renews it. */
  function credentialOf(secret: Secret | undefined): Credential | undefined {
    if (secret === undefined) return undefined;
    const credential = credentials.get(secret) || createCredential(secret, clock);
    credentials.set(secret, credential);
    return credential;
  }

  const shared = {
    platform,
    journal,
    session,
    delay: (flush.delay === undefined ? FLUSH_DELAY : flush.delay) as Duration,
    tell: stages.tell,
    warn,
    // Eight digits of base 36 hold the milliseconds from 1972 to 2059, so that the order of the names
    // is the order of time.
    newName: () => `${clock.now().toString(36)}-${1e6 + ++names}-${tab}`,
    claim(day: string, mark: string) {
      const key = `${oncePrefix}${day}/${mark}`;
      if (seen.has(key)) return false;
      seen.add(key);
      journal.put(key, () => '1');
      return true;
    },
  };

  const lanes = endpoints.map((endpoint) => {
    const { limits, name: lane, secret } = endpoint;
    const { records = Infinity, bytes = Infinity } = flush;
    const lowered = {
      ...endpoint,
      limits: {
        records: Math.min(records, limits.records),
        bytes: Math.min(bytes, limits.bytes),
      },
    };
    return createLane(lowered, `${name}/lane/${lane}`, credentialOf(secret), shared);
  });

  function drop(event: string, reason: DropReason, why: string): void {
    unwanted = addCounts(unwanted, { recorded: 1, [reason]: 1 });
    stages.tell({ kind: 'drop', lane: '', event, reason, count: 1, why });
    warn(`"${event}": dropped, ${why}`);
  }

  function admit({ kind, props, time, identities }: Early): void {
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
    // The host's own exit handlers run after ours, and what they say still goes along.
    if (hasLeft) void Promise.resolve().then(leave);
  }

  function track(bound: Props, kind: string, props: Props | undefined): void {
    if (hasStopped) return;
    try {
      const event = {
        kind: print(kind),
        props: { ...bound, ...props },
        time: clock.now(),
        identities: lanes.map((lane) => lane.identify()),
      };
      if (!early) return admit(event);
      if (early.length >= EARLY_LIMIT)
        return drop(kind, 'overflow', 'too many came before the start');
      early.push(frozen(event));
    } catch (e) {
      drop(print(kind), 'invalid', print(e));
    }
  }

  /** From here on events go to disk, and those that waited go first. */
  function open(): void {
    const waiting = early || [];
    early = undefined;
    waiting.forEach(admit);
  }

  async function start(): Promise<void> {
    if (hasStarted || lifecycle.state() === 'prerender') return;
    hasStarted = true;
    for (const key of await storage.keys(oncePrefix)) {
      const day = Date.parse(key.slice(oncePrefix.length, oncePrefix.length + 10));
      if (day < clock.now() - CLAIM_KEPT) journal.put(key, () => undefined);
      else seen.add(key);
    }
    await storage.change([profileKey], ([text]) => {
      if (early) session.adopt(text);
      return [];
    });
    open();
    void scan();
  }

  const run = (): Promise<unknown> => Promise.all(lanes.map(({ flusher }) => flusher.run()));

  /** Looks for what other tabs and visits have left; it goes with the next flush. */
  const scan = (): Promise<unknown> =>
    Promise.all(
      lanes.map(({ buffer, flusher }) =>
        buffer.scan().then(() => flusher.wakeAt(later(clock.now(), shared.delay))),
      ),
    );

  function leave(): void {
    lanes.forEach(({ flusher }) => flusher.exit());
    journal.commit();
  }

  function onSignal(signal: Signal): void {
    if (signal === 'restored') {
      // Before a plugin records that the page is back.
      hasLeft = false;
      lanes.forEach(({ flusher }) => void flusher.restore());
    }
    signals.tell(signal);
    if (!hasStarted) return void start();
    switch (signal) {
      case 'leaving':
        // Before the disk has answered, what is in memory has no other chance.
        open();
        hasLeft = true;
        return leave();
      case 'restored':
        return;
      case 'online':
        return void Promise.all(lanes.map(({ buffer }) => buffer.retryUnreachable())).then(run);
      case 'hidden':
        // A page that leaves hides as well, when all is said.
        if (!hasLeft) void run();
        return;
      case 'shown':
        void scan();
    }
  }

  function rescan(): void {
    stops[0] = clock.after(RESCAN, () => {
      if (lifecycle.state() === 'visible' && !early && !hasLeft) void scan();
      rescan();
    });
  }

  const stats = (): Stats => {
    let sum = unwanted;
    const each: Stats['lanes'] = {};
    for (const { endpoint, buffer } of lanes) {
      const counts = buffer.counts();
      each[endpoint.name] = toStats(counts);
      sum = addCounts(sum, counts);
    }
    return { ...toStats(sum), lanes: each };
  };

  async function flushNow(): Promise<FlushResult> {
    const before = stats();
    await scan();
    await run();
    const after = stats();
    const dropped = ({ recorded, waiting, accepted, handedOver }: Stats): number =>
      recorded - waiting - accepted - handedOver;
    return {
      accepted: after.accepted - before.accepted,
      waiting: after.waiting,
      dropped: dropped(after) - dropped(before),
    };
  }

  function stop(): Promise<void> {
    if (!hasStopped) {
      stops.forEach((end) => end());
      hasStopped = true;
      lanes.forEach(({ flusher }) => flusher.stop());
      journal.commit();
    }
    // What is under way is settled first.
    return run().then(() => storage.close());
  }

  const child = <Bound>(bound: Props): Tracker<Bound> => ({
    track: (kind, props?: Props) => track(bound, kind, props),
    with: (props) => child({ ...bound, ...props }),
    trace: (id) => child({ ...bound, trace_id: id || randomId(random, TRACE_ID_LENGTH) }),
    traceId: bound['trace_id'] as string | undefined,
    flush: flushNow,
    observe: stages.subscribe,
    stats,
    stop,
  });

  rescan();
  const tracker = child({});
  const context: PluginContext = {
    track: tracker.track,
    traceId: () => randomId(random, TRACE_ID_LENGTH),
    onSignal: signals.subscribe,
    visits: createVisits(),
    plugins: plugins.map((plugin) => plugin.name),
    platform,
    warn,
  };
  for (const plugin of plugins) stops.push(plugin.start(context));
  stops.push(lifecycle.subscribe(onSignal));
  void start();
  return tracker;
}

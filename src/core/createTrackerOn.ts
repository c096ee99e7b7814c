import { bare } from './bare';
import type { Call } from './call';
import { createChannel } from './channel';
import { createClaims } from './claims';
import { createDecision, type Consent } from './consent';
import type { Stats } from './counts';
import { createDrafting } from './draftedEvent';
import { createDrafts } from './drafts';
import type { Props } from './event';
import { TRACE_ID_LENGTH, randomId } from './ids';
import { createJournal } from './journal';
import { parseObject, toJson } from './json';
import { createLastPage } from './lastPage';
import { createLastWrites } from './lastWrites';
import { NativePromise } from './nativePromise';
import { checkOptions, type TrackerOptions } from './options';
import { createPipeline, type Said } from './pipeline';
import type { PluginContext } from './plugin';
import type { Platform, Signal, Stop } from './ports';
import { own } from './own';
import { print } from './print';
import { createSession } from './session';
import type { FlushResult, Tracker } from './tracker';
import { MINUTE, type Duration, type Timestamp } from './units';
import { createVisits } from './visits';

/** What memory may hold while nothing may be stored: the disk is not open, or nobody has agreed. */
const EARLY_LIMIT = 1000;

/** How often a page in view looks for what dead tabs have left. */
const RESCAN = MINUTE;

/** As it is now, though it is admitted later; of what JSON cannot say, the top level at least. */
const frozen = (said: Said): Said => {
  try {
    return (parseObject(toJson(said)) as unknown as Said | undefined) || said;
  } catch (e) {
    return said;
  }
};

/**
 * A tracker on a platform: what every entry's `createTracker` starts. `backlog` is what was said before,
 * and is recorded with its own times.
 */
export function createTrackerOn(
  platform: Platform,
  given: TrackerOptions,
  backlog: readonly Call[] = [],
): Tracker {
  const options = bare<TrackerOptions>(given);
  checkOptions(options);
  const { storage, lifecycle, clock, random, device } = platform;
  const { plugins = [], name = 'tracelet', onWarn = platform.warn } = options;
  const warned = new Set<string>();
  const signals = createChannel<Signal>();
  const stops: Stop[] = [];
  const [profileKey, consentKey] = [`${name}/profile`, `${name}/consent`];
  const decision = createDecision(platform.memo, consentKey);
  let consent: Consent =
    decision.read() || options.consent || (device.refusesTracking ? 'denied' : 'granted');
  /** What was said while nothing may be stored; nothing once it may. */
  let early: Said[] | undefined = [];
  let hasStarted = false;
  let hasLeft = false;
  let hasStopped = false;

  function warn(message: string): void {
    if (warned.has(message)) return;
    warned.add(message);
    try {
      onWarn(`tracelet: ${message}`);
    } catch (e) {
      /* the host's own handler */
    }
  }

  const newTraceId = (): string => randomId(random, TRACE_ID_LENGTH);
  const { note, restore, forget } = createLastWrites(
    `${name}/left`,
    platform.memo,
    storage,
    newTraceId,
  );
  const journal = createJournal(storage, note, () => hasLeft);
  const session = createSession(random, (profile) =>
    journal.put(profileKey, () => toJson(profile)),
  );
  const lastPage = createLastPage(`${name}/page`, platform.tabMemo, () => consent === 'granted');
  const claims = createClaims(`${name}/once/`, storage, journal, clock);
  const maySend = (): boolean => {
    if (decision.read() === 'denied') deny();
    return consent === 'granted';
  };
  const pipeline = createPipeline(
    platform,
    options,
    journal,
    session,
    claims.claim,
    maySend,
    restore,
    warn,
  );

  /** Nothing of it may reach the host, thrown or rejected: not even what a broken page makes of it. */
  async function attempt<T>(work: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (e) {
      warn(`stumbles: ${print(e)}`);
      return undefined;
    }
  }

  function admit(said: Said): void {
    try {
      pipeline.admit(said);
    } catch (e) {
      pipeline.drop(said.kind, 'invalid', print(e));
    }
  }

  function track(
    bound: Props,
    kind: string,
    props: Props | undefined,
    time: Timestamp = clock.now(),
  ): void {
    try {
      if (consent === 'denied') return pipeline.drop(print(kind), 'denied', '');
      const identities = pipeline.identify();
      const said = {
        kind: print(kind),
        props: { ...bound, ...props },
        time,
        identities,
      };
      if (!early) admit(said);
      else if (early.length < EARLY_LIMIT) early.push(frozen(said));
      else pipeline.drop(said.kind, 'overflow', 'too many came before they could be stored');
    } catch (e) {
      void attempt(() => pipeline.drop(print(kind), 'invalid', print(e)));
    }
    // The host's own exit handlers run after ours, and what they say still goes along.
    if (hasLeft) void NativePromise.resolve().then(pipeline.leave);
  }

  const { compose, recall } = createDrafting(
    options.endpoints.map((endpoint) => endpoint.name),
    pipeline,
    session,
    clock,
  );
  const drafts = createDrafts(`${name}/draft/`, {
    storage,
    clock,
    journal,
    restore,
    newId: newTraceId,
    mayStore: () => hasStarted && !early && !hasLeft && !hasStopped,
    compose,
    track: (kind, props, time) => track({}, kind, props, time),
    say: (event) => admit(recall(event)),
    lost: () => pipeline.drop('draft', 'corrupt', 'it cannot be read'),
  });

  /** Looks for what other pages have left. */
  async function scan(): Promise<void> {
    const next = await drafts.takeOver();
    // A page that was killed a moment ago is not known to be dead yet.
    if (next) rescan(Math.max(next - clock.now(), 0) as Duration);
    await pipeline.scan();
  }

  /** From here on events go to disk, and those that waited go first. */
  function open(): void {
    const waiting = early || [];
    early = undefined;
    waiting.forEach(admit);
    drafts.resume();
  }

  async function start(): Promise<void> {
    if (hasStarted || consent !== 'granted' || lifecycle.state() === 'prerender') return;
    hasStarted = true;
    await restore();
    await claims.read();
    await storage.read([profileKey, consentKey], ([profile, stored]) => {
      if (early) session.adopt(profile);
      // The browser was killed before the memo was on disk.
      if (stored === 'denied' && !decision.read()) decide('denied');
    });
    if (consent !== 'granted') return;
    open();
    await scan();
  }

  /** Nothing is stored or sent from here on, and the disk is cleared. */
  function deny(): void {
    if (consent === 'denied') return;
    consent = 'denied';
    // From here on the disk has nothing to tell.
    hasStarted = false;
    drafts.withdraw();
    pipeline.deny();
    forget();
    lastPage.set(undefined);
    for (const { kind } of early || []) pipeline.drop(kind, 'denied', '');
    early = [];
    void attempt(clear);
  }

  async function clear(): Promise<void> {
    // First and within this task, so that a browser that is killed now has heard it.
    await storage.write([[consentKey, 'denied']]);
    const keys = await storage.keys(`${name}/`);
    if (consent !== 'denied') return;
    await storage.write(
      keys.filter((key) => key !== consentKey).map((key) => [key, undefined] as const),
    );
  }

  function decide(next: Consent): void {
    decision.write(next);
    if (next === consent || hasStopped) return;
    if (next === 'denied') return deny();
    if (next === 'pending') {
      drafts.withdraw();
      pipeline.stop();
    }
    consent = next;
    hasStarted = false;
    early = early || [];
    if (next === 'granted') {
      journal.put(consentKey, () => undefined);
      pipeline.resume();
      void attempt(start);
    }
  }

  function onSignal(signal: Signal): Promise<unknown> | void {
    if (signal === 'restored') {
      // Before a plugin records that the page is back.
      hasLeft = false;
      pipeline.resume();
    }
    signals.tell(signal);
    if (!hasStarted) return start();
    switch (signal) {
      case 'leaving':
        // Before the disk has answered, what is in memory has no other chance.
        open();
        hasLeft = true;
        // Another tab may have heard the user say no since this one has leased last.
        return maySend() ? pipeline.leave() : undefined;
      case 'online':
        return pipeline.retryUnreachable().then(pipeline.run);
      case 'hidden':
        // A page that leaves hides as well, when all is said.
        return hasLeft ? undefined : pipeline.run();
      case 'restored':
        return scan().then(pipeline.run);
      case 'shown':
        return scan();
    }
  }

  function rescan(delay: Duration = RESCAN): void {
    if (hasStopped) return;
    if (stops[0]) stops[0]();
    stops[0] = clock.after(Math.min(delay, RESCAN) as Duration, () => {
      if (lifecycle.state() === 'visible' && !early && !hasLeft) void attempt(scan);
      rescan();
    });
  }

  async function flush(): Promise<FlushResult> {
    const dropped = ({ recorded, waiting, accepted, handedOver }: Stats): number =>
      recorded - waiting - accepted - handedOver;
    if (hasStarted) await attempt(scan);
    const before = pipeline.stats();
    await attempt(pipeline.run);
    const after = pipeline.stats();
    return {
      accepted: after.accepted - before.accepted,
      waiting: after.waiting,
      dropped: dropped(after) - dropped(before),
    };
  }

  async function stop(): Promise<void> {
    if (!hasStopped) {
      stops.forEach((end) => void attempt(end));
      // What was said in the first moments goes to disk like the rest.
      if (hasStarted) open();
      hasStopped = true;
      pipeline.stop();
    }
    await drafts.settle();
    journal.commit();
    // What is under way is settled first.
    await pipeline.run();
    await storage.close();
  }

  /** What is bound to a tracker and its children; a getter of the host's may throw. */
  function bind(bound: Props, more: Props): Props {
    try {
      return { ...bound, ...more };
    } catch (e) {
      warn(`with(): ${print(e)}`);
      return bound;
    }
  }

  const child = <Bound>(bound: Props): Tracker<Bound> => ({
    track: (kind, props?: Props) => void (hasStopped || track(bound, kind, props)),
    with: (props) => child(bind(bound, props)),
    trace: (id) => child({ ...bound, trace_id: id || newTraceId() }),
    traceId: own(bound, 'trace_id') as string | undefined,
    flush,
    consent: (next) => void attempt(() => decide(next)),
    observe: pipeline.observe,
    stats: pipeline.stats,
    stop: () => attempt(stop),
  });

  rescan();
  const tracker = child({});
  const context: PluginContext = {
    track: tracker.track,
    traceId: newTraceId,
    draft: drafts.open,
    onSignal: signals.subscribe,
    visits: createVisits(),
    lastPage,
    plugins: plugins.map((plugin) => plugin.name),
    urls: options.endpoints.map(({ url }) => url).filter(Boolean) as string[],
    platform,
    warn,
  };
  backlog.forEach(([time, kind, props]) => track({}, kind, props, time));
  for (const plugin of plugins) {
    try {
      stops.push(plugin.start(context));
    } catch (e) {
      warn(`${plugin.name} does not start: ${print(e)}`);
    }
  }
  stops.push(lifecycle.subscribe((signal) => void attempt(() => onSignal(signal))));
  // Other tabs may have stored something before they heard of it.
  void attempt(decision.read() === 'denied' ? clear : start);
  return tracker;
}

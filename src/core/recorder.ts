import { bare } from './bare';
import type { Claiming } from './claims';
import { createChannel, type Channel } from './channel';
import type { Complaints } from './complaints';
import { createDecision, type Consent } from './consent';
import type { Stats } from './counts';
import { createDrafting } from './draftedEvent';
import { createDrafts, type Drafts } from './drafts';
import { TRACE_ID_LENGTH, randomId } from './ids';
import { createIntake, type Intake } from './intake';
import { createJournal } from './journal';
import { toJson } from './json';
import { createLastPage, type LastPage } from './lastPage';
import { createLastWrites } from './lastWrites';
import type { TrackerOptions } from './options';
import { createPipeline, type Pipeline } from './pipeline';
import type { Platform, Signal } from './ports';
import { createRescan } from './rescan';
import { createSession } from './session';
import type { FlushResult } from './tracker';
import type { Duration } from './units';

/** What records for a tracker, its children and its plugins: between them and the pipeline it heeds consent and the page's life. */
export interface Recorder extends Pick<Pipeline, 'observe' | 'stats'>, Pick<Intake, 'track'> {
  readonly draft: Drafts['open'];
  newTraceId(): string;
  readonly lastPage: LastPage;
  /** To hear signals before the pipeline acts on them. */
  readonly onSignal: Channel<Signal>['subscribe'];
  /** The page says how it is with it. */
  tell(signal: Signal): void;
  /** Begins, unless the user has to be asked first. */
  start(): void;
  flush(): Promise<FlushResult>;
  decide(next: Consent): void;
  /** `end` is called when all that can be said has still to be said. */
  stop(end: () => void): Promise<void>;
}

export function createRecorder(
  platform: Platform,
  options: TrackerOptions,
  { warn, attempt }: Complaints,
): Recorder {
  const { storage, lifecycle, clock, random, device } = platform;
  const { name = 'tracelet' } = options;
  const signals = createChannel<Signal>();
  const [profileKey, consentKey] = [`${name}/profile`, `${name}/consent`];
  const decision = createDecision(platform.memo, consentKey);
  let consent: Consent =
    decision.read() || options.consent || (device.refusesTracking ? 'denied' : 'granted');
  let hasStarted = false;
  let isGone = false;
  let hasStopped = false;
  const hasLeft = (): boolean => isGone;

  const newTraceId = (): string => randomId(random, TRACE_ID_LENGTH);
  const { note, restore, forget } = createLastWrites(
    `${name}/left`,
    platform.memo,
    storage,
    newTraceId,
  );
  const journal = createJournal(storage, note, hasLeft);
  const session = createSession(random, (profile) =>
    journal.put(profileKey, () => toJson(profile)),
  );
  const lastPage = createLastPage(`${name}/page`, platform.tabMemo, () => consent === 'granted');
  const { createClaims } = bare<Partial<Claiming>>(...options.endpoints);
  const claims = createClaims && createClaims(`${name}/once/`, storage, journal, clock);
  const maySend = (): boolean => {
    if (decision.read() === 'denied') deny();
    return !hasStopped && consent === 'granted';
  };
  const pipeline = createPipeline(
    platform,
    options,
    journal,
    session,
    claims && claims.claim,
    maySend,
    restore,
    warn,
  );

  const intake = createIntake(pipeline, clock, attempt, () => consent === 'denied', hasLeft);

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
    mayStore: () => hasStarted && intake.isOpen() && !isGone && !hasStopped,
    hasLeft,
    compose,
    track: (kind, props, time) => intake.track({}, kind, props, time),
    say: (event) => intake.admit(recall(event)),
    lost: () => pipeline.drop('draft', 'corrupt', 'it cannot be read'),
  });

  const rescan = createRescan(clock, () => {
    if (lifecycle.state() === 'visible' && intake.isOpen() && !isGone) void attempt(scan);
  });

  /** Looks for what other pages have left. */
  async function scan(): Promise<void> {
    const next = await drafts.takeOver();
    // A page that was killed a moment ago is not known to be dead yet.
    if (next) rescan.within(Math.max(next - clock.now(), 0) as Duration);
    await pipeline.scan();
  }

  /** From here on events go to disk. */
  function open(): void {
    intake.open();
    drafts.resume();
  }

  async function begin(): Promise<void> {
    if (hasStarted || consent !== 'granted' || lifecycle.state() === 'prerender') return;
    hasStarted = true;
    await restore();
    await (claims && claims.read());
    await storage.read([profileKey, consentKey], ([profile, stored]) => {
      if (!intake.isOpen()) session.adopt(profile);
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
    intake.close(true);
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
    intake.close(false);
    if (next === 'granted') {
      journal.put(consentKey, () => undefined);
      pipeline.resume();
      void attempt(begin);
    }
  }

  function onSignal(signal: Signal): Promise<unknown> | void {
    if (signal === 'restored') {
      // Before a plugin records that the page is back.
      isGone = false;
      pipeline.resume();
    }
    signals.tell(signal);
    if (!hasStarted) return begin();
    switch (signal) {
      case 'leaving':
        // Before the disk has answered, what is in memory has no other chance.
        open();
        isGone = true;
        // Another tab may have heard the user say no since this one has leased last.
        return maySend() ? pipeline.leave() : undefined;
      case 'online':
        return pipeline.retryUnreachable().then(pipeline.run);
      case 'hidden':
        // A miniprogram may hear nothing more.
        journal.commit();
        // A page that leaves hides as well, when all is said.
        return isGone ? undefined : pipeline.run();
      case 'restored':
        return scan().then(pipeline.run);
      case 'shown':
        return scan();
    }
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

  async function stop(end: () => void): Promise<void> {
    if (!hasStopped) {
      rescan.stop();
      end();
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

  return {
    track: (bound, kind, props, time) =>
      void (hasStopped || intake.track(bound, kind, props, time)),
    draft: drafts.open,
    newTraceId,
    lastPage,
    onSignal: signals.subscribe,
    tell: (signal) => void attempt(() => onSignal(signal)),
    // Other tabs may have stored something before they heard of a no.
    start: () => void attempt(decision.read() === 'denied' ? clear : begin),
    flush,
    decide,
    observe: pipeline.observe,
    stats: pipeline.stats,
    stop,
  };
}

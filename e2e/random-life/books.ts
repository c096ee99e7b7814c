import type { HostOptions, HostRequest } from '../../src/testing';

const MINUTE = 60_000;

/** From its start on an app asks its disk what it has, and memory alone has what is tracked until it is answered. */
const OPENING = 30;

/**
 * How long it takes until the disk has something: the platform answers after 5 ms, what is asked of the same key
 * meanwhile waits for that, and where writes come late they take as long again.
 */
const WRITING = { kept: 5, lost: 5, late: 10 };

/** What the app has learned, and its disk has to. */
interface Fact {
  readonly at: number;
  readonly life: number;
  /** In which task; none where it was heard of in one of its own. */
  readonly task?: number;
  /** The disk has it. */
  isFirm: boolean;
}

/** By a request that the server has accepted; the fact is the answer. */
interface Delivery extends Fact {
  readonly request: HostRequest;
  /** The app was killed before its disk knew the answer. */
  isForgotten: boolean;
}

interface Tracked extends Fact {
  readonly number: number;
  readonly deliveries: Delivery[];
  /** The app was killed before the disk had it. */
  isLost: boolean;
  /** How often it stood on disk beyond once when the app was killed. */
  copies: number;
}

/**
 * What docs/delivery.md and docs/miniprograms.md promise of each event, and what not, by its cause. Only a kill loses,
 * and only what is not on disk yet: what was tracked in the last moments, or while the disk failed. Only what the app
 * did not hear of, or what its disk did not learn for those reasons, comes twice.
 */
export function createBooks(
  asyncWrites: NonNullable<HostOptions['asyncWrites']>,
  now: () => number,
) {
  const events: Tracked[] = [];
  const faults: string[] = [];
  let life = 0;
  let task = 0;
  let launchedAt = 0;
  let isShown = true;
  let isBroken = false;
  /** When the disk has what it has refused. */
  let wellAt = 0;
  /** What the app counts goes with what it has. */
  let isCounted = true;

  const isOpening = (): boolean => now() - launchedAt <= OPENING;
  const isWritten = (at: number): boolean =>
    now() >= wellAt && !(isShown && now() - at <= WRITING[asyncWrites]);

  /** Whether the disk has to have it, if the app is killed now. */
  const isDue = (fact: Fact): boolean =>
    fact.isFirm || fact.life !== life || (isWritten(fact.at) && fact.task !== task && !isOpening());

  function makeFirm(isSo: (fact: Fact) => boolean): void {
    const facts = events.flatMap<Fact>((event) => [event, ...event.deliveries]);
    for (const fact of facts) fact.isFirm ||= fact.at <= now() && isSo(fact);
  }

  const isHeard = ({ request, isForgotten }: Delivery): boolean =>
    request.outcome === 'answered' && !isForgotten;

  return {
    faults,
    endTask: () => void task++,

    launched() {
      life++;
      launchedAt = now();
      isShown = true;
      wellAt = isBroken ? Infinity : 0;
    },

    /** The numbers of so many new events. */
    track(length: number): number[] {
      const from = events.length;
      for (let number = from; number < from + length; number++) {
        const fact = { at: now(), life, task, isFirm: false };
        events.push({ ...fact, number, deliveries: [], isLost: false, copies: 0 });
      }
      return events.slice(from).map(({ number }) => number);
    },

    /** A server has accepted them; the answer comes at `at`, if nothing comes between. */
    deliver(request: HostRequest, numbers: readonly number[], at: number): void {
      for (const number of numbers) {
        const fact = { at, life, isFirm: false };
        (events[number] as Tracked).deliveries.push({ ...fact, request, isForgotten: false });
      }
    },

    hidden() {
      isShown = false;
      if (isBroken || isOpening()) return;
      // All is written before `onHide` is over.
      wellAt = now();
      makeFirm(() => true);
    },

    shown() {
      isShown = true;
      this.looked();
    },

    /** The app looks at its disk, and writes what that has refused. */
    looked() {
      if (!isBroken) wellAt = Math.min(wellAt, now() + OPENING);
    },

    broken() {
      if (isBroken) return;
      makeFirm(isDue);
      isBroken = true;
      wellAt = Infinity;
      // Of a lane that it has not read yet, the app counts from zero.
      if (isOpening()) isCounted = false;
    },

    mended() {
      if (!isBroken) return;
      isBroken = false;
      // An app that is shown looks once a minute.
      if (isShown) wellAt = now() + MINUTE + OPENING;
    },

    /** The app is killed. By number: when each place on disk that holds the event was written. */
    killed(onDisk: ReadonlyMap<number, readonly number[]>): void {
      for (const event of events) {
        const { number, deliveries, isLost } = event;
        const last = deliveries[deliveries.length - 1];
        const written = onDisk.get(number) ?? [];
        const blame = (isFault: boolean, what: string): void =>
          void (isFault && faults.push(`${number} ${what} after life ${life}`));
        if (written.length - 1 > event.copies) {
          event.copies = written.length - 1;
          blame(isWritten(Math.max(...written)), 'is on disk twice');
        }
        if (written.length && last && isHeard(last)) {
          last.isForgotten = true;
          blame(isDue(last), 'is on disk, though it was accepted,');
        }
        if (!written.length && !isLost && !(last && isHeard(last))) {
          event.isLost = true;
          blame(isDue(event), 'is not on disk');
        }
      }
      if (!isWritten(Math.max(...[...onDisk.values()].flat()))) isCounted = false;
    },

    /** Those that have to be at the server, and are not. */
    missing: (): number[] =>
      events.filter((e) => !e.deliveries.length && !e.isLost).map(({ number }) => number),

    /** Those that went out again though the app had heard that they were accepted. */
    doubled: (): number[] =>
      events
        .filter(({ deliveries, copies }) => deliveries.slice(0, -1).filter(isHeard).length > copies)
        .map(({ number }) => number),

    /** How many the app counts; nothing where it was killed while its disk learned, or has not found its counts. */
    counted: (): number | undefined =>
      isCounted ? events.filter(({ isLost }) => !isLost).length : undefined,
  };
}

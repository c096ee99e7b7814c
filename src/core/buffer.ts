import { formatBatch, isDue, parseBatch, toLines, type Batch, type StoredRecord } from './batch';
import { addCounts, type Counted, type Counts, type DropReason } from './counts';
import type { Limits } from './endpoint';
import type { Journal } from './journal';
import { LEASE, OPEN_FOR } from './lease';
import { createOwnBatch, type OwnBatch } from './ownBatch';
import type { ClockPort, Entry, StoragePort } from './ports';
import type { LaneState, Verdict } from './settle';
import { later, type Duration, type Timestamp } from './units';

/** One lane's batches, on disk and shared by all tabs of the origin. */
export interface Buffer {
  /** Into the open batch, on disk at the end of this task. */
  append(record: StoredRecord, weight: number, identity: unknown): OwnBatch;
  /** Counts a record that will never be sent. */
  drop(reason: DropReason): void;
  /** The oldest batch that may go now, with its date moved so that no other tab takes it. */
  lease(): Promise<Batch | undefined>;
  /** Carries out what `decide` makes of the lane as it stands on disk, if the lease still holds. */
  settle(batch: Batch, taken: number, decide: Decide): Promise<Verdict | undefined>;
  /** Looks for batches of other tabs and of earlier visits. */
  scan(): Promise<void>;
  /** Lets a lane that waits because nothing answered try at once: the network came back. */
  retryUnreachable(): Promise<void>;
  /** The lane as last seen. */
  state(): LaneState;
  /** When it is worth asking again; `undefined` when nothing waits. */
  nextDate(): Timestamp | undefined;
  counts(): Counts;

  /** Its own batches whose date this tab holds: what an exit may take without asking the disk. */
  held(): Batch[];
  /** Leaves `records` of a batch whose date this tab holds to anybody, without asking the disk. */
  leave(batch: Batch, records: readonly StoredRecord[], counts?: Counts): Batch;
  /** Records that were handed over and came back refused, as a batch of their own. */
  putBack(batch: Batch, taken: number): void;
  /** While the page was in a cache anybody may have taken anything: all is read again. */
  forget(): void;
}

export type Decide = (state: LaneState) => readonly [Verdict, LaneState];

/** A blind write cannot check whether the date has passed, so it comes well before. */
const APPEND_WITHIN = (OPEN_FOR / 2) as Duration;

const parseState = (text: string | undefined): LaneState => {
  try {
    return JSON.parse(text as string) as LaneState;
  } catch (e) {
    return { availableAt: 0 as Timestamp, writtenAt: 0 as Timestamp, failures: 0, counts: {} };
  }
};

/** `path` is the key of the lane's state; its batches' keys are below it. */
export function createBuffer(
  path: string,
  newName: () => string,
  limits: Limits,
  storage: StoragePort,
  journal: Journal,
  clock: ClockPort,
): Buffer {
  const prefix = `${path}/`;
  const own = new Map<string, OwnBatch>();
  /** Batches on disk that this tab does not fill, each with the date before which it is not worth reading. */
  const dates = new Map<string, Timestamp>();
  let open: OwnBatch | undefined;
  let state = parseState(undefined);

  const stateEntry = (): Entry => [path, JSON.stringify(state)];

  /** From now on the disk knows more of `key` than this tab, which reads it at `date` if ever. */
  function moveOn(key: string, date: Timestamp | undefined): void {
    own.delete(key);
    if (date === undefined) dates.delete(key);
    else dates.set(key, date);
  }

  /** The batch to which a record of `identity` may be added. */
  function openFor(identity: unknown, weight: number): OwnBatch {
    if (
      !open ||
      !open.isYoungerThan(APPEND_WITHIN) ||
      // What weighs nothing is a count, and goes into any.
      (weight &&
        (open.identity !== JSON.stringify(identity) ||
          open.size() >= limits.records ||
          open.weight() + weight > limits.bytes))
    ) {
      open = createOwnBatch(prefix + newName(), identity, clock);
      own.set(open.key, open);
    }
    journal.put(open.key, open.write);
    return open;
  }

  /** The oldest key that may be worth reading. Keys begin with their time, so they sort by age. */
  function oldest(now: Timestamp): string | undefined {
    const keys = Array.from(own.keys());
    dates.forEach((date, key) => date <= now && keys.push(key));
    return keys.sort()[0];
  }

  /** Takes `key` off disk into a lease, unless somebody else holds it, or the lane must wait. */
  function decideLease(
    key: string,
    text: string | undefined,
    lease: (batch: Batch) => void,
  ): Entry[] {
    const now = clock.now();
    if (!isDue(state, now)) return [];
    const batch = text === undefined ? undefined : parseBatch(key, text);
    // What this tab made is its own until somebody else has leased it.
    if (batch && !isDue(batch, now) && (batch.attempts || !own.has(key))) {
      moveOn(key, batch.availableAt);
      return [];
    }
    moveOn(key, undefined);
    if (!batch && text === undefined) return [];
    state = {
      ...state,
      counts: addCounts(state.counts, batch ? batch.counts : { recorded: 1, corrupt: 1 }),
    };
    if (!batch || !batch.records.length) return [[key, undefined], stateEntry()];
    const { attempts, identity, take, records } = batch;
    const availableAt = later(now, LEASE);
    const head = { attempts: attempts + 1, availableAt, writtenAt: now, identity, take };
    moveOn(key, availableAt);
    lease({ ...head, key, records });
    return [[key, formatBatch(head, toLines(records))], stateEntry()];
  }

  function leave(batch: Batch, records: readonly StoredRecord[], counts?: Counts): Batch {
    const { key, attempts, identity } = batch;
    const now = clock.now();
    const head = {
      attempts,
      availableAt: now,
      writtenAt: now,
      identity,
      counts: addCounts(addCounts({}, batch.counts), counts),
    };
    moveOn(key, now);
    journal.put(key, () => formatBatch(head, toLines(records)));
    return { ...head, key, records };
  }

  return {
    append(record, weight, identity) {
      const batch = openFor(identity, weight);
      batch.add(record, weight);
      batch.count('recorded');
      return batch;
    },

    drop(reason) {
      const batch = openFor(undefined, 0);
      batch.count('recorded');
      batch.count(reason);
    },

    async lease() {
      // Closed: what comes from now on goes into another batch. And on disk before it is read back.
      open = undefined;
      journal.commit();
      let leased: Batch | undefined;
      let key: string | undefined;
      while (!leased && isDue(state, clock.now()) && (key = oldest(clock.now()))) {
        await storage.change([path, key], ([stateText, text]) => {
          state = parseState(stateText);
          return decideLease(key as string, text, (batch) => (leased = batch));
        });
      }
      return leased;
    },

    async settle(batch, taken, decide) {
      let settled: Verdict | undefined;
      const { key, attempts, identity } = batch;
      await storage.change([path, key], ([stateText, text]) => {
        const now = clock.now();
        const [verdict, remembered] = decide(parseState(stateText));
        state = remembered;
        const stored = text === undefined ? undefined : parseBatch(key, text);
        // Evicted, or leased by another tab after our lease ran out: no longer ours to settle.
        if (!stored || stored.attempts !== attempts) return [stateEntry()];

        settled = verdict;
        let { records, take } = stored;
        const counted: Counted | false =
          verdict.kind === 'ack' ? verdict.as : verdict.kind === 'drop' && verdict.reason;
        if (counted) {
          records = records.slice(taken);
          state = { ...state, counts: addCounts(state.counts, { [counted]: taken }) };
        }
        if (verdict.kind === 'split') ({ take } = verdict);
        else if (verdict.kind === 'drop') take = undefined;
        // Free at once, for any tab: if there is a reason to wait, it is the whole lane's.
        const head = { attempts, availableAt: now, writtenAt: now, identity, take };
        moveOn(key, records.length ? now : undefined);
        return [
          [key, records.length ? formatBatch(head, toLines(records)) : undefined],
          stateEntry(),
        ];
      });
      return settled;
    },

    async scan() {
      const found = await storage.keys(prefix);
      await storage.change([path], ([text]) => {
        state = parseState(text);
        return [];
      });
      for (const key of found) if (!own.has(key) && !dates.has(key)) dates.set(key, 0 as Timestamp);
    },

    retryUnreachable: () =>
      storage.change([path], ([text]) => {
        state = parseState(text);
        if (!state.unreachable) return [];
        state = { ...state, availableAt: clock.now(), unreachable: false };
        return [stateEntry()];
      }),

    state: () => state,

    nextDate() {
      const next = Math.min(...Array.from(dates.values()), own.size ? 0 : Infinity);
      return next < Infinity ? (Math.max(next, state.availableAt) as Timestamp) : undefined;
    },

    counts() {
      let sum = state.counts;
      own.forEach((batch) => (sum = addCounts(sum, batch.counts())));
      return sum;
    },

    held() {
      open = undefined;
      return Array.from(own.values())
        .filter((batch) => batch.isYoungerThan(OPEN_FOR))
        .map((batch) => batch.asBatch());
    },

    leave,

    putBack(batch, taken) {
      leave(
        { ...batch, key: prefix + newName(), attempts: 0, counts: { handedOver: -taken } },
        batch.records.slice(0, taken),
      );
    },

    forget() {
      own.clear();
      dates.clear();
      open = undefined;
    },
  };
}

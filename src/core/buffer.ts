import {
  formatBatch,
  isDue,
  parseBatch,
  toLines,
  type Batch,
  type Dated,
  type StoredRecord,
} from './batch';
import { addCounts, type Counts, type DropReason } from './counts';
import type { Limits } from './endpoint';
import type { Journal } from './journal';
import { PAST, parseLaneState, type LaneState } from './laneState';
import { LEASE } from './lease';
import { createOwnBatches, type Appended } from './ownBatches';
import { hold, isHeld } from './hold';
import type { ClockPort, Entry, StoragePort } from './ports';
import type { Verdict } from './settle';
import type { Timestamp } from './units';

/** One lane's batches, on disk and shared by all tabs of the origin. */
export interface Buffer {
  /** Into the open batch, on disk at the end of this task. */
  append(record: StoredRecord, weight: number, identity: unknown): Appended;
  /** Counts a record that will never be sent. */
  drop(reason: DropReason): void;
  /**
   * Takes the oldest batch that may go now, with its date moved so that no other tab takes it: `take`
   * gets it before the promise resolves, as soon as it is this tab's. False when there is none.
   */
  lease(take: (batch: Batch) => void): Promise<boolean>;
  /** Carries out what `decide` makes of the lane as it stands on disk, if the lease still holds. */
  settle(
    batch: Batch,
    taken: number,
    decide: (state: LaneState) => readonly [Verdict, LaneState],
  ): Promise<Verdict | undefined>;
  /** Looks for batches of other tabs and of earlier visits. */
  scan(): Promise<void>;
  /** Lets a lane that waits because nothing answered try at once: the network came back. */
  retryUnreachable(): Promise<void>;
  /** The lane, as far as is known. */
  state(): LaneState;
  /** When it is worth asking again; `undefined` when nothing waits. */
  nextDate(): Timestamp | undefined;
  counts(): Counts;

  /** The tab's own batches whose date it still holds: what an exit may take without asking the disk. */
  held(): readonly Batch[];
  /**
   * Leaves `records` of a batch whose date this tab holds to anybody, from `availableAt` or now on,
   * without asking the disk. Who still thinks that the batch is leased finds another number.
   */
  leave(
    batch: Batch,
    records: readonly StoredRecord[],
    counts?: Counts,
    availableAt?: Timestamp,
  ): Batch;
  /** Records that were handed over and came back refused, as a batch of their own. */
  putBack(batch: Batch, taken: number): void;
  /** While the page was in a cache anybody may have taken anything: all is read again. */
  forget(): void;
}

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
  const own = createOwnBatches(() => prefix + newName(), limits, journal, clock);
  /** All keys that are known, each with the date before which it is not worth reading. */
  const dates = new Map<string, Dated>();
  /** What batches on disk have counted, until the lane counts it. */
  const uncounted = new Map<string, Counts>();
  let state = parseLaneState(undefined);

  const stateEntry = (): Entry => [path, JSON.stringify(state)];

  const countInLane = (counts: Counts | undefined): void => {
    state = { ...state, counts: addCounts(state.counts, counts) };
  };

  /** From now on the disk knows more of `key` than this tab. */
  function moveOn(key: string, batch?: Batch): void {
    own.forget(key);
    dates.delete(key);
    uncounted.delete(key);
    if (!batch) return;
    dates.set(key, batch);
    if (batch.counts) uncounted.set(key, batch.counts);
  }

  /** `batch` with other records, free for any tab to lease. */
  function free(batch: Batch, records: readonly StoredRecord[], change: Partial<Batch>): Batch {
    const now = clock.now();
    const freed = { ...batch, records, availableAt: now, writtenAt: now, ...change };
    moveOn(batch.key, freed);
    return freed;
  }

  const format = (batch: Batch): Entry => [batch.key, formatBatch(batch, toLines(batch.records))];

  /** The oldest key that may be worth reading. Keys begin with their time, so they sort by age. */
  function oldest(): string | undefined {
    const keys: string[] = [];
    dates.forEach((dated, key) => isDue(dated, clock.now()) && keys.push(key));
    return keys.sort()[0];
  }

  function leave(
    batch: Batch,
    records: readonly StoredRecord[],
    counts?: Counts,
    availableAt = clock.now(),
  ): Batch {
    const left = free(batch, records, {
      attempts: batch.attempts + 1,
      counts: addCounts({ ...batch.counts }, counts),
      availableAt,
    });
    journal.put(left.key, () => format(left)[1]);
    return left;
  }

  return {
    append(record, weight, identity) {
      const appended = own.append(record, weight, identity);
      dates.set(appended.key, PAST);
      return appended;
    },

    drop(reason) {
      dates.set(own.drop(reason), PAST);
    },

    async lease(take) {
      // Closed: what comes from now on goes into another batch. And on disk before it is read back.
      own.close();
      journal.commit();
      let isTaken = false;
      let key: string | undefined;
      while (!isTaken && isDue(state, clock.now()) && (key = oldest())) {
        const candidate = key;
        await storage.change([path, candidate], ([stateText, text]) => {
          const now = clock.now();
          state = parseLaneState(stateText);
          if (!isDue(state, now)) return [];
          const batch = parseBatch(candidate, text);
          // What this tab made is its own until somebody else has leased it.
          if (batch && !isDue(batch, now) && (batch.attempts || !own.has(candidate))) {
            moveOn(candidate, batch);
            return [];
          }
          moveOn(candidate);
          if (text === undefined) return [];
          countInLane(batch ? batch.counts : { recorded: 1, corrupt: 1 });
          if (!batch || !batch.records.length) return [[candidate, undefined], stateEntry()];
          const { attempts } = batch;
          const leased = hold(
            { ...batch, attempts: attempts + 1, counts: undefined },
            LEASE,
            clock,
          );
          moveOn(candidate, leased);
          isTaken = true;
          take(leased);
          return [format(leased), stateEntry()];
        });
      }
      return isTaken;
    },

    async settle(batch, taken, decide) {
      let settled: Verdict | undefined;
      await storage.change([path, batch.key], ([stateText, text]) => {
        const [verdict, remembered] = decide(parseLaneState(stateText));
        state = remembered;
        const stored = parseBatch(batch.key, text);
        // Evicted, or leased by another tab after our lease ran out: no longer ours to settle.
        if (!stored || stored.attempts !== batch.attempts) return [stateEntry()];
        settled = verdict;
        const done =
          verdict.kind === 'ack'
            ? verdict.as
            : verdict.kind === 'drop'
              ? verdict.reason
              : undefined;
        if (done) countInLane({ [done]: taken });
        // Free at once, for any tab: if there is a reason to wait, it is the whole lane's.
        const rest = free(stored, stored.records.slice(done ? taken : 0), {
          take:
            verdict.kind === 'split'
              ? verdict.take
              : verdict.kind === 'drop'
                ? undefined
                : stored.take,
        });
        if (rest.records.length) return [format(rest), stateEntry()];
        moveOn(batch.key);
        return [[batch.key, undefined], stateEntry()];
      });
      return settled;
    },

    async scan() {
      const found = await storage.keys(prefix);
      const unknown = found.filter((key) => !dates.has(key));
      uncounted.forEach((_, key) => found.indexOf(key) < 0 && uncounted.delete(key));
      await storage.change([path, ...unknown], ([stateText, ...texts]) => {
        state = parseLaneState(stateText);
        unknown.forEach((key, i) => {
          const batch = parseBatch(key, texts[i]);
          if (batch) moveOn(key, batch);
          else dates.set(key, PAST);
        });
        return [];
      });
    },

    retryUnreachable: () =>
      storage.change([path], ([text]) => {
        state = parseLaneState(text);
        if (!state.unreachable) return [];
        state = { ...state, availableAt: clock.now(), unreachable: false };
        return [stateEntry()];
      }),

    state: () => state,

    nextDate() {
      const now = clock.now();
      let next = Infinity;
      dates.forEach((dated) => {
        next = Math.min(next, isDue(dated, now) ? now : dated.availableAt);
      });
      if (!isDue(state, now)) next = Math.max(next, state.availableAt);
      return next < Infinity ? (next as Timestamp) : undefined;
    },

    counts() {
      let sum = state.counts;
      own.all().forEach(({ counts }) => (sum = addCounts(sum, counts)));
      uncounted.forEach((counts) => (sum = addCounts(sum, counts)));
      return sum;
    },

    held() {
      own.close();
      return own.all().filter((batch) => isHeld(batch, clock));
    },

    leave,

    putBack(batch, taken) {
      const counts = { handedOver: -taken };
      leave(
        { ...batch, key: prefix + newName(), attempts: 0, counts },
        batch.records.slice(0, taken),
      );
    },

    forget() {
      own.forget();
      uncounted.clear();
      dates.clear();
    },
  };
}

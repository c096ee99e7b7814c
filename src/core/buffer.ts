import { bare } from './bare';
import { formatBatch, parseBatch, unreadable, type Batch, type StoredRecord } from './batch';
import { addCounts, toStats, type Counts } from './counts';
import type { Endpoint } from './endpoint';
import { holdFor } from './hold';
import { createKnown } from './known';
import { parseLaneState, type LaneState } from './laneState';
import { createLaneView } from './laneView';
import { LEASE } from './lease';
import { createOpenBatch, type OpenBatch } from './openBatch';
import { print } from './print';
import type { Verdict, Verdicts } from './settle';
import type { Shared } from './shared';
import { createTakeOver } from './takeOver';
import { trim } from './trim';
import type { Timestamp } from './units';

/** One lane's batches, on disk and shared by all tabs of the origin. */
export interface Buffer extends OpenBatch {
  /**
   * Takes the oldest batches that are closed and may go now as one, with their date moved so that no other tab takes it: `take`
   * gets it before the promise resolves, as soon as it is this tab's, or nothing when there is none.
   * `isWanted` is asked at that moment, too: the page may have left meanwhile.
   */
  lease(isWanted: () => boolean, take: (batch: Batch | undefined) => void): Promise<boolean>;
  /** Carries out what `decide` makes of the lane as it stands on disk, if anything, and if the lease still holds. */
  settle(
    batch: Batch,
    taken: number,
    decide: (state: LaneState) => readonly [Verdict, LaneState] | undefined,
  ): Promise<Verdict | undefined>;
  /** Learns of batches of other tabs and of earlier visits; `found` is every key on disk. */
  scan(found: readonly string[]): Promise<void>;
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
  /** Records that were handed over and came back refused, as a batch of their own if it may still be stored. */
  putBack(batch: Batch, taken: number): void;
  /** While the page was in a cache anybody may have taken anything: all is read again. */
  forget(): void;
  /** The user has said no: what waits is dropped. The disk is cleared by others. */
  deny(): void;
}

/** `path` is the key of the lane's state; its batches' keys are below it. */
export function createBuffer(
  path: string,
  endpoint: Pick<Endpoint, 'limits' | 'weigh'>,
  shared: Shared,
): Buffer {
  const { limits } = endpoint;
  const { storage, clock } = shared.platform;
  const { journal, newName, maySend, warn } = shared;
  const prefix = `${path}/`;
  const known = createKnown(clock);
  const view = createLaneView(path, clock);
  const takeOver = createTakeOver(view, known, endpoint, shared);
  let trimming: Promise<void> | undefined;
  /** One at a time: of two, each would choose another batch, while either is enough. */
  const makeRoom = (): Promise<void> =>
    (trimming =
      trimming ||
      trim(view, known, open, takeOver, shared)
        .catch((e) => warn(`${view.lane} stumbles: ${print(e)}`))
        .then(() => {
          trimming = undefined;
        }));
  const newKey = (): string => {
    void makeRoom();
    return prefix + newName();
  };
  const open = createOpenBatch(known, newKey, limits, journal, clock);

  const counts = (): Counts => addCounts(known.counts(), view.state().counts);

  /** `batch` with other records, free for any tab to lease. */
  function free(batch: Batch, records: readonly StoredRecord[], change: Partial<Batch>): Batch {
    const now = clock.now();
    const freed = { ...batch, records, availableAt: now, writtenAt: now, ...change };
    known.note(freed);
    return freed;
  }

  function leave(
    batch: Batch,
    records: readonly StoredRecord[],
    counts?: Counts,
    availableAt = clock.now(),
  ): Batch {
    const left = free(batch, records, {
      attempts: batch.attempts + 1,
      counts: addCounts(batch.counts, counts),
      availableAt,
    });
    journal.put(left.key, () => formatBatch(left));
    return left;
  }

  return {
    ...open,

    async lease(isWanted, take) {
      let isTaken = false;
      let keys: readonly string[];
      const mayTake = (): boolean => {
        // Decided once more, as the disk has failed: what was taken is not.
        isTaken = false;
        take(undefined);
        return isWanted() && view.isOpen();
      };
      while (
        !isTaken &&
        isWanted() &&
        maySend() &&
        view.isOpen() &&
        (keys = known.next(limits.records, open.key())).length
      ) {
        // On disk before it is read back.
        journal.commit();
        await takeOver(keys, mayTake, (batch) => {
          const dates = holdFor(LEASE, clock);
          const leased = { ...batch, ...dates, attempts: batch.attempts + 1 };
          known.note(leased);
          // Until an endpoint that has failed answers as it should, one request at a time asks it.
          if (view.state().failures) view.set(dates);
          isTaken = true;
          take(leased);
          return leased;
        });
      }
      return isTaken;
    },

    async settle(batch, taken, decide) {
      const { key, attempts } = batch;
      let settled: Verdict | undefined;
      await storage.change([path, key], ([stateText, text]) => {
        const decided = decide(parseLaneState(stateText));
        const stored = parseBatch(key, text);
        // Evicted, or leased by another tab after our lease ran out: no longer ours to settle.
        if (!decided || !stored || stored.attempts !== attempts) return [];
        const [verdict, remembered] = decided;
        view.set(remembered);
        settled = verdict;
        const { as, reason, take } = bare<Partial<Verdicts>>(verdict);
        const done = as || reason;
        if (done) view.count({ [done]: taken });
        // Free at once, for any tab: if there is a reason to wait, it is the whole lane's.
        const rest = free(stored, stored.records.slice(done ? taken : 0), {
          take: reason ? undefined : take || stored.take,
        });
        const isLeft = rest.records.length > 0;
        if (!isLeft) known.forget(key);
        return [[key, isLeft ? formatBatch(rest) : undefined], view.entry()];
      });
      return settled;
    },

    async scan(found) {
      const here = found.filter((key) => key.indexOf(prefix) === 0);
      known.keepOnly(here);
      const unknown = here.filter((key) => !known.has(key));
      await storage.read([path, ...unknown], ([stateText, ...texts]) => {
        view.read(stateText);
        unknown.forEach((key, i) => known.note(parseBatch(key, texts[i]) || unreadable(key)));
      });
      await makeRoom();
    },

    retryUnreachable: () =>
      storage.change([path], ([text]) => {
        view.read(text);
        if (!view.state().unreachable) return [];
        view.set({ availableAt: clock.now(), unreachable: false });
        return [view.entry()];
      }),

    state: view.state,

    nextDate() {
      const next = known.nextDate();
      if (next === undefined || view.isOpen()) return next;
      return Math.max(next, view.state().availableAt) as Timestamp;
    },

    counts,

    held() {
      open.close();
      return known.held();
    },

    leave,

    putBack(batch, taken) {
      // The user has said no meanwhile, or the tracker has stopped and its disk is closed.
      if (!maySend()) return;
      const counts = { handedOver: -taken };
      leave(
        { ...batch, key: prefix + newName(), attempts: 0, counts },
        batch.records.slice(0, taken),
      );
    },

    forget() {
      open.close();
      known.forget();
    },

    deny() {
      const all = counts();
      const { waiting } = toStats(all);
      view.read(undefined);
      view.count(addCounts(all, { denied: waiting }));
      open.close();
      known.forget();
    },
  };
}

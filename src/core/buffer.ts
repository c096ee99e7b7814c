import { formatBatch, isDue, parseBatch, unreadable, type Batch, type StoredRecord } from './batch';
import { addCounts, toStats, type Counts } from './counts';
import type { Endpoint } from './endpoint';
import { holdFor, isHeld } from './hold';
import { toJson } from './json';
import { createKnown } from './known';
import { parseLaneState, type LaneState } from './laneState';
import { LEASE } from './lease';
import { NativePromise } from './nativePromise';
import { createOpenBatch, type OpenBatch } from './openBatch';
import type { Entry } from './ports';
import { print } from './print';
import type { Verdict } from './settle';
import type { Shared } from './shared';
import type { Timestamp } from './units';

/** One lane's batches, on disk and shared by all tabs of the origin. */
export interface Buffer extends Pick<OpenBatch, 'append' | 'drop'> {
  /**
   * Takes the oldest batches that may go now as one, with their date moved so that no other tab takes it: `take`
   * gets it before the promise resolves, as soon as it is this tab's, or nothing when there is none.
   * `isWanted` is asked at that moment, too: the page may have left meanwhile.
   */
  lease(isWanted: () => boolean, take: (batch: Batch | undefined) => void): Promise<boolean>;
  /** Carries out what `decide` makes of the lane as it stands on disk, if the lease still holds. */
  settle(
    batch: Batch,
    taken: number,
    decide: (state: LaneState) => readonly [Verdict, LaneState],
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
  /** Records that were handed over and came back refused, as a batch of their own. */
  putBack(batch: Batch, taken: number): void;
  /** While the page was in a cache anybody may have taken anything: all is read again. */
  forget(): void;
  /** The user has said no: what waits is dropped. The disk is cleared by others. */
  deny(): void;
}

/** `path` is the key of the lane's state; its batches' keys are below it. */
export function createBuffer(
  path: string,
  { limits, weigh }: Pick<Endpoint, 'limits' | 'weigh'>,
  { platform: { storage, clock }, journal, newName, kept, maySend, restore, lost, warn }: Shared,
): Buffer {
  const prefix = `${path}/`;
  const lane = path.slice(path.lastIndexOf('/') + 1);
  const known = createKnown(clock);
  const newKey = (): string => {
    trim().catch((e) => warn(`${lane} stumbles: ${print(e)}`));
    return prefix + newName();
  };
  const open = createOpenBatch(known, newKey, limits, journal, clock);
  let state = parseLaneState(undefined);

  const stateEntry = (): Entry => [path, toJson(state)];
  const isOpen = (): boolean => isDue(state, clock.now());
  const countInLane = (counts: Counts | undefined): void => {
    state = { ...state, counts: addCounts(state.counts, counts) };
  };

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
      counts: addCounts({ ...batch.counts }, counts),
      availableAt,
    });
    journal.put(left.key, () => formatBatch(left));
    return left;
  }

  function weightOf(records: readonly StoredRecord[]): number {
    let weight = 0;
    for (const { json } of records) weight += weigh(json);
    return weight;
  }

  /** Small batches go as one, so that a lane which was down for long does not come back in many requests. */
  const fits = (one: Batch, other: Batch): boolean =>
    !one.take &&
    !other.take &&
    one.records.length + other.records.length <= limits.records &&
    weightOf(one.records) + weightOf(other.records) <= limits.bytes &&
    toJson(one.identity) === toJson(other.identity);

  /**
   * Takes batches off the disk that nobody else holds, the first and what fits to it. Their counts are
   * the lane's from here on, and what `use` makes of them is written in place of the first.
   */
  async function takeOver(
    keys: readonly string[],
    mayTake: () => boolean,
    use: (batch: Batch) => Batch | undefined,
  ): Promise<void> {
    await restore();
    // The disk may fail after this has been decided, and then it is decided once more.
    const mine = keys.map(known.mine);
    return storage.change([path, ...keys], ([stateText, ...texts], isDisk) => {
      state = parseLaneState(stateText);
      if (!mayTake()) return [];
      const entries: Entry[] = [];
      let taken: Batch | undefined;
      let isFull = false;
      keys.forEach((key, i) => {
        const text = texts[i];
        const own = mine[i];
        // Nobody else can have taken what this tab still holds: then the whole disk was wiped.
        const isStillMine = own && known.mine(key) === own && isHeld(own, clock);
        const isWiped = text === undefined && isDisk && isStillMine;
        const batch = isWiped ? own : parseBatch(key, text);
        // What this tab made is its own until somebody else has leased it.
        if (batch && !isDue(batch, clock.now()) && (batch.attempts || !own)) {
          return known.note(batch);
        }
        // Whatever comes after it waits as well, so that the order stays.
        isFull = isFull || !!(batch && taken && !fits(taken, batch));
        if (isFull) return;
        known.forget(key);
        if (text === undefined && !batch) return;
        entries.push([key, undefined]);
        if (!batch) lost(lane, key, 'corrupt', 1, 'it cannot be read');
        // It was recorded, too, unless the lane has counted it already and misses it.
        const isCounted = toStats(state.counts).waiting > 0;
        countInLane(batch ? batch.counts : { recorded: isCounted ? 0 : 1, corrupt: 1 });
        if (!batch || !batch.records.length) return;
        const records = (taken ? taken.records : []).concat(batch.records);
        taken = { ...(taken || batch), records, counts: undefined };
      });
      const rest = taken && use(taken);
      if (rest) entries.push([rest.key, formatBatch(rest)]);
      return [...entries, stateEntry()];
    });
  }

  /** A lane keeps so much and no more; the oldest go first, and are counted. */
  async function trim(): Promise<void> {
    // The call may come from within an append.
    await NativePromise.resolve();
    for (let over; (over = known.excess(kept));) {
      const [key, reason] = over;
      open.close(key);
      journal.commit();
      await takeOver(
        [key],
        () => true,
        (batch) => {
          const { length: count, 0: first } = batch.records;
          countInLane({ [reason]: count });
          lost(lane, (first as StoredRecord).kind, reason, count, 'the lane keeps no more');
          return undefined;
        },
      );
    }
  }

  return {
    append: open.append,
    drop: open.drop,

    async lease(isWanted, take) {
      let isTaken = false;
      let keys: readonly string[];
      const mayTake = (): boolean => {
        // Decided once more, as the disk has failed: what was taken is not.
        isTaken = false;
        take(undefined);
        return isWanted() && isOpen();
      };
      while (
        !isTaken &&
        isWanted() &&
        maySend() &&
        isOpen() &&
        (keys = known.next(limits.records)).length
      ) {
        // Closed: what comes from now on goes into another batch. And on disk before it is read back.
        open.close();
        journal.commit();
        await takeOver(keys, mayTake, (batch) => {
          const dates = holdFor(LEASE, clock);
          const leased = { ...batch, ...dates, attempts: batch.attempts + 1 };
          known.note(leased);
          // Until an endpoint that has failed answers as it should, one request at a time asks it.
          if (state.failures) state = { ...state, ...dates };
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
        const [verdict, remembered] = decide(parseLaneState(stateText));
        const stored = parseBatch(key, text);
        // Evicted, or leased by another tab after our lease ran out: no longer ours to settle.
        if (!stored || stored.attempts !== attempts) return [];
        state = remembered;
        settled = verdict;
        const done =
          verdict.kind === 'ack'
            ? verdict.as
            : verdict.kind === 'drop'
              ? verdict.reason
              : undefined;
        if (done) countInLane({ [done]: taken });
        // Free at once, for any tab: if there is a reason to wait, it is the whole lane's.
        const take =
          verdict.kind === 'split'
            ? verdict.take
            : verdict.kind === 'drop'
              ? undefined
              : stored.take;
        const rest = free(stored, stored.records.slice(done ? taken : 0), { take });
        const isLeft = rest.records.length > 0;
        if (!isLeft) known.forget(key);
        return [[key, isLeft ? formatBatch(rest) : undefined], stateEntry()];
      });
      return settled;
    },

    async scan(found) {
      const here = found.filter((key) => key.indexOf(prefix) === 0);
      known.keepOnly(here);
      const unknown = here.filter((key) => !known.has(key));
      await storage.change([path, ...unknown], ([stateText, ...texts]) => {
        state = parseLaneState(stateText);
        unknown.forEach((key, i) => known.note(parseBatch(key, texts[i]) || unreadable(key)));
        return [];
      });
      await trim();
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
      const next = known.nextDate();
      if (next === undefined || isOpen()) return next;
      return Math.max(next, state.availableAt) as Timestamp;
    },

    counts: () => addCounts(known.counts(), state.counts),

    held() {
      open.close();
      return known.held();
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
      open.close();
      known.forget();
    },

    deny() {
      const counts = addCounts(known.counts(), state.counts);
      const { waiting } = toStats(counts);
      state = { ...parseLaneState(undefined), counts: addCounts(counts, { denied: waiting }) };
      open.close();
      known.forget();
    },
  };
}

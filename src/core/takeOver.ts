import { formatBatch, isDue, parseBatch, type Batch, type StoredRecord } from './batch';
import { toStats } from './counts';
import type { Endpoint } from './endpoint';
import { isHeld } from './hold';
import { toJson } from './json';
import { withRecords, type Known } from './known';
import type { LaneView } from './laneView';
import type { Shared } from './shared';

/**
 * Takes batches off the disk that nobody else holds, the first of `keys` and what fits to it. Their counts
 * are the lane's from here on, and what `use` makes of them is written in place of the first.
 * `mayTake` is asked when the disk has answered.
 */
export type TakeOver = (
  keys: readonly string[],
  mayTake: () => boolean,
  use: (batch: Batch) => Batch | undefined,
) => Promise<void>;

export function createTakeOver(
  view: LaneView,
  known: Known,
  { limits, weigh }: Pick<Endpoint, 'limits' | 'weigh'>,
  { platform: { storage, clock }, restore, lost }: Shared,
): TakeOver {
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

  return async (keys, mayTake, use) => {
    const isStill = await restore();
    // The disk may fail after this has been decided, and then it is decided once more.
    const mine = keys.map(known.mine);
    return storage.change([view.path, ...keys], ([stateText, ...texts], isDisk) => {
      view.read(stateText);
      // Its notes would bring back what is taken now. Whoever wants it asks again, and looks at them first.
      if (!mayTake() || !isStill()) return [];
      // By key: what is leased stands in the place of the first, which is not deleted before.
      const entries = new Map<string, string | undefined>();
      let taken: Batch | undefined;
      let isFull = false;
      keys.forEach((key, i) => {
        const text = texts[i];
        const own = mine[i];
        // Nobody else can have taken what this tab still holds: then the whole disk was wiped.
        const isStillMine = own && known.mine(key) === own && isHeld(own, clock);
        const isWiped = text === undefined && isDisk && isStillMine;
        const batch = isWiped ? withRecords(own) : parseBatch(key, text);
        // What this tab made is its own until somebody else has leased it.
        if (batch && !isDue(batch, clock.now()) && (batch.attempts || !own)) {
          return known.note(batch);
        }
        // Whatever comes after it waits as well, so that the order stays.
        isFull = isFull || !!(batch && taken && !fits(taken, batch));
        if (isFull) return;
        known.forget(key);
        if (text === undefined && !batch) return;
        entries.set(key, undefined);
        if (!batch) lost(view.lane, key, 'corrupt', 1, 'it cannot be read');
        // It was recorded, too, unless the lane has counted it already and misses it.
        const isCounted = toStats(view.state().counts).waiting > 0;
        view.count(batch ? batch.counts : { recorded: isCounted ? 0 : 1, corrupt: 1 });
        if (!batch || !batch.records.length) return;
        const records = (taken ? taken.records : []).concat(batch.records);
        taken = { ...(taken || batch), records, counts: undefined };
      });
      const rest = taken && use(taken);
      if (rest) entries.set(rest.key, formatBatch(rest));
      return [...entries, view.entry()];
    });
  };
}

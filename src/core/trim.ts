import type { StoredRecord } from './batch';
import type { Known } from './known';
import type { LaneView } from './laneView';
import { NativePromise } from './nativePromise';
import type { OpenBatch } from './openBatch';
import type { Shared } from './shared';
import type { TakeOver } from './takeOver';

/** A lane keeps so much and no more; the oldest go first, and are counted. */
export async function trim(
  view: LaneView,
  known: Known,
  open: OpenBatch,
  takeOver: TakeOver,
  { kept, journal, lost }: Shared,
): Promise<void> {
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
        view.count({ [reason]: count });
        lost(view.lane, (first as StoredRecord).kind, reason, count, 'the lane keeps no more');
        return undefined;
      },
    );
  }
}

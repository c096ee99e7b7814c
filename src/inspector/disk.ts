import { abort } from '../adapters/browser/abort';
import { done } from '../adapters/browser/done';
import { STORE } from '../adapters/browser/openDatabase';
import { parseBatch, type Batch } from '../core/batch';
import { parseLaneState, type LaneState } from '../core/laneState';

/** One lane as it stands on disk. */
export interface LaneOnDisk {
  readonly lane: string;
  readonly state: LaneState;
  /** The oldest. */
  readonly batches: readonly Batch[];
  /** How many there are. */
  readonly count: number;
}

/** More of a lane nobody reads. */
const BATCHES = 20;

/** It gives up on `pagehide` by itself. */
const unanswered = new Set<() => void>();

/** Opens what is there; a database that is not there is not made. */
function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => abort(request.transaction);
  return done(request, unanswered);
}

/** Lanes by name, out of the keys of a tracker. */
function lanesOf(keys: readonly string[], root: string): Map<string, string[]> {
  const lanes = new Map<string, string[]>();
  for (const key of keys) {
    const [lane, batch] = key.slice(root.length).split('/') as [string, string | undefined];
    const batches = lanes.get(lane) || [];
    lanes.set(lane, batches);
    if (batch !== undefined) batches.push(key);
  }
  return lanes;
}

/**
 * Reads what waits on the disk of the tracker `name`, of all tabs and visits. A page that leaves writes
 * last, and a reader would be in its way: so this gives up on `pagehide`, and holds nothing open in between.
 */
export async function readDisk(name: string): Promise<readonly LaneOnDisk[]> {
  const db = await open(name);
  const transaction = db.transaction(STORE);
  const giveUp = (): void => abort(transaction);
  addEventListener('pagehide', giveUp, true);
  db.onversionchange = giveUp;
  try {
    const store = transaction.objectStore(STORE);
    const root = `${name}/lane/`;
    const range = IDBKeyRange.bound(root, `${root}\uffff`);
    const keys = (await done(store.getAllKeys(range), unanswered)) as string[];
    const read = (key: string): Promise<string | undefined> =>
      done(store.get(key) as IDBRequest<string | undefined>, unanswered);
    return await Promise.all(
      Array.from(lanesOf(keys, root), async ([lane, names]) => {
        const [text, ...texts] = await Promise.all(
          [root + lane, ...names.slice(0, BATCHES)].map(read),
        );
        const batches = texts.map((each, i) => parseBatch(names[i] as string, each));
        return {
          lane,
          state: parseLaneState(text),
          batches: batches.filter((batch) => batch && batch.records.length) as Batch[],
          count: names.length,
        };
      }),
    );
  } finally {
    removeEventListener('pagehide', giveUp, true);
    db.close();
  }
}

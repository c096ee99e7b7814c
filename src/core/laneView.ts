import { isDue } from './batch';
import { addCounts, type Counts } from './counts';
import { toJson } from './json';
import { parseLaneState, type LaneState } from './laneState';
import type { ClockPort, Entry } from './ports';

/** A lane's state as this tab knows it: what the disk has said last, and what the tab makes of it. */
export interface LaneView {
  /** The key of the state; those of the lane's batches are below it. */
  readonly path: string;
  /** The last part of the path. */
  readonly lane: string;
  state(): LaneState;
  /** What stands on disk. */
  read(text: string | undefined): void;
  set(change: Partial<LaneState>): void;
  count(counts: Counts | undefined): void;
  /** Whether the lane's date has passed. */
  isOpen(): boolean;
  /** To be written in the transaction that {@link read} it. */
  entry(): Entry;
}

export function createLaneView(path: string, clock: ClockPort): LaneView {
  let state = parseLaneState(undefined);
  return {
    path,
    lane: path.slice(path.lastIndexOf('/') + 1),
    state: () => state,
    read: (text) => void (state = parseLaneState(text)),
    set: (change) => void (state = { ...state, ...change }),
    count: (counts) => void (state = { ...state, counts: addCounts(state.counts, counts) }),
    isOpen: () => isDue(state, clock.now()),
    entry: () => [path, toJson(state)],
  };
}

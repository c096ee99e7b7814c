import { toStats } from './counts';
import type { Tracker } from './tracker';

/** Stands for a tracker that could not start: takes every call, and does nothing. */
export const inertTracker: Tracker = {
  track: () => undefined,
  with: () => inertTracker,
  trace: () => inertTracker,
  traceId: undefined,
  flush: () => Promise.resolve({ accepted: 0, waiting: 0, dropped: 0 }),
  consent: () => undefined,
  observe: () => () => undefined,
  stats: () => ({ ...toStats({}), lanes: {} }),
  stop: () => Promise.resolve(),
};

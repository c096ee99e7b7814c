import type { ClockPort } from '../../core/ports';
import type { Monotonic, Timestamp } from '../../core/units';

declare function setTimeout(run: () => void, delay: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** No host has a monotonic clock in all versions, so the wall clock stands for both. */
export const wxClock = (): ClockPort => ({
  now: () => Date.now() as Timestamp,
  monotonic: () => Date.now() as Monotonic,
  after(delay, run) {
    const timer = setTimeout(run, delay);
    return () => clearTimeout(timer);
  },
});

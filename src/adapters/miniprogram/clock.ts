import type { ClockPort } from '../../core/ports';
import type { Monotonic, Timestamp } from '../../core/units';

declare function setTimeout(run: () => void, delay: number): unknown;
declare function clearTimeout(timer: unknown): void;

/**
 * No host has a monotonic clock in all versions, so the wall clock stands for both; what it is set back by does
 * not count.
 */
export function wxClock(): ClockPort {
  let last = Date.now();
  let monotonic = 0;
  return {
    now: () => Date.now() as Timestamp,
    monotonic() {
      const now = Date.now();
      monotonic += Math.max(0, now - last);
      last = now;
      return monotonic as Monotonic;
    },
    after(delay, run) {
      const timer = setTimeout(run, delay);
      return () => clearTimeout(timer);
    },
  };
}

import type { ClockPort } from '../../core/ports';
import type { Monotonic, Timestamp } from '../../core/units';
import { nativeClearTimeout, nativeSetTimeout } from './nativeTimers';

/** `setTimeout` takes a signed 32-bit integer, and fires at once for more. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

export function browserClock(): ClockPort {
  return {
    now: () => Date.now() as Timestamp,
    monotonic: () => performance.now() as Monotonic,
    after(delay, run) {
      const timer = nativeSetTimeout(run, Math.min(delay, LONGEST_TIMEOUT));
      return () => nativeClearTimeout(timer);
    },
  };
}

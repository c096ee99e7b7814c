import type { ClockPort } from '../../core/ports';
import type { Monotonic, Timestamp } from '../../core/units';

/** Time that moves only when it is told to. */
export interface MemoryClock extends ClockPort {
  /** Lets `by` pass: both clocks go on, and what was due runs, in order. Promises get their turn in between. */
  advance(by: number): Promise<void>;
  /** Sets the wall clock alone, as a user or a time server does. */
  jump(by: number): void;
}

/** Lets promise callbacks run that are due, and those that they cause. */
async function settlePromises(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) await Promise.resolve();
}

/** The default start is 2026-01-01T00:00:00Z. */
export function memoryClock(start = Date.UTC(2026, 0, 1)): MemoryClock {
  let wall = start;
  let monotonic = 0;
  let timers: { readonly due: number; readonly run: () => void }[] = [];

  return {
    now: () => wall as Timestamp,
    monotonic: () => monotonic as Monotonic,
    after(delay, run) {
      const timer = { due: monotonic + delay, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async advance(by) {
      const end = monotonic + by;
      await settlePromises();
      for (;;) {
        const next = timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        wall += Math.max(0, next.due - monotonic);
        monotonic = Math.max(monotonic, next.due);
        next.run();
        await settlePromises();
      }
      wall += end - monotonic;
      monotonic = end;
    },
    jump(by) {
      wall += by;
    },
  };
}

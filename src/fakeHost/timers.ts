import type { InnerClock } from './clock';
import type { Thread } from './thread';

export interface Timers {
  start(repeats: boolean, run: unknown, delay: unknown, given: readonly unknown[]): number;
  clear(id: unknown): void;
}

/** The app's timers. While its thread stands still they wait, and an interval that was missed comes once. */
export function createTimers(clock: InnerClock, thread: Thread): Timers {
  const running = new Map<unknown, () => void>();
  let last = 0;
  return {
    start(repeats, run, delay, given) {
      const id = ++last;
      const wait = Math.max(1, Number(delay) || 0);
      function arm(): void {
        const fire = (): void => {
          if (!running.has(id)) return;
          if (repeats) arm();
          else running.delete(id);
          thread.call(run, undefined, ...given);
        };
        running.set(
          id,
          clock.after(wait, () => thread.post(fire)),
        );
      }
      arm();
      return id;
    },
    clear(id) {
      const cancel = running.get(id);
      if (cancel) cancel();
      running.delete(id);
    },
  };
}

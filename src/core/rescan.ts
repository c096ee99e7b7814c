import type { ClockPort, Stop } from './ports';
import { MINUTE, type Duration } from './units';

/** How often a page looks for what dead tabs have left. */
const RESCAN = MINUTE;

/** Looks again and again, until it is stopped. */
export interface Rescan {
  /** Looks earlier than it would. */
  within(delay: Duration): void;
  stop: Stop;
}

export function createRescan(clock: ClockPort, look: () => void): Rescan {
  let stop: Stop | undefined;
  let hasStopped = false;

  function within(delay: Duration): void {
    if (stop) stop();
    if (hasStopped) return;
    stop = clock.after(Math.min(delay, RESCAN) as Duration, () => {
      look();
      within(RESCAN);
    });
  }

  within(RESCAN);
  return {
    within,
    stop() {
      hasStopped = true;
      within(RESCAN);
    },
  };
}

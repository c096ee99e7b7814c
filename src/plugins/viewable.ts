import type { ExposurePort, Target } from '../core/marks';
import type { PluginContext } from '../core/plugin';
import type { Stop } from '../core/ports';
import { print } from '../core/print';
import { SECOND, type Duration } from '../core/units';

// The MRC's Viewable Ad Impression Measurement Guidelines: half of the pixels for one continuous second,
// 30 % where the unit is large, and two seconds where it is video.
const SHARE = 0.5;
const LARGE_SHARE = 0.3;
const TIME = SECOND;
const VIDEO_TIME = (2 * SECOND) as Duration;

/** A timer that comes later than this was asleep, or the page was: nobody knows what was in view meanwhile. */
const LATE = (SECOND / 2) as Duration;

/** How long a task may go on recording what has been seen: far below a long task's 50 ms, on a slow phone too. */
const SLICE = 5 as Duration;

/**
 * Calls `onSeen` for each element that `selector` matches when it has been seen by the MRC's rule, in a page that is
 * in view: once, or `isRepeated` again when it has left the view and come back. A page that is restored from the
 * browser's cache is seen anew.
 */
export function createViewable(
  { platform: { clock, lifecycle }, onSignal, warn }: PluginContext,
  port: ExposurePort,
  selector: string,
  isRepeated: boolean,
  onSeen: (target: Target) => void,
): Stop {
  /** What is in view enough, with the time that it takes and when that will be over. */
  const inView = new Map<Target, { readonly time: Duration; due: number }>();
  let seen = new WeakSet<Target>();
  /** When the timer is to run, by the monotonic clock. */
  let planned = Infinity;
  let cancel: Stop = () => undefined;

  function plan(due: number): void {
    cancel();
    planned = lifecycle.state() === 'visible' ? due : Infinity;
    if (planned === Infinity) return;
    const delay = Math.max(0, due - clock.monotonic()) as Duration;
    const dues = [clock.now() + delay, clock.monotonic() + delay] as const;
    cancel = clock.after(delay, () => {
      // In sleep the monotonic clock may stand still.
      const late = Math.max(clock.now() - dues[0], clock.monotonic() - dues[1]);
      if (late > LATE || lifecycle.state() !== 'visible') begin();
      else look();
    });
  }

  /** From now on time counts, and none that was before. */
  function begin(): void {
    const now = clock.monotonic();
    let next = Infinity;
    inView.forEach((unit, target) => {
      unit.due = seen.has(target) ? Infinity : now + unit.time;
      next = Math.min(next, unit.due);
    });
    plan(next);
  }

  /** Records what has been in view long enough, as far as this task's time goes. */
  function look(): void {
    const now = clock.monotonic();
    let next = Infinity;
    inView.forEach((unit, target) => {
      if (unit.due <= now && clock.monotonic() - now < SLICE) {
        unit.due = Infinity;
        seen.add(target);
        try {
          onSeen(target);
        } catch (e) {
          warn(`${selector}: ${print(e)}`);
        }
      }
      next = Math.min(next, unit.due);
    });
    plan(next);
  }

  if (port.isMissing) {
    warn('exposure: what is shown is not recorded: there is no IntersectionObserver here');
  }
  const stops = [
    onSignal((signal) => {
      if (signal === 'restored') seen = new WeakSet();
      if (signal !== 'online') begin();
    }),
    port.watch(selector, (target, view) => {
      const { share, isLarge, isVideo } = view || { share: 0, isLarge: false, isVideo: false };
      if (!view || (isRepeated && share < LARGE_SHARE)) seen.delete(target);
      if (share < (isLarge ? LARGE_SHARE : SHARE)) return void inView.delete(target);
      if (inView.has(target)) return;
      const time = isVideo ? VIDEO_TIME : TIME;
      const due = seen.has(target) ? Infinity : clock.monotonic() + time;
      inView.set(target, { time, due });
      if (due < planned) plan(due);
    }),
  ];
  return () => {
    cancel();
    stops.forEach((stop) => stop());
  };
}

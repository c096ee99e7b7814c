import type { AttentionPort } from '../core/attention';
import type { PluginContext } from '../core/plugin';
import type { Stop } from '../core/ports';
import { MINUTE, SECOND, type Duration } from '../core/units';

/** When time counts: while the page is in view, has the focus, and its user does something. */
export interface ActiveTimeOptions {
  /**
   * How long the user may do nothing and still count as there, in milliseconds: what is beyond does not count,
   * until the next input. Media that play count as input. Default: 60,000.
   */
  idle?: number;
  /** `false`: time counts while the page is in view, whoever has the focus. Default: true. */
  focus?: boolean;
}

/** What is wrong with them, as a plugin's `problems`. */
export const activeTimeProblems = ({ idle = MINUTE }: ActiveTimeOptions): string[] =>
  idle > 0 ? [] : [`idle: ${idle} is too little; give milliseconds`];

/** While time counts, the clocks are read this often: a machine that falls asleep does not say so. */
const TICK = SECOND;

/** Timers that come later than this have slept, even if both clocks ran on (Windows); before, the page was only busy. */
const SLEEP = 10 * SECOND;

/** How long the user was really there. */
export interface ActiveTime {
  /** So far; only differences mean something. */
  total(): Duration;
  isCounting(): boolean;
  /** The user has done something. */
  hear(): void;
  stop(): void;
}

/** `onChange` is called when time begins or ceases to count, and with each tick in between. */
export function createActiveTime(
  { onSignal, platform: { clock, lifecycle } }: Pick<PluginContext, 'onSignal' | 'platform'>,
  attention: AttentionPort | undefined,
  { idle = MINUTE, focus = true }: ActiveTimeOptions,
  onChange: () => void,
): ActiveTime {
  let total = 0;
  /** How long nothing was heard of the user, of the time that counted. */
  let quiet = 0;
  let isCounting = false;
  let hasLeft = false;
  let wall = clock.now();
  let monotonic = clock.monotonic();
  let ticking: Stop | undefined;

  const isBusy = (): boolean => !attention || attention.isBusy();

  /** Counts the time since the last call, if it was of those that count. */
  function count(): void {
    const [passed, ran] = [clock.now() - wall, clock.monotonic() - monotonic];
    wall = clock.now();
    monotonic = clock.monotonic();
    if (!isCounting) return;
    // The wall clock jumps, and the other one may run on in sleep: neither is believed alone.
    const elapsed = passed < 0 ? ran : Math.min(passed, ran);
    const counted = Math.min(elapsed > SLEEP ? TICK : elapsed, idle - quiet);
    total += counted;
    quiet = isBusy() ? 0 : quiet + counted;
  }

  /** Counts, and looks whether it goes on. */
  function look(): void {
    count();
    const isSeen = lifecycle.state() === 'visible' && !hasLeft;
    const isFocused = !focus || !attention || attention.isFocused();
    if (isBusy()) quiet = 0;
    isCounting = isSeen && isFocused && quiet < idle;
    if (ticking) ticking();
    // Nobody tells of a focus that comes back into a frame.
    ticking = isSeen && (isCounting || !isFocused) ? clock.after(TICK, look) : undefined;
    onChange();
  }

  function hear(): void {
    count();
    quiet = 0;
    if (!isCounting) look();
  }

  const stops = [
    onSignal((signal) => {
      if (signal === 'leaving') hasLeft = true;
      if (signal === 'shown' || signal === 'restored') {
        count();
        hasLeft = false;
        quiet = 0;
      }
      look();
    }),
    attention ? attention.watch(hear, look) : () => undefined,
  ];
  look();
  return {
    total() {
      count();
      return total as Duration;
    },
    isCounting: () => isCounting,
    hear,
    stop() {
      if (ticking) ticking();
      stops.forEach((stop) => stop());
    },
  };
}

import type { Timestamp } from '../core/units';

const two = (n: number): string => `0${n}`.slice(-2);

/** A moment of today, by the device's clock. */
export function timeOf(moment: Timestamp): string {
  const date = new Date(moment);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
}

/** `14 s`, `3 min`, `2 h`. */
function spanOf(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3600)} h`;
}

/** When something may go on, and in how long. */
export const untilText = (moment: Timestamp, now: number): string =>
  moment > now ? `until ${timeOf(moment)}, in ${spanOf(moment - now)}` : 'free to go';

import { HOUR, MINUTE, SECOND, type Duration, type Timestamp } from './units';

/** The first retry comes within this time; each further one within twice the last. */
export const BACKOFF_BASE = (2 * SECOND) as Duration;

/** However long an endpoint is down, it is asked again within this time. */
export const BACKOFF_CAP = (10 * MINUTE) as Duration;

/** A server that asks for more is not believed: the clock or the header is wrong. */
const RETRY_AFTER_CAP = (24 * HOUR) as Duration;

/**
 * Exponential with full jitter: a random share of the whole interval, so that clients which failed
 * together do not come back together.
 */
export const backoff = (failures: number, fraction: number): Duration =>
  (fraction * Math.min(BACKOFF_CAP, BACKOFF_BASE * 2 ** (failures - 1))) as Duration;

/** Reads `Retry-After` in both of its forms, seconds and a date; 0 where there is none. */
export function retryAfter(header: string | undefined, now: Timestamp): Duration {
  if (!header) return 0 as Duration;
  const wait = /^\s*\d+\s*$/.test(header)
    ? Number(header) * SECOND
    : // `Date.parse` reads a year out of any text; a date in a header ends so (RFC 9110, 5.6.7).
      /GMT\s*$/.test(header)
      ? Date.parse(header) - now
      : 0;
  return (wait > 0 ? Math.min(wait, RETRY_AFTER_CAP) : 0) as Duration;
}

import { HOUR, type Duration } from './units';

/** How much one lane keeps while it cannot deliver. Beyond it the oldest go first, and are counted. */
export interface Retention {
  /** Default: 10,000, some days of a busy user's events. */
  records?: number;
  /** Bytes on disk. Default: 2 MiB, so that five lanes stay within the 10 MB of a miniprogram. */
  bytes?: number;
  /**
   * Milliseconds. Default: 7 days, after which Safari deletes what scripts have stored for a site
   * that nobody has visited (https://webkit.org/blog/10218/).
   */
  age?: number;
}

export interface Kept {
  readonly records: number;
  readonly bytes: number;
  readonly age: Duration;
}

export const retain = ({
  records = 10_000,
  bytes = 2 * 1024 * 1024,
  age = 7 * 24 * HOUR,
}: Retention): Kept => ({ records, bytes, age: age as Duration });

import type { Props } from './event';
import type { Timestamp } from './units';

/** A call of `track()` that was made before there was a tracker. */
export type Call = readonly [time: Timestamp, kind: string, props: Props];

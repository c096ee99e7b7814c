import type { Claims } from './claims';
import type { DropReason } from './counts';
import type { Journal } from './journal';
import type { LastWrites } from './lastWrites';
import type { Observer } from './observe';
import type { Platform } from './ports';
import type { Kept } from './retention';
import type { Session } from './session';
import type { Duration } from './units';

/** What all lanes of a tracker share. */
export interface Shared {
  readonly platform: Platform;
  readonly journal: Journal;
  readonly session: Session;
  readonly delay: Duration;
  readonly tell: Observer;
  /** Tells of records that will never be delivered; `why` is for a person. */
  readonly lost: (
    lane: string,
    event: string,
    reason: DropReason,
    count: number,
    why: string,
  ) => void;
  readonly warn: (message: string) => void;
  /** A name for a key that no other tab makes, later in the order than those before. */
  readonly newName: () => string;
  /** For the endpoints that claim. */
  readonly claim: Claims['claim'] | undefined;
  readonly kept: Kept;
  /** Asked before anything is sent or put back, since the user may have said no in another tab. */
  readonly maySend: () => boolean;
  /** Awaited before anything is taken off the disk: a page may have left, and its last write been in vain. */
  readonly restore: LastWrites['restore'];
}

import type { Answers } from './answers';
import type { AsyncWrites } from './asyncWrites';
import type { InnerClock } from './clock';
import type { Disk } from './disk';
import type { Listeners } from './listeners';
import type { Network } from './network';
import type { Realm } from './realm';
import type { Thread } from './thread';
import type { HostOptions, Profile } from './types';

/** What all parts of a platform's API share. */
export interface Core {
  readonly profile: Profile;
  readonly options: HostOptions;
  readonly clock: InnerClock;
  readonly thread: Thread;
  readonly realm: Realm;
  readonly answers: Answers;
  readonly disk: Disk;
  readonly asyncWrites: AsyncWrites;
  readonly network: Network;
  listeners<E>(): Listeners<E>;
}

import { RECORD_ID_LENGTH, randomId } from './ids';
import { parseObject } from './json';
import type { RandomPort } from './ports';
import { MINUTE, type Timestamp } from './units';

/** A visit ends after this long without an event, as in every analytics product since Urchin. */
const IDLE = 30 * MINUTE;

/** What the visits of an origin share, on disk. */
export interface Profile {
  readonly session?: string;
  readonly seenAt?: Timestamp;
  /** The id of this device, where an endpoint needs one that the host does not give. */
  readonly device?: string;
}

export interface SessionVisit {
  readonly session: string;
  readonly seq: number;
}

/** The visit that an event belongs to, over all tabs of the origin and across page loads. */
export interface Session {
  /** The visit at `time`, and the event's number in it; a visit that is over begins anew. */
  at(time: Timestamp): SessionVisit;
  /** The visit under way, and the number of its next event. */
  next(): SessionVisit;
  /** The device's id, made when it is first asked for. */
  device(): string;
  /** Takes over what another page has left. */
  adopt(text: string | undefined): void;
}

export function createSession(random: RandomPort, save: (profile: Profile) => void): Session {
  let profile: Profile = {};
  let savedAt = 0;
  let seq = 0;
  const newId = (): string => randomId(random, RECORD_ID_LENGTH);

  function change(more: Profile): void {
    profile = { ...profile, ...more };
    save(profile);
  }

  return {
    adopt(text) {
      profile = parseObject(text) || profile;
    },
    device() {
      if (!profile.device) change({ device: newId() });
      return profile.device as string;
    },
    next: () => ({ session: profile.session || newId(), seq: seq + 1 }),
    at(seenAt) {
      const isOver = !profile.session || Math.abs(seenAt - (profile.seenAt || 0)) > IDLE;
      if (isOver) seq = 0;
      const session = isOver ? newId() : (profile.session as string);
      // Written once a minute and not with each event: another page may count the visit a minute shorter.
      if (isOver || seenAt - savedAt > MINUTE) {
        savedAt = seenAt;
        change({ session, seenAt });
      } else {
        profile = { ...profile, seenAt };
      }
      return { session, seq: ++seq };
    },
  };
}

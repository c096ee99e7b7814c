import { parseBatch, type Dated } from './batch';
import type { DraftedEvent, Drafting } from './draftedEvent';
import type { Props } from './event';
import { holdFor, isHeld } from './hold';
import type { Journal } from './journal';
import { toJson } from './json';
import { LEASE } from './lease';
import { NativePromise } from './nativePromise';
import type { ClockPort, StoragePort } from './ports';
import type { Duration, Monotonic, Timestamp } from './units';

/**
 * An event of which the end is not there yet. It stands on disk as it would have to be said if the page died now,
 * and then the next page says it.
 */
export interface Draft {
  /** What is true now. Nobody else says it before `hold` has passed. */
  save(props: Props, hold: Duration): void;
  /** Nobody else can have said it. If not, the next `save` asks the disk, and an end has to wait for that. */
  isOurs(): boolean;
  /** Says it, for the last time. `props` is asked when this page may say it, and answers nothing if others have said all. */
  end(props: () => Props | undefined): void;
}

/** As it stands on disk: with the head of a batch, so that an exit's last writes are done again alike. */
export interface StoredDraft extends Dated {
  /** For the page that wrote it; not on disk. */
  readonly writtenMonotonic?: Monotonic | undefined;
  /** Rises with each page that takes it for a dead one's, and when it ends. */
  readonly attempts: number;
  /** None when it has ended: then anybody deletes it. */
  readonly event?: DraftedEvent | undefined;
}

export const parseDraft = (key: string, text: string | undefined): StoredDraft | undefined =>
  parseBatch(key, text);

export const formatDraft = ({ attempts, availableAt, writtenAt, event }: StoredDraft): string =>
  toJson({ attempts, availableAt, writtenAt, event });

/** Not deleted but marked, because only what is written can be done again after an exit. */
export const endedDraft = ({ attempts }: StoredDraft, clock: ClockPort): string =>
  formatDraft({ ...holdFor(0 as Duration, clock), attempts: attempts + 1, event: undefined });

/** What drafts have to do with the rest of a tracker. */
export interface DraftDuties {
  readonly storage: StoragePort;
  readonly clock: ClockPort;
  readonly journal: Journal;
  /** Whether anything may be stored now. */
  readonly mayStore: () => boolean;
  /** The page has gone, and has no time left that it may count on. */
  readonly hasLeft: () => boolean;
  readonly compose: Drafting['compose'];
  readonly track: (kind: string, props: Props, time: Timestamp) => void;
}

/** A draft of this page. */
export interface OwnDraft extends Draft {
  /** Where it stands now. */
  key(): string;
  /** Resolves when an end that has to ask the disk is said. */
  ending(): Promise<void> | undefined;
  /** Nothing of it may stand on disk any more. */
  withdraw(): void;
  /** Storing is allowed again. */
  resume(): void;
}

/**
 * `onTaken` hears what another page has said of it, because this one seemed dead: what is saved from then on is a draft
 * of its own. `onEnd` is called when it is over.
 */
export function createDraft(
  newKey: () => string,
  { storage, clock, journal, mayStore, hasLeft, compose, track }: DraftDuties,
  kind: string,
  onTaken: (said: Props) => void,
  onEnd: () => void,
): OwnDraft {
  let key = newKey();
  let stored: StoredDraft | undefined;
  let asking: Promise<void> | undefined;
  let again: (() => void) | undefined;
  let hasEnded = false;
  let ending: Promise<void> | undefined;

  const put = (text: string | undefined): void => journal.put(key, () => text);

  /** Writes `next` if the disk still has what this page has written. */
  async function confirm(before: StoredDraft, next: StoredDraft): Promise<void> {
    let isTaken = false;
    await storage.change([key], ([text]) => {
      const found = parseDraft(key, text);
      isTaken = !found || found.attempts !== before.attempts;
      return isTaken ? [] : [[key, formatDraft(next)]];
    });
    asking = undefined;
    // Withdrawn meanwhile.
    if (stored !== before) return;
    stored = isTaken ? undefined : next;
    if (!isTaken) return;
    key = newKey();
    if (before.event) onTaken(before.event.props);
  }

  const isOurs = (): boolean => !asking && !(stored && !isHeld(stored, clock));

  function save(props: Props, hold: Duration): void {
    again = () => save(props, hold);
    if (hasEnded || asking || !mayStore()) return;
    const event = compose(kind, props);
    const next = { ...holdFor(hold, clock), attempts: 0, event };
    if (stored && !isOurs()) {
      asking = confirm(stored, next);
      return;
    }
    put(formatDraft(next));
    stored = next;
  }

  return {
    key: () => key,
    save,
    isOurs,
    end(props) {
      if (hasEnded) return;
      hasEnded = true;
      const time = clock.now();
      function finish(): void {
        const last = props();
        if (last) track(kind, last, time);
        if (stored) put(endedDraft(stored, clock));
        onEnd();
      }
      if (isOurs()) return finish();
      // Another page may have said it. If this one goes before the disk has answered, another page will: it may die
      // between saying it and writing that it has.
      ending = NativePromise.resolve(asking)
        .then(() => stored && confirm(stored, { ...stored, ...holdFor(LEASE, clock) }))
        .then(() => (hasLeft() ? onEnd : finish)());
    },
    ending: () => ending,
    withdraw() {
      if (stored) put(undefined);
      stored = undefined;
    },
    resume: () => again && again(),
  };
}

import { isDue } from './batch';
import {
  createDraft,
  endedDraft,
  formatDraft,
  parseDraft,
  type Draft,
  type DraftDuties,
  type OwnDraft,
  type StoredDraft,
} from './draft';
import type { DraftedEvent } from './draftedEvent';
import type { Props } from './event';
import { holdFor } from './hold';
import type { LastWrites } from './lastWrites';
import { LEASE } from './lease';
import type { Entry } from './ports';
import type { Timestamp } from './units';

/** The drafts of a tracker, its own and those that dead pages have left. */
export interface Drafts {
  open(kind: string, onTaken: (said: Props) => void): Draft;
  /** Says what dead pages have left; answers when there may be more, if ever. */
  takeOver(): Promise<Timestamp | undefined>;
  /** Resolves when all that has ended is said. */
  settle(): Promise<void>;
  /** Nothing may be stored any more. */
  withdraw(): void;
  /** Storing is allowed, from now on or again. */
  resume(): void;
}

/** What it takes to say what others have left. */
interface Duties extends DraftDuties {
  readonly newId: () => string;
  readonly restore: LastWrites['restore'];
  readonly say: (event: DraftedEvent) => void;
  /** Tells of one that cannot be read. */
  readonly lost: () => void;
}

/** Their keys begin with `prefix`. */
export function createDrafts(prefix: string, duties: Duties): Drafts {
  const { storage, clock, journal, mayStore, newId, restore, say, lost } = duties;
  const own = new Set<OwnDraft>();
  const newKey = (): string => prefix + newId();

  return {
    open(kind, onTaken) {
      const draft = createDraft(newKey, duties, kind, onTaken, () => own.delete(draft));
      own.add(draft);
      return draft;
    },

    async takeOver() {
      const isStill = await restore();
      const keys = await storage.keys(prefix);
      const mine = [...own].map((draft) => draft.key());
      const others = keys.filter((key) => mine.indexOf(key) < 0);
      let found: (readonly [key: string, draft: StoredDraft])[] = [];
      let next: Timestamp | undefined;
      if (!others.length) return next;
      await storage.change(others, (texts) => {
        found = [];
        next = undefined;
        if (!mayStore() || !isStill()) return [];
        const entries: Entry[] = [];
        others.forEach((key, i) => {
          const text = texts[i];
          const draft = parseDraft(key, text);
          if (draft && draft.event && !isDue(draft, clock.now())) {
            if (!next || draft.availableAt < next) next = draft.availableAt;
            return;
          }
          if (text !== undefined && !draft) lost();
          const claimed = draft &&
            draft.event && { ...draft, ...holdFor(LEASE, clock), attempts: draft.attempts + 1 };
          if (claimed) found.push([key, claimed]);
          entries.push([key, claimed && formatDraft(claimed)]);
        });
        return entries;
      });
      // What has been taken and cannot be said now is anybody's again when the lease is over.
      for (const [key, draft] of mayStore() ? found : []) {
        say(draft.event as DraftedEvent);
        journal.put(key, () => endedDraft(draft, clock));
      }
      return next;
    },

    async settle() {
      for (const draft of own) await draft.ending();
    },
    withdraw: () => own.forEach((draft) => draft.withdraw()),
    resume: () => own.forEach((draft) => draft.resume()),
  };
}

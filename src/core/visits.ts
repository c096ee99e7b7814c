import type { PageVisit } from './catalogue';
import { createChannel } from './channel';
import type { Stop } from './ports';

/** A page visit under way. */
export type Visit = PageVisit & { readonly trace_id: string };

/** Where the plugin that knows of page visits tells the others. */
export interface Visits {
  /** The visit that begins now, and ends the one before; `undefined` when only that ends. */
  set(visit: Visit | undefined): void;
  /** `before` is the visit that has ended, if there was one. */
  subscribe(listener: (before: Visit | undefined) => void): Stop;
}

export function createVisits(): Visits {
  const channel = createChannel<Visit | undefined>();
  let current: Visit | undefined;
  return {
    subscribe: channel.subscribe,
    set(visit) {
      const before = current;
      current = visit;
      channel.tell(before);
    },
  };
}

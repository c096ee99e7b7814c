import type { PageVisit } from './catalogue';
import { createChannel } from './channel';
import type { Stop } from './ports';

/** A page visit under way. */
export type Visit = PageVisit & { readonly trace_id: string };

/** Where the plugin that knows of page visits tells the others. */
export interface Visits {
  /** The visit that begins now, and ends the one before; `undefined` when only that ends. */
  set(visit: Visit | undefined): void;
  /** The one under way. */
  current(): Visit | undefined;
  /** Called when a visit begins, or ends without another. */
  subscribe(listener: (visit: Visit | undefined) => void): Stop;
}

export function createVisits(): Visits {
  const channel = createChannel<Visit | undefined>();
  let current: Visit | undefined;
  return {
    subscribe: channel.subscribe,
    current: () => current,
    set(visit) {
      current = visit;
      channel.tell(visit);
    },
  };
}

import type { Picked } from './endpoint';
import type { Props } from './event';
import type { Pipeline, Said } from './pipeline';
import type { Session } from './session';
import type { ClockPort } from './ports';

/** A call of `track()` that another page may have to make, whose endpoints may be others. */
export interface DraftedEvent extends Pick<Said, 'kind' | 'props' | 'time' | 'visit'> {
  readonly whose: readonly (readonly [endpoint: string, whose: Picked | null | undefined])[];
}

export interface Drafting {
  /** What would be said, were it said now. */
  compose(kind: string, props: Props): DraftedEvent;
  /** The call that the page would have made. */
  recall(event: DraftedEvent): Said;
}

/** `endpoints` are the names of the pipeline's, in its order. */
export const createDrafting = (
  endpoints: readonly string[],
  { identify }: Pick<Pipeline, 'identify'>,
  session: Session,
  clock: ClockPort,
): Drafting => ({
  compose(kind, props) {
    const identities = identify();
    const whose = endpoints.map((name, i) => [name, identities[i]] as const);
    return { kind, props, time: clock.now(), visit: session.next(), whose };
  },
  recall({ kind, props, time, visit, whose }) {
    const present = identify();
    const identities = endpoints.map((name, i) => {
      const [then] = whose.filter(([other]) => other === name);
      return then ? then[1] || undefined : present[i];
    });
    return { kind, props, time, visit, identities };
  },
});

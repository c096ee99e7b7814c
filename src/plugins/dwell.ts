import type { AttentionPort } from '../core/attention';
import type { Plugin } from '../core/plugin';
import { activeTimeProblems, type ActiveTimeOptions } from './activeTime';
import type { Visit } from '../core/visits';
import { createTimed } from './timed';

/** When time counts as dwell. */
export type DwellOptions = ActiveTimeOptions;

/**
 * How long the user was with each page: a `page_leave` with whole seconds of active time when its visit ends, or
 * at the next visit if the page was killed. Needs `pageViews`.
 */
export function dwell(options: DwellOptions = {}, attention?: AttentionPort): Plugin {
  return {
    name: 'dwell',
    problems: activeTimeProblems(options),

    start(context) {
      const { visits } = context;
      const timed = createTimed(context, 'page_leave', attention, options);
      const look = (visit: Visit | undefined): void => (visit ? timed.begin(visit) : timed.end());
      const unsubscribe = visits.subscribe(look);
      look(visits.current());
      return () => {
        visits.set(undefined);
        unsubscribe();
        timed.stop();
      };
    },
  };
}

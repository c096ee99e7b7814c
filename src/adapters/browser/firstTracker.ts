import type { Call } from '../../core/call';
import type { Props } from '../../core/event';
import type { TrackerOptions } from '../../core/options';
import type { Tracker } from '../../core/tracker';

/** `window.tracelet`, as the stub has made it. */
export interface ScriptGlobal {
  /** The calls so far. */
  q: Call[];
  /** Pushes a call. */
  track: (kind: string, props: Props) => void;
  /** Who gets the calls. */
  tracker?: Tracker;
}

/** Who starts trackers; the first of them gets what was called before it, and all that is called later. */
export interface FirstTracker {
  start(options: TrackerOptions): Tracker;
  /** Gives the calls to a tracker that has had, or has refused, the first `known` of them. */
  adopt(tracker: Tracker, known: number): void;
}

export function firstTracker(
  page: ScriptGlobal,
  start: (options: TrackerOptions, backlog?: readonly Call[]) => Tracker,
): FirstTracker {
  const queue = page.q;
  let isFirst = true;

  function adopt(tracker: Tracker, known: number): void {
    page.tracker = tracker;
    page.track = tracker.track;
    // Who has taken `track` out of the global before goes on to push.
    const push = ([, kind, props]: Call): number => {
      tracker.track(kind, props);
      return 0;
    };
    // Assigned, it would throw where a page has frozen what every array inherits.
    Object.defineProperty(queue, 'push', { value: push, configurable: true });
    for (const call of queue.splice(0).slice(known)) push(call);
  }

  return {
    adopt,
    start(options) {
      if (!isFirst) return start(options);
      const { length } = queue;
      // If it throws, the calls wait for one that does not.
      const tracker = start(options, queue.slice());
      isFirst = false;
      adopt(tracker, length);
      return tracker;
    },
  };
}

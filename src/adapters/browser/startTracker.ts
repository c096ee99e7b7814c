import { bare } from '../../core/bare';
import type { Call } from '../../core/call';
import { createTrackerOn } from '../../core/createTrackerOn';
import type { TrackerOptions } from '../../core/options';
import type { Tracker } from '../../core/tracker';
import { browserPlatform } from './browserPlatform';

/** A tracker in a page; `backlog` is what was called before it. */
export function startTracker(options: TrackerOptions, backlog?: readonly Call[]): Tracker {
  const { name, onWarn = (message: string) => console.warn(message) } =
    bare<TrackerOptions>(options);
  return createTrackerOn(browserPlatform(onWarn, name), options, backlog);
}

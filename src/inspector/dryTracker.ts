import { browserLifecycle } from '../adapters/browser/lifecycle';
import { createTrackerOn } from '../core/createTrackerOn';
import type { TrackerOptions } from '../core/options';
import type { Tracker } from '../core/tracker';
import { dryPlatform } from './dryPlatform';

const all = new WeakSet<object>();

/** Whether a tracker is one that sends nothing. */
export const isDry = (tracker: object): boolean => all.has(tracker);

/**
 * Stands in for `createTracker(options)` and sends nothing: each request is made as it would go out, with its
 * signature and its headers, and shown by `inspect()`; nothing is stored either. Hooks of the options
 * (`token`, `session`, `sign`) are asked as ever, since without them no request would be exact.
 */
export function createDryTracker(options: TrackerOptions): Tracker {
  const warn = (message: string): void => (options.onWarn || console.warn)(message);
  const platform = dryPlatform(warn, browserLifecycle(options.name || 'tracelet', warn));
  const tracker = createTrackerOn(platform, options);
  all.add(tracker);
  return tracker;
}

import { browserAttention } from './adapters/browser/attention';
import { startTracker } from './adapters/browser/startTracker';
import type { TrackerOptions } from './core/options';
import type { Plugin } from './core/plugin';
import type { Tracker } from './core/tracker';
import { dwell as dwellOn, type DwellOptions } from './plugins/dwell';

export * from './common';
export { markedPages } from './adapters/browser/markedPages';

/**
 * How long the user was with each page: a `page_leave` with whole seconds of active time when its visit ends, or
 * at the next visit if the page was killed. Active: in view, with the focus, and not idle. Needs `pageViews`.
 */
export const dwell = (options?: DwellOptions): Plugin => dwellOn(options, browserAttention());

/**
 * Starts a tracker in a page. Throws when an option could never work, naming it and the remedy;
 * after that nothing it does throws or rejects.
 */
export const createTracker = (options: TrackerOptions): Tracker => startTracker(options);

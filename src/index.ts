import { browserAttention } from './adapters/browser/attention';
import { browserPlatform } from './adapters/browser/browserPlatform';
import { browserLoading } from './adapters/browser/loading';
import { bare } from './core/bare';
import type { TrackerOptions } from './core/options';
import { createTrackerOn } from './core/createTrackerOn';
import type { Plugin } from './core/plugin';
import type { Tracker } from './core/tracker';
import { dwell as dwellOn, type DwellOptions } from './plugins/dwell';
import { launchOn, type Launch, type LaunchOptions } from './plugins/launch';

export * from './common';
export { markedPages } from './adapters/browser/markedPages';
export type { Launch, LaunchOptions };

const warnInConsole = (message: string): void => console.warn(message);

/** The launch of the platform, the first request for its data, and that it has them, each once a page load. */
export const launch = (options?: LaunchOptions): Launch => launchOn(browserLoading(), options);

/**
 * How long the user was with each page: a `page_leave` with whole seconds of active time when its visit ends, or
 * at the next visit if the page was killed. Active: in view, with the focus, and not idle. Needs `pageViews`.
 */
export const dwell = (options?: DwellOptions): Plugin => dwellOn(options, browserAttention());

/**
 * Starts a tracker in a page. Throws when an option could never work, naming it and the remedy;
 * after that nothing it does throws or rejects.
 */
export const createTracker = (options: TrackerOptions): Tracker => {
  const { name, onWarn = warnInConsole } = bare<TrackerOptions>(options);
  return createTrackerOn(browserPlatform(onWarn, name), options);
};

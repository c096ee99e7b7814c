import { browserPlatform } from './adapters/browser/browserPlatform';
import { bare } from './core/bare';
import type { TrackerOptions } from './core/options';
import { createTrackerOn } from './core/createTrackerOn';
import type { Tracker } from './core/tracker';

export * from './common';
export { markedPages } from './adapters/browser/markedPages';

/**
 * Starts a tracker in a page. Throws when an option could never work, naming it and the remedy;
 * after that nothing it does throws or rejects.
 */
export const createTracker = (options: TrackerOptions): Tracker => {
  const { name, onWarn = (message: string) => console.warn(message) } =
    bare<TrackerOptions>(options);
  return createTrackerOn(browserPlatform(onWarn, name), options);
};

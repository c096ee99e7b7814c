import { browserAttention } from './adapters/browser/attention';
import { browserPlatform } from './adapters/browser/browserPlatform';
import { browserClicks } from './adapters/browser/clicks';
import { browserExposures } from './adapters/browser/exposures';
import { browserMarks } from './adapters/browser/marks';
import { browserQr } from './adapters/browser/qr';
import { bare } from './core/bare';
import type { TrackerOptions } from './core/options';
import { createTrackerOn } from './core/createTrackerOn';
import type { Plugin } from './core/plugin';
import type { Tracker } from './core/tracker';
import { clicksOn } from './plugins/clicks';
import { dwell as dwellOn, type DwellOptions } from './plugins/dwell';
import { exposureOn, type ExposureOptions } from './plugins/exposure';
import { qrOn, type QrOptions } from './plugins/qr';

export * from './common';
export { markedPages } from './adapters/browser/markedPages';
export type { ExposureOptions, QrOptions };

/** Records clicks on elements that say what they are: `<button data-tracelet="game_enter" data-tracelet-game_id="12">`. */
export const clicks = (): Plugin => clicksOn(browserClicks(), browserMarks());

/** Records elements with `data-tracelet="KIND"` and `data-tracelet-on="show"` when the user has seen them. */
export const exposure = (options?: ExposureOptions): Plugin =>
  exposureOn(browserExposures(), browserMarks(), options);

/**
 * Records live codes, `<img data-tracelet-qr="CODE">`, when they are seen and long-pressed, and the jumps that lead to
 * them, `<a data-tracelet-jump="CODE" href>`: one operation with one trace id, also across pages.
 */
export const qr = (options?: QrOptions): Plugin => qrOn(browserQr(), browserExposures(), options);

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
  const { name, onWarn = (message: string) => console.warn(message) } =
    bare<TrackerOptions>(options);
  return createTrackerOn(browserPlatform(onWarn, name), options);
};

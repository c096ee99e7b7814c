import { findHost } from './adapters/miniprogram/hosts';
import { enterQuery } from './adapters/miniprogram/enterQuery';
import { pageSharing } from './adapters/miniprogram/pageSharing';
import type { WxLike } from './adapters/miniprogram/wxLike';
import { startTracker } from './adapters/miniprogram/startTracker';
import type { TrackerOptions } from './core/options';
import type { Plugin } from './core/plugin';
import type { Tracker } from './core/tracker';
import { codesOn, type Codes } from './plugins/codes';
import { sharesOn, type SharesOptions } from './plugins/shares';

export type { WxLike, WxResponse } from './adapters/miniprogram/wxLike';
export * from './common';
export { webViewUrl } from './core/traceInPath';
export { dwell } from './plugins/dwell';
export type { Codes, SharesOptions };

/**
 * Records the menu's share and favorite as buttons of the game, on the pages that have `onShareAppMessage`, `onShareTimeline`
 * or `onAddToFavorites`.
 */
export const shares = (options: SharesOptions): Plugin => sharesOn(pageSharing, options);

/**
 * Records live codes of which the app says that they are shown and pressed, in the operation whose `trace_id` an H5 page has put
 * into the path: `const codes = qr()`, then `codes.shown({ code })`. `host` as for {@link createTracker}.
 */
export const qr = (host: WxLike = findHost()): Codes => codesOn(() => enterQuery(host));

/**
 * Starts a tracker in a miniprogram; `host` is its platform's object. Default: `my`,
 * `swan`, `tt`, `qq`, `ks`, `jd`, `wx` or `uni`, whichever is found first.
 * Throws when there is none, or when an option could never work, naming it and the remedy.
 */
export const createTracker = (options: TrackerOptions, host: WxLike = findHost()): Tracker =>
  startTracker(options, host, 'miniprogram');

import { wxAdObjects, type AdHost } from './adapters/miniprogram/adObjects';
import { enterQuery } from './adapters/miniprogram/enterQuery';
import { findHost } from './adapters/miniprogram/hosts';
import { wxPage } from './adapters/miniprogram/page';
import { pageSharing } from './adapters/miniprogram/pageSharing';
import { wxRequests } from './adapters/miniprogram/requests';
import { startTracker } from './adapters/miniprogram/startTracker';
import { topQuery } from './adapters/miniprogram/topQuery';
import type { WxLike } from './adapters/miniprogram/wxLike';
import type { Endpoint } from './core/endpoint';
import type { TrackerOptions } from './core/options';
import type { Plugin } from './core/plugin';
import type { Tracker } from './core/tracker';
import { pushData as pushDataOn, type PushDataOptions } from './endpoints/pushData';
import { codesOn, type Codes } from './plugins/codes';
import { hostAdsOn, type HostAds, type HostAdsOptions } from './plugins/hostAds';
import { launchOn, type Launch, type LaunchOptions } from './plugins/launch';
import { sharesOn, type SharesOptions } from './plugins/shares';

export type { WxError, WxLike, WxResponse } from './adapters/miniprogram/wxLike';
export * from './common';
export type { AdFormat, AdHandle } from './core/adPorts';
export { webViewUrl } from './core/traceInPath';
export type { ActiveTimeOptions } from './plugins/activeTime';
export type { AdsByHand } from './plugins/createAds';
export { dwell } from './plugins/dwell';
export {
  games,
  type GameButton,
  type GameHandle,
  type Games,
  type GamesOptions,
  type GameTarget,
} from './plugins/games';
export type { AdHost, Codes, HostAds, HostAdsOptions, Launch, LaunchOptions, SharesOptions };

/**
 * Records ads: those that the app makes by `createRewardedVideoAd` and the like by themselves, while a tracker runs, and
 * any other by what `ad(format)` returns. `host` is the object at which the app calls these. Default:
 * as for the tracker. One for a tracker. Throws when there is no host.
 */
export const ads = (options?: HostAdsOptions, host: AdHost = findHost()): HostAds =>
  hostAdsOn(wxAdObjects(host), options);

/**
 * The launch of the app, the first request for its data by `host.request`, and, when the app says so by `loaded()`, that it
 * has them; each once a launch. `host` as for {@link createTracker}.
 */
export const launch = (options?: LaunchOptions, host: WxLike = findHost()): Launch =>
  launchOn(wxRequests(host), options);

/**
 * Platform, game and advertisement events, as in a page, with the parameters in the body unless `in` says otherwise: a
 * host gives every POST a content type, and the vendor's form with all in the query has none.
 */
export const pushData = (options: PushDataOptions): Endpoint =>
  pushDataOn({ in: 'body', ...options });

/**
 * Records the menu's share and favorite as buttons of the game, on the pages that have `onShareAppMessage`, `onShareTimeline`
 * or `onAddToFavorites`.
 */
export const shares = (options: SharesOptions): Plugin => sharesOn(pageSharing, options);

/**
 * Records live codes of which the app says that they are shown and pressed, in the operation whose `trace_id` an H5 page has put
 * into the path: `const codes = qr()`, then `codes.shown({ code })`. `host` as for {@link createTracker}.
 */
export const qr = (host: WxLike = findHost()): Codes => codesOn(() => enterQuery(host), topQuery);

/**
 * Starts a tracker in a miniprogram; `host` is its platform's object. Default: `my`,
 * `swan`, `tt`, `qq`, `ks`, `jd`, `wx` or `uni`, whichever is found first.
 * Throws when there is none, or when an option could never work, naming it and the remedy.
 */
export const createTracker = (options: TrackerOptions, host: WxLike = findHost()): Tracker =>
  startTracker(options, host, 'miniprogram', wxPage);

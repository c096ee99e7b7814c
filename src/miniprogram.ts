import { wxAdObjects, type AdHost } from './adapters/miniprogram/adObjects';
import { findHost } from './adapters/miniprogram/hosts';
import type { WxLike } from './adapters/miniprogram/wxLike';
import { startTracker } from './adapters/miniprogram/startTracker';
import type { TrackerOptions } from './core/options';
import type { Tracker } from './core/tracker';
import { hostAdsOn, type HostAds, type HostAdsOptions } from './plugins/hostAds';

export type { WxLike, WxResponse } from './adapters/miniprogram/wxLike';
export * from './common';
export type { AdFormat, AdHandle } from './core/adPorts';
export type { AdsByHand } from './plugins/createAds';
export { dwell } from './plugins/dwell';
export type { AdHost, HostAds, HostAdsOptions };

/**
 * Starts a tracker in a miniprogram; `host` is its platform's object. Default: `my`,
 * `swan`, `tt`, `qq`, `ks`, `jd`, `wx` or `uni`, whichever is found first.
 * Throws when there is none, or when an option could never work, naming it and the remedy.
 */
export const createTracker = (options: TrackerOptions, host: WxLike = findHost()): Tracker =>
  startTracker(options, host, 'miniprogram');

/**
 * Records ads: those that the app makes by `createRewardedVideoAd` and the like by themselves, while a tracker runs, and
 * any other by what `ad(format)` returns. `host` is the object at which the app calls these. Default:
 * as for the tracker. One for a tracker. Throws when there is no host.
 */
export const ads = (options?: HostAdsOptions, host: AdHost = findHost()): HostAds =>
  hostAdsOn(wxAdObjects(host), options);

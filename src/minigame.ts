import { wxAdObjects, type AdHost } from './adapters/miniprogram/adObjects';
import { gameSharing } from './adapters/miniprogram/gameSharing';
import { findHost } from './adapters/miniprogram/hosts';
import { noPages } from './adapters/miniprogram/noPages';
import { wxRequests } from './adapters/miniprogram/requests';
import { startTracker } from './adapters/miniprogram/startTracker';
import { wxTouches } from './adapters/miniprogram/touches';
import type { WxLike } from './adapters/miniprogram/wxLike';
import type { Endpoint } from './core/endpoint';
import type { TrackerOptions } from './core/options';
import type { Plugin } from './core/plugin';
import type { Tracker } from './core/tracker';
import { games as gamesOn, type Games, type GamesOptions } from './plugins/games';
import { pushData as pushDataOn, type PushDataOptions } from './endpoints/pushData';
import { hostAdsOn, type HostAds, type HostAdsOptions } from './plugins/hostAds';
import { launchOn, type Launch, type LaunchOptions } from './plugins/launch';
import { sharesOn, type SharesOptions } from './plugins/shares';

export type { WxError, WxLike, WxResponse } from './adapters/miniprogram/wxLike';
export * from './common';
export type { AdFormat, AdHandle } from './core/adPorts';
export type { ActiveTimeOptions } from './plugins/activeTime';
export type { AdsByHand } from './plugins/createAds';
export { dwell } from './plugins/dwell';
export type { GameButton, GameHandle, GameTarget } from './plugins/games';
export type {
  AdHost,
  Games,
  GamesOptions,
  HostAds,
  HostAdsOptions,
  Launch,
  LaunchOptions,
  SharesOptions,
};

/**
 * Records ads: those that the app makes by `createRewardedVideoAd` and the like by themselves, while a tracker runs, and
 * any other by what `ad(format)` returns. `host` is the object at which the app calls these. Default:
 * as for the tracker. One for a tracker. Throws when there is no host.
 */
export const ads = (options?: HostAdsOptions, host: AdHost = findHost()): HostAds =>
  hostAdsOn(wxAdObjects(host), options);

/**
 * Games by their handles: `const game = all.game({ game_id, game_v })`, then `enter()` and `exit()`. Time counts while the game
 * is in view and touched. `host` as for {@link createTracker}.
 */
export const games = (options?: GamesOptions, host: WxLike = findHost()): Games =>
  gamesOn(options, wxTouches(host));

/**
 * The launch of the game, the first request for its data by `host.request`, and, when the game says so by `loaded()`, that it
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
 * Records the menu's share and favorite as buttons of the game, where the game has registered what it shares. `host` as for
 * {@link createTracker}.
 */
export const shares = (options: SharesOptions, host: WxLike = findHost()): Plugin =>
  sharesOn(gameSharing(host), options);

/**
 * Starts a tracker in a mini-game; `host` is its platform's object. Default: `my`,
 * `swan`, `tt`, `qq`, `ks`, `jd`, `wx` or `uni`, whichever is found first.
 * Throws when there is none, or when an option could never work, naming it and the remedy.
 */
export const createTracker = (options: TrackerOptions, host: WxLike = findHost()): Tracker =>
  startTracker(options, host, 'minigame', noPages);

import { findHost } from './adapters/miniprogram/hosts';
import { gameSharing } from './adapters/miniprogram/gameSharing';
import type { WxLike } from './adapters/miniprogram/wxLike';
import { startTracker } from './adapters/miniprogram/startTracker';
import type { TrackerOptions } from './core/options';
import type { Plugin } from './core/plugin';
import type { Tracker } from './core/tracker';
import { sharesOn, type SharesOptions } from './plugins/shares';

export type { WxLike, WxResponse } from './adapters/miniprogram/wxLike';
export * from './common';
export { dwell } from './plugins/dwell';
export type { SharesOptions };

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
  startTracker(options, host, 'minigame');

import { findHost } from './adapters/miniprogram/hosts';
import type { WxLike } from './adapters/miniprogram/wxLike';
import { startTracker } from './adapters/miniprogram/startTracker';
import type { TrackerOptions } from './core/options';
import type { Tracker } from './core/tracker';

export type { WxLike, WxResponse } from './adapters/miniprogram/wxLike';
export * from './common';
export { dwell } from './plugins/dwell';

/**
 * Starts a tracker in a mini-game; `host` is its platform's object. Default: `my`,
 * `swan`, `tt`, `qq`, `ks`, `jd`, `wx` or `uni`, whichever is found first.
 * Throws when there is none, or when an option could never work, naming it and the remedy.
 */
export const createTracker = (options: TrackerOptions, host: WxLike = findHost()): Tracker =>
  startTracker(options, host, 'minigame');

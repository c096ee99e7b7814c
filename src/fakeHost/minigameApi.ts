import { adsApi } from './adsApi';
import type { Core } from './core';
import { cryptoApi } from './cryptoApi';
import { infoApi } from './infoApi';
import type { Parts } from './parts';
import { requestApi } from './requestApi';
import { storageApi } from './storageApi';

/** `wx` in a mini-game: no pages, no `canIUse`, and other names for the same. */
export function minigameApi(core: Core, parts: Parts) {
  const { errors, device, entries, shows, hides, shares, timelineShares, favorites, ads } = parts;
  return {
    ...storageApi(core).single,
    ...requestApi(core),
    ...errors.api,
    ...device.api,
    ...cryptoApi(core),
    ...infoApi(core, entries),
    ...adsApi(core, ads),
    getPerformance: () => ({ now: () => core.clock.monotonic() * 1000 }),
    onShow: shows.on,
    offShow: shows.off,
    onHide: hides.on,
    offHide: hides.off,
    onShareAppMessage: shares.on,
    offShareAppMessage: shares.off,
    onShareTimeline: timelineShares.on,
    offShareTimeline: timelineShares.off,
    onAddToFavorites: favorites.on,
    offAddToFavorites: favorites.off,
    /** Nothing to see: the user is asked whom to send it to. */
    shareAppMessage: (_options: object): void => {},
  };
}

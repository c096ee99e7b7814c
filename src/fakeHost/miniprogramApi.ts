import { adsApi } from './adsApi';
import type { Core } from './core';
import { cryptoApi } from './cryptoApi';
import { infoApi, withCanIUse } from './infoApi';
import { navigationApi } from './navigationApi';
import type { Parts } from './parts';
import { requestApi } from './requestApi';
import { storageApi } from './storageApi';

/** `wx` in a miniprogram. */
export function miniprogramApi(
  core: Core,
  { errors, device, entries, routes, stack, shows, hides, ads }: Parts,
) {
  const { createRewardedVideoAd, createInterstitialAd } = adsApi(core, ads, stack.top);
  const storage = storageApi(core);
  return withCanIUse({
    ...storage.single,
    ...storage.batch,
    ...requestApi(core),
    ...errors.api,
    ...device.api,
    ...cryptoApi(core),
    ...infoApi(core, entries),
    ...navigationApi(core, stack),
    ...routes.api,
    createRewardedVideoAd,
    createInterstitialAd,
    onAppShow: shows.on,
    offAppShow: shows.off,
    onAppHide: hides.on,
    offAppHide: hides.off,
  });
}

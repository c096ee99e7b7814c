import { adsApi } from './adsApi';
import { alipayRequestApi } from './alipayRequestApi';
import { alipayStorageApi } from './alipayStorageApi';
import type { Callbacks } from './answers';
import type { Core } from './core';
import { SDK_VERSION } from './deviceApi';
import { infoApi, withCanIUse } from './infoApi';
import { navigationApi } from './navigationApi';
import type { Parts } from './parts';

/** `my`, in an Alipay miniprogram. */
export function alipayApi(
  core: Core,
  { errors, device, entries, stack, shows, hides, ads }: Parts,
) {
  const { realm, answers, network, options } = core;
  const { createRewardedVideoAd, createInterstitialAd } = adsApi(core, ads, stack.top);
  const { onNetworkStatusChange, offNetworkStatusChange } = device.api;
  const system = () => {
    const { model, brand, version, language, ...rest } = device.api.getSystemInfoSync();
    const { pixelRatio, screenWidth, screenHeight, windowWidth, windowHeight } = rest;
    return realm.own({
      app: 'alipay',
      // Capitalised, where all others are not.
      platform: options.os === 'ios' ? 'iOS' : 'Android',
      system: options.os === 'ios' ? '17.0' : '14',
      ...{ model, brand, version, language },
      ...{ pixelRatio, screenWidth, screenHeight, windowWidth, windowHeight },
    });
  };

  return withCanIUse({
    SDKVersion: options.sdkVersion ?? SDK_VERSION,
    ...alipayStorageApi(core),
    ...alipayRequestApi(core),
    ...navigationApi(core, stack),
    ...infoApi(core, entries),
    ...errors.api,
    getSystemInfoSync: system,
    getSystemInfo: (given: Callbacks<never>): void =>
      void answers.later('getSystemInfo', given, system),
    getNetworkType: (given: Callbacks<never>): void =>
      void answers.later('getNetworkType', given, () => ({
        networkAvailable: network.isOnline(),
        networkType: network.isOnline() ? 'WIFI' : 'NOTREACHABLE',
      })),
    onNetworkStatusChange,
    offNetworkStatusChange,
    onAppShow: shows.on,
    offAppShow: shows.off,
    onAppHide: hides.on,
    offAppHide: hides.off,
    /** Takes the id by itself, or an object that has it. */
    createRewardedAd: (unit: string | { adUnitId: string; multiton?: boolean }) =>
      createRewardedVideoAd(typeof unit === 'string' ? { adUnitId: unit } : unit),
    createInterstitialAd,
  });
}

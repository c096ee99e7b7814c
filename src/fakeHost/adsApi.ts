import type { Ads, InnerAd } from './ads';
import type { Core } from './core';
import type { Listeners } from './listeners';

export interface UnitOptions {
  adUnitId: string;
}

/** Singletons are one object for the whole app; `place` says what for, if not for that. */
export function adsApi({ profile, realm }: Core, ads: Ads, place: () => unknown = () => 'app') {
  /** Douyin's `off` functions take away what they are given, and nothing without it. */
  const off =
    <L>(remove: (listener?: L) => void) =>
    (listener?: L): void => {
      if (listener || profile !== 'tt') remove(listener);
    };
  const loading = ({ loads, errors }: InnerAd) => ({
    onLoad: loads.on,
    offLoad: off(loads.off),
    onError: errors.on,
    offError: off(errors.off),
  });
  const closing = <E>({ on, off: remove }: Listeners<E>) => ({
    onClose: on,
    offClose: off(remove),
  });
  const lasting = ({ show, destroy }: InnerAd) => ({ show, destroy });
  const fullScreen = (ad: InnerAd) => ({ ...loading(ad), ...lasting(ad), load: ad.startLoading });
  const rewarded = (ad: InnerAd) => ({ ...fullScreen(ad), ...closing(ad.closes) });
  /** Nothing is said of how it ended. */
  const interstitial = (ad: InnerAd) => ({
    ...fullScreen(ad),
    ...closing(ad.closes as Listeners<never>),
  });
  const resizing = ({ resizes }: InnerAd) => ({
    onResize: resizes.on,
    offResize: off(resizes.off),
  });
  const style = { left: 0, top: 0, width: 300, height: 100, realWidth: 300, realHeight: 100 };

  const banner = (ad: InnerAd) => ({
    ...loading(ad),
    ...resizing(ad),
    ...lasting(ad),
    hide: ad.hide,
    style: { ...style },
  });
  const custom = (ad: InnerAd) => ({
    ...loading(ad),
    ...closing(ad.closes as Listeners<never>),
    ...lasting(ad),
    ...resizing(ad),
    hide(): Promise<unknown> {
      ad.hide();
      return realm.promise((resolve) => resolve(undefined));
    },
    onHide: ad.hides.on,
    offHide: off(ad.hides.off),
    isShow: () => ad.isShown,
    style: { left: 0, top: 0, fixed: false },
  });

  return {
    createRewardedVideoAd({ adUnitId, multiton }: UnitOptions & { multiton?: boolean }) {
      const make = (): object => ads.create('rewarded', adUnitId, rewarded);
      const ad = multiton ? make() : ads.single(place(), adUnitId, make);
      return ad as ReturnType<typeof rewarded>;
    },
    createInterstitialAd: ({ adUnitId }: UnitOptions) =>
      ads.create('interstitial', adUnitId, interstitial) as ReturnType<typeof interstitial>,
    createBannerAd: ({ adUnitId }: UnitOptions) =>
      ads.create('banner', adUnitId, banner) as ReturnType<typeof banner>,
    createCustomAd: ({ adUnitId }: UnitOptions) =>
      ads.create('custom', adUnitId, custom) as ReturnType<typeof custom>,
  };
}

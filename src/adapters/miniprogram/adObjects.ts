import type { AdFormat, AdObjectPort } from '../../core/adPorts';
import { peek } from '../../core/peek';
import type { Stop } from '../../core/ports';
import { followAd } from './followAd';
import { patch } from './patch';

/** What makes ads at a host; none has all of it. */
export interface AdHost {
  readonly createRewardedVideoAd?: (option: never) => object;
  /** Alipay's, which takes the unit's id alone. */
  readonly createRewardedAd?: (option: never) => object;
  readonly createInterstitialAd?: (option: never) => object;
  readonly createBannerAd?: (option: never) => object;
  /** A native template: it stands beside the content, and counts as a banner. */
  readonly createCustomAd?: (option: never) => object;
  /** Stands beside the content too, and counts as a banner. */
  readonly createGridAd?: (option: never) => object;
}

const FORMATS: Readonly<Record<keyof AdHost, AdFormat>> = {
  createRewardedVideoAd: 'rewarded',
  createRewardedAd: 'rewarded',
  createInterstitialAd: 'interstitial',
  createBannerAd: 'banner',
  createCustomAd: 'banner',
  createGridAd: 'banner',
};

/** The ad objects that a host makes from now on. What it gives to the app is its own object, with our methods on it. */
export const wxAdObjects = (host: AdHost): AdObjectPort => ({
  watch(open, warn) {
    let isWatching = true;
    /** By ad, what is to be done when the app gets the same one again: rewarded ones are singletons. */
    const again = new WeakMap<object, () => void>();

    function follow(ad: object, format: AdFormat, option: unknown): void {
      const told = open(ad, format, typeof option === 'string' ? option : peek(option, 'adUnitId'));
      const known = again.get(ad);
      if (known) return known();
      const renew = followAd(ad, format === 'banner', told, () => isWatching);
      if (renew) again.set(ad, renew);
      else warn(`a ${format} ad cannot be followed: its show() cannot be replaced`);
    }

    const stops: Stop[] = [];
    for (const factory of Object.keys(FORMATS) as (keyof AdHost)[]) {
      if (typeof peek(host, factory) !== 'function') continue;
      const stop = patch(
        host,
        factory,
        (create) =>
          function (this: unknown, ...args) {
            const ad = create.apply(this, args);
            if (isWatching && Object(ad) === ad) follow(ad as object, FORMATS[factory], args[0]);
            return ad;
          },
      );
      if (stop) stops.push(stop);
      else warn(`${factory} cannot be followed, the host does not let it be replaced: use ad()`);
    }
    return () => {
      isWatching = false;
      stops.forEach((stop) => stop());
    };
  },
});

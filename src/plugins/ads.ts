import type { AdFormat, AdPorts } from '../core/adPorts';
import type { Target } from '../core/marks';
import type { InnerAdHandle } from './adHandle';
import { createAds, type AdsByHand, type AdsOptions } from './createAds';
import { placementWrapper } from './placement';
import { createViewable } from './viewable';

/** Those of a page. */
export interface Ads extends AdsByHand {
  /** An `adBreak` that is followed, for one that is no global: `const adBreak = adsOfGame.placement(sdk.adBreak)`. */
  placement<F extends (...args: never[]) => unknown>(adBreak: F): F;
}

/** A banner, from when it was seen or clicked first until it is another one. */
interface Showing {
  readonly ad: InnerAdHandle;
  isSeen: boolean;
}

const BANNER = '[data-tracelet-banner]';

/** Ads: of the Ad Placement API and in marked banners by themselves, and any other by {@link AdsByHand.ad}. */
export function adsOn(
  { placements, banners, exposures, clicks }: AdPorts,
  options: AdsOptions = {},
): Ads {
  /** For what is heard and not said: then nobody is to blame for what comes twice. */
  const follow = (format: AdFormat, name: unknown): InnerAdHandle =>
    ads.open(format, name ? { placement: name } : {}, () => {});
  const wrap = placementWrapper(follow);

  const ads = createAds(options, (started) => {
    const showings = new WeakMap<Target, Showing>();
    const begin = (target: Target): Showing => {
      const showing = { ad: follow('banner', banners.nameOf(target)), isSeen: false };
      showings.set(target, showing);
      return showing;
    };
    function onClick(target: Target, isInferred: boolean): void {
      const { ad } = showings.get(target) || begin(target);
      // Who clicks it has seen it.
      ad.shown();
      ad.clicked(isInferred);
    }
    const stops = [
      placements.watch(wrap),
      createViewable(started, exposures, BANNER, false, (target) => {
        const before = showings.get(target);
        // Seen again: it is another one now, or the page is back from the browser's cache.
        const showing = before && !before.isSeen ? before : begin(target);
        showing.isSeen = true;
        showing.ad.shown();
      }),
      clicks.watch(BANNER, (target) => onClick(target, false)),
      banners.watchFrames(BANNER, (target) => onClick(target, true)),
    ];
    return () => stops.forEach((stop) => stop());
  });

  return Object.assign(ads, {
    placement<F extends (...args: never[]) => unknown>(adBreak: F): F {
      // An SDK that was blocked leaves nothing, and the app looks for that.
      if (typeof adBreak !== 'function') return adBreak;
      return function (this: unknown, ...args: unknown[]): unknown {
        return adBreak.apply(this, args.map((argument) => wrap(argument)) as never[]);
      } as unknown as F;
    },
  });
}

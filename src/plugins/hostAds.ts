import type { AdFormat, AdObjectPort } from '../core/adPorts';
import type { Stop } from '../core/ports';
import { SECOND } from '../core/units';
import type { InnerAdHandle } from './adHandle';
import { createAds, type AdsByHand, type AdsOptions } from './createAds';

/** What ads are told with, and whether clicks on them are inferred. */
export interface HostAdsOptions extends AdsOptions {
  /**
   * No host tells of clicks on its ads. With `true` the app that goes to the background between 1 and 60 seconds
   * after an ad was shown, and before it is closed, counts as one, with `inferred: true`; false by default.
   */
  inferClicks?: boolean;
}

/** Those of a miniprogram or a mini-game. */
export interface HostAds extends AdsByHand {
  /**
   * The user has clicked the ad of this object, which the host made. Only the first click of a showing counts. A call
   * while it is not shown is ignored, and warned of once.
   */
  clicked(ad: object): void;
}

/** Nobody clicks sooner: where the ad itself sends the app to the background, it does so at once. */
const SOONEST_CLICK = SECOND;
/** As long as the longest rewarded videos are. */
const LATEST_CLICK = 60 * SECOND;

interface Followed {
  readonly handle: InnerAdHandle;
  readonly props: { placement: unknown };
}

/** Ads: those that the host makes for the app by themselves, and any other by {@link AdsByHand.ad}. */
export function hostAdsOn(
  objects: AdObjectPort,
  { game, inferClicks }: HostAdsOptions = {},
): HostAds {
  let all = new WeakMap<object, Followed>();
  let unwatch: Stop = () => {};

  const ads = createAds({ game }, (started) => {
    const { platform, onSignal } = started;
    const now = platform.clock.monotonic;
    /** The one that was shown last, and is on top of any other. */
    let last: InnerAdHandle | undefined;
    let since = now();
    all = new WeakMap();
    // The tracker before may still be stopping.
    unwatch();

    function follow(ad: object, format: AdFormat, placement: unknown): Followed {
      const props = { placement };
      const handle = ads.open(format, props, (call) => {
        // The others come from the host.
        if (/^clicked/.test(call)) ads.warn(`${format} ad: ${call}`);
      });
      const followed = { handle, props };
      all.set(ad, followed);
      return followed;
    }

    const unwatchObjects = objects.watch((ad, format, unit) => {
      const { handle, props } = all.get(ad) || follow(ad, format, unit);
      // A singleton serves the unit that it was asked for last.
      props.placement = unit;
      return {
        shown() {
          handle.shown();
          last = handle;
          since = now();
        },
        closed(result) {
          handle.closed(result);
          if (last === handle) last = undefined;
        },
      };
    }, ads.warn);
    unwatch = unwatchObjects;

    const unhear = onSignal((signal) => {
      const age = now() - since;
      if (signal !== 'hidden' || !inferClicks || !last) return;
      if (age >= SOONEST_CLICK && age <= LATEST_CLICK) last.clicked(true);
    });
    return () => {
      unwatchObjects();
      unhear();
    };
  });

  return Object.assign(ads, {
    clicked(ad: object) {
      const followed = all.get(ad);
      if (followed) followed.handle.clicked();
      else ads.warn('clicked() of something that is no ad which is followed');
    },
  });
}

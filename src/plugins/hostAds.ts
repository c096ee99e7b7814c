import type { AdObjectPort } from '../core/adPorts';
import type { Stop } from '../core/ports';
import { SECOND } from '../core/units';
import type { InnerAdHandle } from './adHandle';
import { createAds, type AdsByHand, type AdsOptions } from './createAds';

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
export function hostAdsOn(objects: AdObjectPort, options: HostAdsOptions = {}): HostAds {
  const { follow, plugin, warn } = createAds(options);
  let all = new WeakMap<object, Followed>();
  let unwatch: Stop = () => {};

  const ads = plugin(({ platform: { clock }, onSignal }) => {
    /** The one that was shown last, and is on top of any other. */
    let last: InnerAdHandle | undefined;
    let since = 0;
    // The tracker before may still be stopping.
    unwatch();
    all = new WeakMap();
    const unwatchObjects = (unwatch = objects.watch((ad, format, unit) => {
      let followed = all.get(ad);
      if (!followed) {
        const props = { placement: unit };
        const handle = follow(format, props, (call) => {
          // The others come from the host.
          if (/^clicked/.test(call)) warn(`${format} ad: ${call}`);
        });
        all.set(ad, (followed = { handle, props }));
      }
      const { handle, props } = followed;
      // A singleton serves the unit that it was asked for last.
      props.placement = unit;
      return {
        shown() {
          handle.shown();
          last = handle;
          since = clock.monotonic();
        },
        closed(result) {
          handle.closed(result);
          if (last === handle) last = undefined;
        },
      };
    }, warn));
    const unhear = onSignal((signal) => {
      const age = clock.monotonic() - since;
      if (options.inferClicks && signal === 'hidden' && last) {
        if (age >= SOONEST_CLICK && age <= LATEST_CLICK) last.clicked(true);
      }
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
      else warn('clicked() of something that is no ad which is followed');
    },
  });
}

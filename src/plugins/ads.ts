import type { AdPorts } from '../core/adPorts';
import type { Game } from '../core/catalogue';
import type { Props } from '../core/event';
import type { Target } from '../core/marks';
import type { Plugin, PluginContext } from '../core/plugin';
import { print } from '../core/print';
import type { Given } from '../core/wire';
import { createAdHandle, type AdHandle, type InnerAdHandle, type TellAd } from './adHandle';
import { placementWrapper, type AdFormat } from './placement';
import { createViewable } from './viewable';

export type { AdFormat, AdHandle };

export interface AdsOptions {
  /** The game in which ads are shown, asked for at each showing. pushData wants it with every ad. */
  game?: Given<Game | undefined>;
}

/** What {@link Plugin} is, and a way to tell of ads of which nobody else tells. */
export interface Ads extends Plugin {
  /**
   * A place for an ad of an SDK that is not followed by itself. `props` are said with each of its events, for
   * instance the game's.
   */
  ad(format: AdFormat, props?: Props): AdHandle;
  /** An `adBreak` that is followed, for one that is no global: `const adBreak = adsOfGame.placement(sdk.adBreak)`. */
  placement<F extends (...args: never[]) => unknown>(adBreak: F): F;
}

/** A banner, from when it was seen or clicked first until it is another one. */
interface Showing {
  readonly ad: InnerAdHandle;
  isSeen: boolean;
}

const BANNER = '[data-tracelet-banner]';

/** Ads: of the Ad Placement API and in marked banners by themselves, and any other by {@link Ads.ad}. */
export function adsOn(
  { placements, banners, exposures, clicks }: AdPorts,
  { game }: AdsOptions = {},
): Ads {
  let running: PluginContext | undefined;
  /** Of the last tracker, running or not. */
  let complain: PluginContext['warn'] | undefined;
  let isEarly = false;

  function warn(message: string): void {
    if (complain) complain(`ads: ${message}`);
    else isEarly = true;
  }

  const beginner = (format: AdFormat, props: Props) => (): TellAd | undefined => {
    if (!running) {
      warn('an ad is shown while no tracker runs, and is not recorded');
      return undefined;
    }
    const { track, traceId } = running;
    const said: Record<string, unknown> = { trace_id: traceId() };
    try {
      Object.assign(said, typeof game === 'function' ? game() : game, props);
    } catch (e) {
      warn(`game failed: ${print(e)}`);
    }
    return (action, more) => {
      if (format === 'rewarded' || action === 'show' || action === 'click') {
        track('ad', { ...said, ...more, format, action } as never);
      }
    };
  };

  /** For what is heard and not said: then nobody is to blame for what comes twice. */
  const follow = (format: AdFormat, name: unknown): InnerAdHandle =>
    createAdHandle(beginner(format, name ? { placement: name } : {}), () => {});
  const wrap = placementWrapper(follow);

  return {
    name: 'ads',
    problems: [],

    ad: (format, props = {}) =>
      createAdHandle(beginner(format, props), (call) => warn(`${format} ad: ${call}`)),

    placement<F extends (...args: never[]) => unknown>(adBreak: F): F {
      // An SDK that was blocked leaves nothing, and the app looks for that.
      if (typeof adBreak !== 'function') return adBreak;
      return function (this: unknown, ...args: unknown[]): unknown {
        return adBreak.apply(this, args.map((argument) => wrap(argument)) as never[]);
      } as unknown as F;
    },

    start(started) {
      running = started;
      complain = started.warn;
      if (isEarly) warn('an ad was shown before the tracker started, and is not recorded');
      isEarly = false;
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
      return () => {
        if (running === started) running = undefined;
        stops.forEach((stop) => stop());
      };
    },
  };
}

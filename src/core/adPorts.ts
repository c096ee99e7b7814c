import type { ClickPort, ExposurePort, Target } from './marks';
import type { Stop } from './ports';

/** The formats that pushData has ids for. */
export type AdFormat = 'rewarded' | 'interstitial' | 'banner';

/**
 * One place for an ad, in the words of whatever shows it there: one showing after another. A call that comes twice
 * or out of order is ignored, and warned of once.
 */
export interface AdHandle {
  /** The ad is on the screen: a showing begins. */
  shown(): void;
  /** The user has clicked the ad. Only the first click of a showing counts. */
  clicked(): void;
  /** The ad is gone, and the showing ends. `completed`: it had played to its end. */
  closed(result?: { readonly completed?: unknown }): void;
}

/** The ad objects that the app makes: `createRewardedVideoAd()` and the like. */
export interface AdObjectPort {
  /**
   * Asks `open`, each time that the app makes one or gets the same one again, whom to tell when it is shown and closed.
   * `unit` is what its platform knows it by. `warn` hears of what cannot be followed.
   */
  watch(
    open: (ad: object, format: AdFormat, unit: unknown) => Omit<AdHandle, 'clicked'>,
    warn: (message: string) => void,
  ): Stop;
}

/** Where the app asks an ad SDK for ads. */
export interface PlacementPort {
  /** Gives the SDK what `wrap` makes of each thing that the app asks it for, whatever that is. */
  watch(wrap: (placement: unknown) => unknown): Stop;
}

/** What is known of a banner whose content belongs to somebody else. */
export interface BannerPort {
  /** What the app calls it; empty where it has no name. */
  nameOf(target: Target): string;
  /**
   * Calls `tell` with the element that `selector` matches when the user seems to have clicked into a frame
   * in it, or into a frame that is it: nobody hears such a click, but the focus goes there.
   */
  watchFrames(selector: string, tell: (target: Target) => void): Stop;
}

/** What there is to see of ads. */
export interface AdPorts {
  readonly placements: PlacementPort;
  readonly banners: BannerPort;
  readonly exposures: ExposurePort;
  readonly clicks: ClickPort;
}

import type { ClickPort, ExposurePort, Target } from './marks';
import type { Stop } from './ports';

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

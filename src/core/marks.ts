import type { Props } from './event';
import type { Stop } from './ports';

/** An element of a page, for plugins that know of no elements: the same object each time. */
export type Target = object;

/** What an element says of itself, by `data-tracelet="KIND"` and its `data-tracelet-…` props. */
export interface Mark {
  /** The event's kind. */
  readonly kind: string;
  /** What is said with it: text, as attributes are, and the object that `params` is. */
  readonly props: Props;
  /** What is wrong with it, as a sentence; the rest of it holds. */
  readonly problem?: string | undefined;
}

/** What makes an element report its mark. */
export type Occasion = 'click' | 'show';

/** Reads what elements of a page say of themselves. */
export interface MarkPort {
  /** The mark of `target` for `occasion`, read anew each time; none where it has no such mark. */
  read(target: Target, occasion: Occasion): Mark | undefined;
}

/** How much of an element is in view. */
export interface View {
  /** Of its pixels, from 0 to 1. */
  readonly share: number;
  /** A large unit by the MRC's guidelines: 242,500 CSS pixels or more. */
  readonly isLarge: boolean;
  /** A video, which by the MRC's guidelines has to be in view for two seconds, not one. */
  readonly isVideo: boolean;
}

/** Tells what is on the screen. */
export interface ExposurePort {
  /** The platform cannot tell, so nothing ever will be. */
  readonly isMissing?: boolean | undefined;
  /**
   * Calls `tell` for each element that `selector` matches when what is in view of it passes 30 or 50 %, also for
   * those that come later, and those in open shadow roots. No `view`: its mark is another one now, or gone, so that
   * what was known of it no longer holds. One that leaves the page has a share of 0.
   */
  watch(selector: string, tell: (target: Target, view: View | undefined) => void): Stop;
}

/** Tells what was clicked. */
export interface ClickPort {
  /**
   * Calls `tell` with the innermost element that `selector` matches, or that contains what was clicked; by pointer
   * or keyboard, whatever the page does with the event, and once where a label passes the click on.
   */
  watch(selector: string, tell: (target: Target) => void): Stop;
}

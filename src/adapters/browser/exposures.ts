import type { ExposurePort, View } from '../../core/marks';
import { nativeClearTimeout, nativeSetTimeout } from './nativeTimers';
import { watchElements } from './watchElements';

/** In CSS pixels: the MRC's line between a unit and a large one, 970 × 250. */
const LARGE = 242_500;

/** How long what has no size waits to be asked again, in ms, and how many are at a time. */
const RETRY = 1000;
const LOT = 500;

const OUT: View = { share: 0, isLarge: false, isVideo: false };

/** What is in view, by one IntersectionObserver. Before iOS 12.2 there is none. */
export const browserExposures = (): ExposurePort => ({
  isMissing: typeof IntersectionObserver === 'undefined',

  watch(selector, tell) {
    if (typeof IntersectionObserver === 'undefined') return () => undefined;
    /** In view without a size, as an image that has not come yet. */
    const empty = new Set<Element>();
    let timer: ReturnType<typeof setTimeout> | undefined;

    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRatio: share, boundingClientRect } of entries) {
          // Most come out of view, and nothing of them need be known.
          const area = share && boundingClientRect.width * boundingClientRect.height;
          if (area) {
            const isVideo = !!target.querySelector('video') || target.localName === 'video';
            tell(target, { share, isLarge: area >= LARGE, isVideo });
          } else {
            tell(target, OUT);
            // It has a share of 1, and still has when it gets its size, so that the observer will not tell.
            if (share) empty.add(target);
          }
        }
        if (empty.size && !timer) timer = nativeSetTimeout(retry, RETRY);
      },
      { threshold: [0.3, 0.5] },
    );

    function retry(): void {
      timer = undefined;
      let left = LOT;
      for (const element of empty) {
        if (!left--) break;
        empty.delete(element);
        observer.unobserve(element);
        observer.observe(element);
      }
      if (empty.size) timer = nativeSetTimeout(retry, RETRY);
    }

    const stop = watchElements(
      selector,
      (element) => observer.observe(element),
      (element) => {
        tell(element, undefined);
        empty.delete(element);
        observer.unobserve(element);
      },
    );
    return () => {
      stop();
      observer.disconnect();
      nativeClearTimeout(timer);
    };
  },
});

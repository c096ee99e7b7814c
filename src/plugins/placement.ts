import type { AdFormat, AdHandle } from '../core/adPorts';
import { own } from '../core/own';
import { peek } from '../core/peek';

/** Of the Ad Placement API, by type of placement. */
const FORMATS: Readonly<Record<string, AdFormat>> = {
  preroll: 'interstitial',
  start: 'interstitial',
  pause: 'interstitial',
  next: 'interstitial',
  browse: 'interstitial',
  reward: 'rewarded',
};

type Callback = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Makes of a placement of the Ad Placement API one that tells `open`'s handle what becomes of it. The app's object
 * stays as it is: the API gets a copy, once. Whatever else the app may pass is handed on.
 */
export function placementWrapper(
  open: (format: AdFormat, name: unknown) => AdHandle,
): (placement: unknown) => unknown {
  const copies = new WeakSet<object>();

  function copyOf(placement: Record<string, unknown>, format: AdFormat): object {
    const copy = Object.assign(
      Object.create(Object.getPrototypeOf(placement) as object | null) as typeof placement,
      placement,
    );
    const ad = open(format, placement['name']);
    let isOver = false;

    function end(completed: boolean): void {
      if (isOver) return;
      isOver = true;
      // A preroll says so only now.
      ad.shown();
      ad.closed({ completed });
    }

    const notes: Readonly<Record<string, (argument: unknown) => void>> = {
      beforeAd: () => isOver || ad.shown(),
      afterAd() {},
      beforeReward() {},
      adViewed: () => end(true),
      adDismissed: () => end(false),
      adBreakDone(info) {
        const status = peek(info, 'breakStatus');
        if (status === 'viewed' || status === 'dismissed') end(status === 'viewed');
      },
    };
    for (const callback of Object.keys(notes)) {
      const note = notes[callback] as (argument: unknown) => void;
      const given = placement[callback];
      // The API does nothing else where one of these is left out; and never calls the first for a preroll.
      const isAdded =
        given == null &&
        (callback === 'adBreakDone' || (callback === 'beforeAd' && copy['type'] !== 'preroll'));
      if (!isAdded && typeof given !== 'function') continue;
      copy[callback] = function (this: unknown, ...args: unknown[]): unknown {
        // No ad is shown where this one throws.
        const isLater = callback === 'beforeAd';
        if (!isLater) note(args[0]);
        const answer = given && (given as Callback).apply(this === copy ? placement : this, args);
        if (isLater) note(args[0]);
        return answer;
      };
    }
    copies.add(copy);
    return copy;
  }

  return (placement) => {
    const format = own(FORMATS, peek(placement, 'type'));
    if (!format || copies.has(placement as object)) return placement;
    try {
      return copyOf(placement as Record<string, unknown>, format);
    } catch (e) {
      return placement;
    }
  };
}

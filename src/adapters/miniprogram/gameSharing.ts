import type { Stop } from '../../core/ports';
import type { SharingPort } from '../../core/sharing';
import { patch, type AnyFunction } from './patch';

const EVENTS = [
  ['ShareAppMessage', 'share'],
  ['ShareTimeline', 'share'],
  ['AddToFavorites', 'favorite'],
] as const;

/**
 * Calls `tell` when the host calls a listener that the app has registered for `event`. One of our own would put an entry into
 * the menu, and answer in the app's place.
 */
function followListeners(host: object, event: string, tell: () => void): Stop | undefined {
  let isWatching = true;
  /** The app's, and what the host has in its place; in their order. */
  let known: (readonly [given: unknown, followed: AnyFunction])[] = [];
  let on: AnyFunction | undefined;
  let off: AnyFunction | undefined;

  const findOf = (given: unknown): AnyFunction | undefined =>
    (known.filter(([listener]) => listener === given)[0] || [])[1];

  function follow(given: AnyFunction): AnyFunction {
    const followed: AnyFunction = function (...args) {
      if (isWatching) tell();
      return given.apply(this, args);
    };
    known.push([given, followed]);
    return followed;
  }

  const restoreOn = patch(host, `on${event}`, (original) => {
    on = original;
    return function (...args) {
      const [given] = args;
      if (isWatching && typeof given === 'function') {
        args[0] = findOf(given) || follow(given as AnyFunction);
      }
      return original.apply(this, args);
    };
  });
  if (!restoreOn) return undefined;
  const restoreOff = patch(host, `off${event}`, (original) => {
    off = original;
    return function (...args) {
      const [given] = args;
      const followed = findOf(given);
      // Without an argument all are removed.
      known = known.filter(([listener]) => given !== undefined && listener !== given);
      if (followed) args[0] = followed;
      return original.apply(this, args);
    };
  });
  return () => {
    isWatching = false;
    // From here on the app's own are what it can remove.
    for (const [given, followed] of off ? known : []) {
      try {
        (on as AnyFunction).call(host, given);
        (off as AnyFunction).call(host, followed);
      } catch (e) {
        /* what is registered then says nothing */
      }
    }
    known = [];
    if (restoreOff) restoreOff();
    restoreOn();
  };
}

/** In a mini-game the app registers what it shares with the host. */
export const gameSharing = (host: object): SharingPort => ({
  watch(tell) {
    const stops = EVENTS.map(([event, button]) =>
      followListeners(host, event, () => tell(button)),
    ).filter(Boolean) as Stop[];
    return stops.length ? () => stops.forEach((stop) => stop()) : undefined;
  },
});

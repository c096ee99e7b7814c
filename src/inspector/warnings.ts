import type { Stop } from '../core/ports';

const PREFIX = 'tracelet: ';

/**
 * Hears what trackers warn about in the console, which is where they do without an `onWarn`. Nobody tells
 * of that, so `console.warn` is wrapped, and put back.
 */
export function hearWarnings(hear: (message: string) => void): Stop {
  const original = console.warn;
  let isHearing = true;
  const wrapped = function (this: unknown, ...said: unknown[]): void {
    const [first] = said;
    if (isHearing && typeof first === 'string' && first.indexOf(PREFIX) === 0) {
      hear(first.slice(PREFIX.length));
    }
    original.apply(this, said);
  };
  try {
    console.warn = wrapped;
  } catch (e) {
    /* a host's console that cannot be changed */
  }
  return () => {
    isHearing = false;
    // Who wrapped it after us holds our function; then it stays, and only passes on.
    if (console.warn === wrapped) console.warn = original;
  };
}

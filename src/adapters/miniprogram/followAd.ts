import type { AdHandle } from '../../core/adPorts';
import { peek } from '../../core/peek';
import { patch, type AnyFunction } from './patch';

const isThenable = (answer: unknown): answer is PromiseLike<unknown> =>
  typeof peek(answer, 'then') === 'function';

/** The promise stays the app's, which hears of a refusal as well. */
function whenSettled(promise: PromiseLike<unknown>, kept: () => void, refused: () => void): void {
  try {
    promise.then(kept, refused);
  } catch (e) {
    /* nothing that one can wait for */
  }
}

/**
 * Tells `told` what becomes of an ad object. Returns what hears it again after the app has destroyed it and got the
 * same object once more; `undefined` where its `show` cannot be replaced.
 */
export function followAd(
  ad: object,
  isBanner: boolean,
  told: Omit<AdHandle, 'clicked'>,
  isWatching: () => boolean,
): (() => void) | undefined {
  let isShown = false;
  let isDestroyed = false;
  /** Nobody can tell of its end. */
  let isDeaf = !isBanner;
  /** Calls of `show()`: made, known to have shown it or not, and after which an error was heard. */
  let asked = 0;
  let settled = 0;
  let failed = 0;

  function shown(call: number): void {
    if (call <= settled || !isWatching()) return;
    settled = call;
    if (isShown && isDeaf) told.closed();
    isShown = true;
    told.shown();
  }

  function closed(result?: unknown): void {
    // Shown without a promise, or with one that is kept when all is over.
    if (!isShown && !isBanner && failed < asked) shown(asked);
    isShown = false;
    const isEnded = peek(result, 'isEnded');
    // Older hosts let nobody close it before its end, and say nothing.
    told.closed({ completed: isEnded == null || isEnded });
  }

  /** Lets `note` see what a method answers. */
  const after = (name: string, note: (answer: unknown) => void) =>
    patch(
      ad,
      name,
      (original) =>
        function (this: unknown, ...args) {
          const answer = original.apply(this, args);
          if (isWatching()) note(answer);
          return answer;
        },
    );

  const isFollowed = after('show', (answer) => {
    const call = ++asked;
    if (isThenable(answer)) {
      whenSettled(
        answer,
        () => shown(call),
        () => void (failed = call),
      );
    }
    // The others are believed when they are closed: an error may come first.
    else if (isBanner) shown(call);
  });
  if (!isFollowed) return undefined;

  after('hide', (answer) => {
    if (!isShown) settled = asked;
    // Some templates cannot be hidden.
    else if (isThenable(answer)) whenSettled(answer, closed, () => {});
    else closed();
  });
  after('destroy', () => {
    isDestroyed = true;
    // The close of another may still be on its way to us.
    if (isBanner) closed();
  });

  const subscriptions: ((isAgain: boolean) => void)[] = [];
  function hear(event: string, listener: (result: unknown) => void): void {
    const on = peek(ad, `on${event}`);
    const off = peek(ad, `off${event}`);
    const call = (method: unknown): boolean => {
      try {
        (method as AnyFunction).call(ad, listener);
        return true;
      } catch (e) {
        return false; // the host has none, or refuses
      }
    };
    patch(
      ad,
      `off${event}`,
      (original) =>
        function (this: unknown, ...args) {
          // Without a listener it takes everybody's, ours too.
          const isBare = isWatching() && typeof args[0] !== 'function';
          // Where the host ignores such a call, ours would be there twice.
          if (isBare) call(original);
          try {
            return original.apply(this, args);
          } finally {
            if (isBare) call(on);
          }
        },
    );
    subscriptions.push((isAgain) => {
      if (isAgain) call(off);
      if (call(on) && event === 'Close') isDeaf = false;
    });
  }
  hear('Close', closed);
  // Of native templates.
  hear('Hide', closed);
  hear('Error', () => void (failed = asked));

  const subscribe = (isAgain: boolean): void => subscriptions.forEach((each) => each(isAgain));
  subscribe(false);
  return () => {
    if (!isDestroyed) return;
    isDestroyed = false;
    if (isShown) closed({ isEnded: false });
    subscribe(true);
  };
}

import type { PagePort, Place } from '../../core/ports';

interface NavigationLike extends EventTarget {
  readonly currentEntry?: unknown;
}

const place = ({ pathname, search, hash }: URL | Location): Place => ({
  path: pathname,
  query: search,
  hash,
});

export function browserPage(): PagePort {
  return {
    current: () => place(location),

    previous() {
      try {
        const url = new URL(document.referrer);
        return url.origin === location.origin ? place(url) : undefined;
      } catch (e) {
        return undefined;
      }
    },

    watch(listener) {
      let href = location.href;
      const look = (): void => {
        if (href === location.href) return;
        href = location.href;
        listener();
      };
      const { navigation } = window as { navigation?: NavigationLike };
      if (navigation) {
        // One event for pushState, replaceState, hash and history, after the address has changed.
        navigation.addEventListener('currententrychange', look);
        return () => navigation.removeEventListener('currententrychange', look);
      }
      return watchHistory(look);
    },
  };
}

/** Before Chrome 102 and Safari 26.2 nobody tells of `pushState`, so it is wrapped, and put back. */
function watchHistory(look: () => void): () => void {
  const unwrap = (['pushState', 'replaceState'] as const).map((name) => {
    const original = history[name];
    let isWatching = true;
    const wrapped = function (this: History, ...args: Parameters<History['pushState']>): void {
      // Somebody else's wrapper below may answer something.
      const answer: unknown = original.apply(this, args);
      if (isWatching) look();
      return answer as void;
    };
    history[name] = wrapped;
    return () => {
      isWatching = false;
      // Someone who wrapped it after us holds our function; then it stays, and does nothing.
      if (history[name] === wrapped) history[name] = original;
    };
  });
  addEventListener('popstate', look);
  addEventListener('hashchange', look);
  return () => {
    unwrap.forEach((run) => run());
    removeEventListener('popstate', look);
    removeEventListener('hashchange', look);
  };
}

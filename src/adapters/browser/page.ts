import type { PagePort, Place } from '../../core/ports';

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
        const [entry] = performance.getEntriesByType('navigation');
        // A reload and a way back have the referrer of the first time.
        if (entry && (entry as PerformanceNavigationTiming).type !== 'navigate') return undefined;
        const url = new URL(document.referrer);
        return url.origin === location.origin ? place(url) : 'elsewhere';
      } catch (e) {
        return undefined; // no referrer
      }
    },

    watch(listener) {
      let href = location.href;
      const look = (isReplaced: boolean): void => {
        if (href === location.href) return;
        href = location.href;
        listener(isReplaced);
      };
      const { navigation } = window as { navigation?: EventTarget };
      if (!navigation) return watchHistory(look);
      // One event for pushState, replaceState, hash and history, after the address has changed.
      const onEntry = (event: Event): void =>
        look((event as Event & { readonly navigationType?: unknown }).navigationType === 'replace');
      navigation.addEventListener('currententrychange', onEntry);
      return () => navigation.removeEventListener('currententrychange', onEntry);
    },
  };
}

/** Before Chrome 102 and Safari 26.2 nobody tells of `pushState`, so it is wrapped, and put back. */
function watchHistory(look: (isReplaced: boolean) => void): () => void {
  const unwrap = (['pushState', 'replaceState'] as const).map((name) => {
    const original = history[name];
    let isWatching = true;
    const wrapped = function (this: History, ...args: Parameters<History['pushState']>): void {
      // Somebody else's wrapper below may answer something.
      const answer: unknown = original.apply(this, args);
      if (isWatching) look(name === 'replaceState');
      return answer as void;
    };
    history[name] = wrapped;
    return () => {
      isWatching = false;
      // Someone who wrapped it after us holds our function; then it stays, and does nothing.
      if (history[name] === wrapped) history[name] = original;
    };
  });
  const onTraverse = (): void => look(false);
  addEventListener('popstate', onTraverse);
  addEventListener('hashchange', onTraverse);
  return () => {
    unwrap.forEach((run) => run());
    removeEventListener('popstate', onTraverse);
    removeEventListener('hashchange', onTraverse);
  };
}

import type { LifecyclePort, Signal, Stop } from '../../core/ports';

/** Names of the trackers that run on the page, for all copies of this library on it. */
const KEY = Symbol.for('tracelet.names');

/**
 * Of two trackers with one name on a page, the second is not told that the page leaves: the last writes
 * of both would queue for one database, and the second's would die with the page, after its records had gone out.
 */
export function browserLifecycle(name: string, warn: (message: string) => void): LifecyclePort {
  const state = (): ReturnType<LifecyclePort['state']> =>
    // `prerendering` is Chromium's alone.
    (document as Document & { readonly prerendering?: boolean }).prerendering
      ? 'prerender'
      : document.visibilityState === 'hidden'
        ? 'hidden'
        : 'visible';

  return {
    state,
    online: () => navigator.onLine !== false,
    subscribe(tell) {
      const page = window as { [KEY]?: Set<string> };
      const names = page[KEY] || (page[KEY] = new Set());
      const isFirst = !names.has(name);
      names.add(name);
      if (!isFirst) warn(`tracelet: name: two trackers here are "${name}"; give one another`);
      const stops: Stop[] = [() => isFirst && names.delete(name)];
      function on(target: EventTarget, type: string, read: (event: Event) => Signal | false): void {
        const listener = (event: Event): void => {
          const signal = read(event);
          // On activation `visible` comes first, with `prerendering` still true.
          if (signal && state() !== 'prerender') tell(signal);
        };
        target.addEventListener(type, listener, true);
        stops.push(() => target.removeEventListener(type, listener, true));
      }
      on(document, 'visibilitychange', () => (state() === 'hidden' ? 'hidden' : 'shown'));
      on(document, 'prerenderingchange', () => 'shown');
      // On the window: `pagehide` never reaches the document. And no `unload`, which bars the page from bfcache.
      on(window, 'pagehide', () => isFirst && 'leaving');
      on(window, 'pageshow', (event) => (event as PageTransitionEvent).persisted && 'restored');
      on(window, 'online', () => 'online');
      return () => stops.forEach((stop) => stop());
    },
  };
}

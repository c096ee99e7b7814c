import type { LifecyclePort, Signal, Stop } from '../../core/ports';

export function browserLifecycle(): LifecyclePort {
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
      const stops: Stop[] = [];
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
      on(window, 'pagehide', () => 'leaving');
      on(window, 'pageshow', (event) => (event as PageTransitionEvent).persisted && 'restored');
      on(window, 'online', () => 'online');
      return () => stops.forEach((stop) => stop());
    },
  };
}

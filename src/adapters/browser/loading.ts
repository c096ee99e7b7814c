import type { LoadingPort } from '../../core/loading';
import type { Stop } from '../../core/ports';
import { nativeClearTimeout, nativeSetTimeout } from './nativeTimers';

/** An address without its query, which pushData has its events in; empty if it is none. */
function addressOf(url: string): string {
  try {
    const { origin, pathname } = new URL(url, document.baseURI);
    return origin + pathname;
  } catch (e) {
    return '';
  }
}

/** The requests of scripts, by their timings: nothing of the page's is wrapped. */
export const browserLoading = (): LoadingPort => ({
  watch(own, onData, onLoad) {
    const addresses = own.map(addressOf);
    const read = (timings: readonly PerformanceEntry[]): void =>
      (timings as PerformanceResourceTiming[]).forEach(({ name, initiatorType }) => {
        if (!/^(fetch|xmlhttprequest)$/.test(initiatorType)) return;
        if (addresses.indexOf(addressOf(name)) < 0) onData(name);
      });
    const stops: Stop[] = [() => removeEventListener('load', onLoad)];
    addEventListener('load', onLoad);
    if (document.readyState === 'complete') {
      // In a task of its own, so that who starts the tracker can still say that it loads its data by hand.
      const timer = nativeSetTimeout(onLoad);
      stops.push(() => nativeClearTimeout(timer));
    }
    try {
      // Not `{ type, buffered }`, which throws before Chrome 77 and tells nothing in Safari before 14.1.
      const observer = new PerformanceObserver((list) => read(list.getEntries()));
      observer.observe({ entryTypes: ['resource'] });
      stops.push(() => observer.disconnect());
      read(performance.getEntriesByType('resource'));
    } catch (e) {
      /* no timings here: the load event alone tells */
    }
    return () => stops.forEach((stop) => stop());
  },
});

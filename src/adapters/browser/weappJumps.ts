import type { Stop } from '../../core/ports';
import { readTrace, withTrace } from '../../core/traceInPath';
import { nativeSetTimeout } from './nativeTimers';
import { watchElements } from './watchElements';

const pathOf = (element: Element): string => element.getAttribute('path') || '';

/**
 * Jumps by what WeChat draws, `wx-open-launch-weapp`: no page sees its click, so its `path` carries the trace of the
 * next jump all the time; and it says `launch` when the miniprogram has been opened. One without a path
 * opens the first page, and carries nothing.
 */
export function weappJumps(
  selector: string,
  begin: (target: Element) => string,
  tell: (target: Element, trace_id: string) => void,
): Stop {
  const all = new Map<Element, readonly [own: string, ours: string]>();

  function carry(element: Element, trace_id: string): void {
    const [known = '', before] = all.get(element) || [];
    const path = pathOf(element);
    const own = path === before ? known : path;
    const ours = own && withTrace(own, trace_id);
    all.set(element, [own, ours]);
    if (ours) element.setAttribute('path', ours);
  }

  function letGo([own, ours]: readonly [string, string], element: Element): void {
    all.delete(element);
    element.removeEventListener('launch', onLaunch);
    if (ours && pathOf(element) === ours) element.setAttribute('path', own);
  }

  function onLaunch(event: Event): void {
    const element = event.currentTarget as Element;
    tell(element, readTrace(pathOf(element)) || begin(element));
    // When all who hear of this launch have read its trace.
    nativeSetTimeout(() => all.has(element) && carry(element, begin(element)));
  }

  const observer = new MutationObserver((records) =>
    records.forEach(({ target }) => {
      const element = target as Element;
      const [, ours] = all.get(element) || [];
      // One with a trace is ours, or another tracker's: two that insist would never end.
      if (ours === undefined || readTrace(pathOf(element))) return;
      carry(element, readTrace(ours) || begin(element));
    }),
  );

  const stop = watchElements(
    selector,
    (element) => {
      if (all.has(element)) return;
      // What has left the page is not held, and told of again if it comes back.
      all.forEach((paths, other) => other.isConnected || letGo(paths, other));
      carry(element, begin(element));
      element.addEventListener('launch', onLaunch);
      observer.observe(element, { attributeFilter: ['path'] });
    },
    () => undefined,
  );

  return () => {
    stop();
    observer.disconnect();
    all.forEach(letGo);
  };
}

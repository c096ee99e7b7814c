import type { Stop } from '../../core/ports';
import { withTrace } from '../../core/traceInPath';
import { browserClicks } from './clicks';
import { nativeSetTimeout } from './nativeTimers';

/**
 * Jumps by a click. A link carries the trace just while its click is dealt with: the browser goes there, and a router that
 * reads it; and who copies it later shares no operation with the user.
 */
export function linkJumps(
  selector: string,
  begin: (target: Element) => string,
  tell: (target: Element, trace_id: string) => void,
): Stop {
  let putBack: Stop = () => undefined;

  function carry(link: HTMLAnchorElement, trace_id: string): void {
    const own = link.getAttribute('href') as string;
    const [page, fragment] = link.href.split('#');
    // An anchor, or a route in the hash, leads to no other document: with another query it would.
    const isHere = fragment !== undefined && page === location.href.split('#')[0];
    if (isHere || !own.trim() || !/^https?:$/.test(link.protocol)) return;
    const ours = withTrace(own, trace_id);
    link.setAttribute('href', ours);
    putBack = () => {
      if (link.getAttribute('href') === ours) link.setAttribute('href', own);
    };
    nativeSetTimeout(putBack);
  }

  const stop = browserClicks().watch(selector, (target) => {
    const element = target as Element;
    // Of a script's click before, in the same task.
    putBack();
    const trace_id = begin(element);
    const link = Element.prototype.closest.call(element, 'a[href],area[href]');
    if (link) carry(link as HTMLAnchorElement, trace_id);
    tell(element, trace_id);
  });
  return () => {
    stop();
    putBack();
  };
}

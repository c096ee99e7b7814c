import type { Stop } from '../../core/ports';
import { readTrace, withTrace } from '../../core/traceInPath';
import { watchElements } from './watchElements';

/** What the path of an element was, what we have made of it, and the trace that it carries. */
interface Carried {
  readonly own: string | null;
  readonly ours: string | null;
  readonly trace_id: string;
}

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
  const all = new Map<Element, Carried>();

  function carry(element: Element, trace_id: string): void {
    const { own: known, ours: before = null } = all.get(element) || {};
    const path = element.getAttribute('path');
    const own = known && path === before ? known : path;
    const ours = own && withTrace(own, trace_id);
    all.set(element, { own, ours, trace_id });
    if (ours) element.setAttribute('path', ours);
  }

  function letGo({ own, ours }: Carried, element: Element): void {
    all.delete(element);
    element.removeEventListener('launch', onLaunch);
    if (own && element.getAttribute('path') === ours) element.setAttribute('path', own);
  }

  function onLaunch({ currentTarget }: Event): void {
    const element = currentTarget as Element;
    tell(element, (all.get(element) as Carried).trace_id);
    carry(element, begin(element));
  }

  const observer = new MutationObserver((records) =>
    records.forEach(({ target }) => {
      const element = target as Element;
      const carried = all.get(element);
      const path = element.getAttribute('path');
      if (!carried || path === carried.ours) return;
      const other = path && readTrace(path);
      // Another tracker's, or the page's own: two that insist would never end.
      if (other) all.set(element, { own: path, ours: path, trace_id: other });
      else carry(element, carried.trace_id);
    }),
  );

  const stop = watchElements(
    (element) => {
      const isWanted = element.matches(selector);
      if (isWanted && !all.has(element)) {
        // What has left the page is not held, and told of again if it comes back.
        all.forEach((carried, other) => other.isConnected || letGo(carried, other));
        carry(element, begin(element));
        element.addEventListener('launch', onLaunch);
        observer.observe(element, { attributes: true, attributeFilter: ['path'] });
      }
      return isWanted;
    },
    () => undefined,
  );

  return () => {
    stop();
    observer.disconnect();
    all.forEach(letGo);
  };
}

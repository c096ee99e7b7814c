/** The last one holds: a route in the fragment has a query of its own, and is the newer one. */
const CARRIED = /[\s\S]*[?&]trace_id=([0-9A-Za-z]{32})(?:[&#]|$)/;

/** The trace id that an address carries, as `trace_id=` in its query or in the query of a route in its fragment. */
export const readTrace = (address: string): string | undefined => (CARRIED.exec(address) || [])[1];

/**
 * `path` with the trace id in its query, in place of one that is there, and as relative as it was. Never in the
 * fragment: a router that works there may take `#/group?trace_id=…` for a page that it does not have.
 */
export function withTrace(path: string, trace_id: string): string {
  const [page, ...fragment] = path.trim().split('#') as [string, ...string[]];
  const own = /([?&]trace_id=)[^&]*/g;
  const joint = page.indexOf('?') < 0 ? '?' : /[?&]$/.test(page) ? '' : '&';
  const carrying = own.test(page)
    ? page.replace(own, (all, name: string) => name + trace_id)
    : `${page}${joint}trace_id=${trace_id}`;
  return [carrying, ...fragment].join('#');
}

/**
 * The address of a page in a `<web-view>`, or of another miniprogram's page, with a trace id that the tracker there adopts.
 * As it was where there is no valid one.
 */
export const webViewUrl = (url: string, traceId: string | undefined): string =>
  readTrace(`?trace_id=${traceId}`) ? withTrace(url, traceId as string) : url;

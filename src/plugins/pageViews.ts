import { toJson } from '../core/json';
import type { PageIds, PageSource } from '../core/pageSource';
import type { Plugin } from '../core/plugin';
import type { Place } from '../core/ports';
import { print } from '../core/print';

/** Which page is which number, and what of an address makes a page. */
export interface PageViewsOptions {
  /**
   * Pages by route: `:id` stands for any one segment and `*` at the end for any rest, and the first
   * that fits holds. Or a function of the place, or what finds pages by other means, as `markedPages()`
   * does. A page that is not found is not sent, and warned of once.
   */
  pages: Readonly<Record<string, PageIds>> | ((place: Place) => PageIds | undefined) | PageSource;
  /**
   * What of the address tells one page from another. Default: its path, so that neither the query
   * nor an anchor makes a visit. For a router that works in the hash: `({ hash }) => hash.slice(1)`.
   */
  route?: (place: Place) => string;
}

const toPattern = (route: string): RegExp =>
  new RegExp(
    `^${route
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/:\w+/g, '[^/?#]+')
      .replace(/\*$/, '.*')}/?$`,
  );

function toSource({ pages, route = ({ path }) => path }: PageViewsOptions): PageSource {
  if (typeof pages === 'function') return { route, find: (at, place) => pages(place) };
  if (typeof pages.find === 'function') return pages as PageSource;
  const patterns = Object.keys(pages).map(
    (key) => [toPattern(key), (pages as Record<string, PageIds>)[key]] as const,
  );
  return {
    route,
    find: (at) => (patterns.filter(([pattern]) => pattern.test(at))[0] || [])[1],
  };
}

/** Page views by themselves: the first load, each change of route, each return from a cache. */
export function pageViews(options: PageViewsOptions): Plugin {
  return {
    name: 'pageViews',
    problems: options.pages ? [] : ['pages is missing: give the ids of your pages, by path'],

    start({ track, traceId, onSignal, visits, plugins, lastPage, platform, warn }) {
      const { page, lifecycle } = platform;
      const source = toSource(options);
      const leave_follows = plugins.indexOf('dwell') >= 0;
      /** Of the visit under way; none before the page is seen and after it is left. */
      let route: string | undefined;
      let ids: PageIds | undefined;
      let hasLeft = false;

      function ask<T>(work: () => T): T | undefined {
        try {
          return work();
        } catch (e) {
          return void warn(`pageViews: pages failed: ${print(e)}`);
        }
      }

      function end(): void {
        route = undefined;
        visits.set(undefined);
      }

      /** Whether another page is there now, and begins its visit if anybody sees it. */
      function look(isReplaced?: boolean): void {
        const place = page.current();
        if (!place) return end();
        const next = ask(() => source.route(place));
        if (next === undefined || next === route) return;
        const before = route === undefined ? '' : toJson(ids);
        ids = ask(() => source.find(next, place));
        route = next;
        // A list that scrolls rewrites its address, and shows the same page.
        if (isReplaced && toJson(ids) === before) return;
        if (lifecycle.state() !== 'visible') return end();
        if (!ids) warn(`pageViews: no page is mapped to ${route}, so its visits are not sent`);
        const prev_id = lastPage.get();
        const from = prev_id === undefined ? {} : { prev_id };
        const visit = ids && { ...ids, ...from, trace_id: traceId() };
        visits.set(visit);
        if (!visit) return;
        lastPage.set(visit.page_id);
        track('page_view', { ...visit, leave_follows });
      }

      const onChange = (isReplaced?: boolean): void => void (hasLeft || look(isReplaced));

      const cameFrom = page.previous();
      if (cameFrom === 'elsewhere') lastPage.set(undefined);
      // What a page says of itself is not told by its address.
      else if (cameFrom && !source.watch && lastPage.get() === undefined) {
        const from = ask(() => source.find(source.route(cameFrom) || '', cameFrom));
        if (from) lastPage.set(from.page_id);
      }
      const stops = [
        onSignal((signal) => {
          hasLeft = signal === 'leaving';
          if (hasLeft) end();
          else if (route === undefined || !page.current()) look();
        }),
        source.watch ? source.watch(() => onChange()) : page.watch(onChange),
      ];
      look();
      return () => stops.forEach((stop) => stop());
    },
  };
}

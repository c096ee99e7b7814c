import type { PageVisit } from '../core/catalogue';
import type { Plugin } from '../core/plugin';
import type { Place } from '../core/ports';
import { print } from '../core/print';

/** A page's numbers, as the host application counts its pages. */
export type PageIds = Pick<PageVisit, 'page_id' | 'pos_id'>;

export interface PageViewsOptions {
  /**
   * Pages by path: `:id` stands for any one segment and `*` at the end for any rest, and the first
   * that fits holds. Or a function of the place.
   */
  pages: Readonly<Record<string, PageIds>> | ((place: Place) => PageIds | undefined);
}

const toPattern = (route: string): RegExp =>
  new RegExp(
    `^${route
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/:\w+/g, '[^/]+')
      .replace(/\*$/, '.*')}/?$`,
  );

/** Page views by themselves: the first load, each change of path, each return from a cache. */
export function pageViews({ pages }: PageViewsOptions): Plugin {
  const find =
    typeof pages === 'function'
      ? pages
      : ({ path }: Place): PageIds | undefined =>
          pages[Object.keys(pages).filter((route) => toPattern(route).test(path))[0] || ''];

  return {
    name: 'pageViews',
    problems: pages ? [] : ['pages is missing: give the ids of your pages, by path'],

    start({ track, traceId, onSignal, visits, plugins, platform: { page, lifecycle }, warn }) {
      function idsOf(place: Place | undefined): PageIds | undefined {
        try {
          return place && find(place);
        } catch (e) {
          return void warn(`pageViews: pages failed: ${print(e)}`);
        }
      }

      const leave_follows = plugins.indexOf('dwell') >= 0;
      const before = idsOf(page.previous());
      let from = before && { prev_id: before.page_id };
      /** The path of the visit under way; none before the page is seen and after it is left. */
      let path: string | undefined;

      function begin(): void {
        const place = page.current();
        if (place.path === path) return;
        path = place.path;
        const ids = idsOf(place);
        if (!ids) warn(`pageViews: no page is mapped to ${path}, so its visits are not sent`);
        const visit = ids && { ...ids, ...from, trace_id: traceId() };
        visits.set(visit);
        if (!visit) return;
        from = { prev_id: visit.page_id };
        track('page_view', { ...visit, leave_follows });
      }

      function beginWhenSeen(): void {
        if (path === undefined && lifecycle.state() === 'visible') begin();
      }

      const stops = [
        onSignal((signal) => {
          if (signal === 'leaving') {
            path = undefined;
            visits.set(undefined);
          } else {
            beginWhenSeen();
          }
        }),
        page.watch(() => {
          if (path !== undefined) begin();
        }),
      ];
      beginWhenSeen();
      return () => stops.forEach((stop) => stop());
    },
  };
}

import type { PageVisit } from './catalogue';
import type { Place, Stop } from './ports';

/** A page's numbers, as the host application counts its pages. */
export type PageIds = Pick<PageVisit, 'page_id' | 'pos_id'>;

/** Knows the pages of a site, and when another one is there. */
export interface PageSource {
  /** What tells one page from another: while it stays, or is not known, so does the visit. */
  route(place: Place): string | undefined;
  /** The numbers of the page of `route`, at `place`; none for a page whose visits are not sent. */
  find(route: string, place: Place): PageIds | undefined;
  /** Calls `listener` when there may be another page. Where there is none, the address alone tells pages apart. */
  watch?(listener: () => void): Stop;
}

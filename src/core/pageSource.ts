import type { PageVisit } from './catalogue';
import type { Place, Stop } from './ports';

/** A page's numbers, as the host application counts its pages. */
export type PageIds = Pick<PageVisit, 'page_id' | 'pos_id'>;

/** Knows the pages of a site, and when another one is there. */
export interface PageSource {
  /** What tells one page from another: while it stays, so does the visit. */
  route(place: Place): string;
  /** The numbers of the page at `place`; none for a page whose visits are not sent. */
  find(place: Place): PageIds | undefined;
  /** Calls `listener` when there may be another page. Default: when the address has changed. */
  watch?(listener: () => void): Stop;
}

import type { PageSource } from '../../core/pageSource';

const PAGE = 'data-tracelet-page';
const POS = 'data-tracelet-pos';

/**
 * Pages that say themselves which they are, for `pageViews`: the first element with
 * `data-tracelet-page="2"`, and `data-tracelet-pos="1"` beside it if the page has positions. Where no element
 * has one, as between two pages, the page before it goes on.
 */
export function markedPages(): PageSource {
  let route: string | undefined;
  return {
    route() {
      const marked = document.querySelector(`[${PAGE}]`);
      if (marked) route = `${marked.getAttribute(PAGE)}/${marked.getAttribute(POS) || ''}`;
      return route;
    },
    find(route) {
      const [page, pos] = route.split('/');
      if (!page) return undefined;
      return { page_id: Number(page), ...(pos && { pos_id: Number(pos) }) };
    },
    watch(listener) {
      const observer = new MutationObserver(listener);
      observer.observe(document, {
        subtree: true,
        childList: true,
        attributes: true,
        attributeFilter: [PAGE, POS],
      });
      return () => observer.disconnect();
    },
  };
}

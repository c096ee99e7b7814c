import type { MemoPort } from './ports';

/** The page that the user has seen last, in this tab: that is where the next one is reached from. */
export interface LastPage {
  /** Its `page_id`; `undefined` where the user has seen none yet. */
  get(): number | undefined;
  /** The user sees this one now. */
  set(page_id: number | undefined): void;
}

/** `mayStore` is asked each time: until the user agrees, only this page remembers. */
export function createLastPage(
  key: string,
  memo: MemoPort | undefined,
  mayStore: () => boolean,
): LastPage {
  let last: number | undefined;
  return {
    get() {
      // Another page may have been seen while this one was in a cache.
      const stored = memo && memo.get(key);
      return stored === undefined ? last : Number(stored);
    },
    set(page_id) {
      last = page_id;
      if (memo) memo.set(key, page_id === undefined || !mayStore() ? undefined : `${page_id}`);
    },
  };
}

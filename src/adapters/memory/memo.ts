import type { MemoPort } from '../../core/ports';

/** Gone with the page; tests share one `Map` between pages. */
export const memoryMemo = (values = new Map<string, string>()): MemoPort => ({
  get: (key) => values.get(key),
  set(key, value) {
    if (value === undefined) values.delete(key);
    else values.set(key, value);
  },
});

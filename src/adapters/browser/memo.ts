import type { MemoPort } from '../../core/ports';

/** localStorage: known at once and to all tabs, though it reaches the disk some seconds late. */
export const browserMemo = (): MemoPort => ({
  get(key) {
    try {
      return localStorage.getItem(key) || undefined;
    } catch (e) {
      return undefined;
    }
  },
  set(key, value) {
    try {
      if (value === undefined) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch (e) {
      /* blocked or full: nothing is remembered */
    }
  },
});

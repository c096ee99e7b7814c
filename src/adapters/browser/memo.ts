import type { MemoPort } from '../../core/ports';

/**
 * localStorage is known at once and to all tabs, though it reaches the disk some seconds late;
 * sessionStorage is one tab's. Reading either throws where storage is blocked.
 */
export const browserMemo = (area: 'localStorage' | 'sessionStorage'): MemoPort => ({
  get(key) {
    try {
      return window[area].getItem(key) || undefined;
    } catch (e) {
      return undefined;
    }
  },
  set(key, value) {
    try {
      if (value === undefined) window[area].removeItem(key);
      else window[area].setItem(key, value);
    } catch (e) {
      /* blocked or full: nothing is remembered */
    }
  },
});

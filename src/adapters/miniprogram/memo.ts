import type { MemoPort } from '../../core/ports';
import type { WxLike } from './wxLike';

/** The host's storage, whose calls are synchronous anyway. */
export const wxMemo = (wx: WxLike): MemoPort => ({
  get(key) {
    try {
      const value = wx.getStorageSync(key);
      return typeof value === 'string' && value ? value : undefined;
    } catch (e) {
      return undefined;
    }
  },
  set(key, value) {
    try {
      if (value === undefined) wx.removeStorageSync(key);
      else wx.setStorageSync(key, value);
    } catch (e) {
      /* refused or full: nothing is remembered */
    }
  },
});

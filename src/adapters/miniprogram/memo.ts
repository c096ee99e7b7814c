import type { MemoPort } from '../../core/ports';
import { asText } from './asText';
import type { WxLike } from './wxLike';

/** Beside the keys of the storage port, which a host keeps in the same place. */
const PREFIX = 'memo:';

/** The host's storage, asked for each key once: an app has no other tab that could change it. */
export function wxMemo(
  wx: Pick<WxLike, 'getStorageSync' | 'setStorageSync' | 'removeStorageSync'>,
): MemoPort {
  const known = new Map<string, string | undefined>();
  return {
    get(key) {
      if (!known.has(key)) {
        known.set(key, undefined);
        try {
          known.set(key, asText(wx.getStorageSync(PREFIX + key)));
        } catch (e) {
          /* refused: nothing is remembered */
        }
      }
      return known.get(key);
    },
    set(key, value) {
      known.set(key, value);
      try {
        if (value === undefined) wx.removeStorageSync(PREFIX + key);
        else wx.setStorageSync(PREFIX + key, value);
      } catch (e) {
        /* refused or full: it is remembered as long as the app runs */
      }
    },
  };
}

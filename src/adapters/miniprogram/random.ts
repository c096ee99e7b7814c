import type { RandomPort } from '../../core/ports';
import type { WxLike } from './wxLike';

/** Bytes that are asked for at once: some ids. */
const POOL = 256;

/**
 * The host's own random bytes come late, and an id cannot wait: it is made of `Math.random`, the time and a
 * count, so that no two are alike, and of the host's bytes as soon as there are any.
 */
export function wxRandom(wx: Pick<WxLike, 'getUserCryptoManager'>): RandomPort {
  let pool = new Uint8Array(0);
  let taken = 0;
  let isAsking = false;
  let count = 0;

  function refill(): void {
    if (isAsking) return;
    try {
      if (!wx.getUserCryptoManager) return;
      isAsking = true;
      wx.getUserCryptoManager().getRandomValues({
        length: POOL,
        success({ randomValues }) {
          pool = new Uint8Array(randomValues);
          taken = 0;
          isAsking = false;
        },
      });
    } catch (e) {
      /* Asked once, and not again: what it can do is known. */
    }
  }

  refill();
  return {
    bytes(length) {
      const stamp = Date.now() * 1024 + (count++ % 1024);
      if (taken + length > pool.length) refill();
      return Array.from({ length }, (_, i) => {
        // Five bits of it at a time: an id's letter has hardly more.
        const digit = Math.floor(stamp / 32 ** (i % 11)) & 31;
        return Math.floor(Math.random() * 256) ^ digit ^ (pool[taken++] || 0);
      });
    },
    fraction: () => Math.random(),
  };
}

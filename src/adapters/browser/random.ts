import type { RandomPort } from '../../core/ports';

/** In bytes, for some dozens of ids: the browser takes as long for one. */
const POOL = 1024;

/** `getRandomValues` is there on plain http too, where `randomUUID` and `subtle` are not. */
export function browserRandom(): RandomPort {
  const pool = new Uint8Array(POOL);
  let used = POOL;
  return {
    bytes(count) {
      if (used + count > POOL) {
        crypto.getRandomValues(pool);
        used = 0;
      }
      return pool.subarray(used, (used += count));
    },
    fraction: () => Math.random(),
  };
}

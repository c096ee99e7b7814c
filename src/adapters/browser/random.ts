import type { RandomPort } from '../../core/ports';

/** `getRandomValues` is there on plain http too, where `randomUUID` and `subtle` are not. */
export function browserRandom(): RandomPort {
  return {
    bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    fraction: () => Math.random(),
  };
}

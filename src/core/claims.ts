import type { MapContext } from './endpoint';
import type { Journal } from './journal';
import type { ClockPort, StoragePort } from './ports';
import { HOUR } from './units';

/** What an endpoint takes once a day, and has had. On disk, so that a reload does not send it again. */
export interface Claims {
  /** Learns what earlier visits and other tabs have claimed, and forgets what is of other days. */
  read(): Promise<void>;
  /** True the first time that `mark` is claimed on `day` (`YYYY-MM-DD`). */
  claim(day: string, mark: string): boolean;
}

/** What an endpoint brings along whose `map` claims: pages with none of those do not load it. */
export interface Claiming {
  readonly createClaims: typeof createClaims;
}

/** What its `map` is given. */
export type ClaimContext = MapContext & Pick<Claims, 'claim'>;

/** A claim holds for a day, whose zone is the endpoint's affair. */
const KEPT = 48 * HOUR;

export function createClaims(
  prefix: string,
  storage: StoragePort,
  journal: Journal,
  clock: ClockPort,
): Claims {
  const claimed = new Set<string>();
  return {
    async read() {
      for (const key of await storage.keys(prefix)) {
        const day = Date.parse(key.slice(prefix.length).split('/')[0] as string);
        if (day < clock.now() - KEPT) journal.put(key, () => undefined);
        else claimed.add(key);
      }
    },
    claim(day, mark) {
      const key = `${prefix}${day}/${mark}`;
      if (claimed.has(key)) return false;
      claimed.add(key);
      journal.put(key, () => '1');
      return true;
    },
  };
}

import type { Entry } from '../../core/ports';

/**
 * Where a page that leaves before the database is open puts what it has. localStorage takes it in
 * the same task; it reaches the disk too late to outlive a kill, and in time to outlive a navigation.
 */
export interface Spill {
  put(entries: readonly Entry[]): void;
  /** What earlier pages have put, once. */
  take(): readonly Entry[];
}

export function createSpill(key: string): Spill {
  function take(): readonly Entry[] {
    try {
      const text = localStorage.getItem(key);
      localStorage.removeItem(key);
      return text ? (JSON.parse(text) as Entry[]) : [];
    } catch (e) {
      // Blocked, or not ours: then there is nothing.
      return [];
    }
  }

  return {
    take,
    put(entries) {
      try {
        localStorage.setItem(key, JSON.stringify([...take(), ...entries]));
      } catch (e) {
        /* blocked or full: the last resort has failed */
      }
    },
  };
}

import type { Stop } from './ports';

/** Tells how far a page is with loading. */
export interface LoadingPort {
  /**
   * Calls `onData` with the address of each request that the page has made or makes for data, but for those to
   * `own` addresses; and `onLoad` when all that the page consists of is there.
   */
  watch(own: readonly string[], onData: (url: string) => void, onLoad: () => void): Stop;
}

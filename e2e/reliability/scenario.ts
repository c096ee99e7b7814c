import type { Outcome } from './outcome';
import type { World } from './world';

/** One line of the table: what is done to the tracker, and what is promised to come of it. */
export interface Scenario {
  /** In the table. */
  readonly row: string;
  readonly name: string;
  /** What this one varies of its row. */
  readonly variant: string;
  /** Plays it once, in a world of its own. */
  trial(world: World): Promise<Outcome>;
  /** Default: all is delivered, nothing twice but what the trial excuses, and the ledger knows all. */
  readonly promise?: Promised;
  /** Of static files; what is `no-store` stays out of bfcache. Default: the server's. */
  readonly cacheControl?: string;
}

export interface Promised {
  /** Of what was tracked and not dropped. Default: `all`. */
  readonly delivered?: 'all' | 'none';
  /** The share of trials that deliver all, where the platform gives no more. Default: 1. */
  readonly whole?: number;
  /** What is dropped and counted, of all lanes together. Default: nothing. */
  readonly dropped?: Readonly<Record<string, number>>;
  /** The server refuses requests on the way. Default: it has no reason to. */
  readonly refusals?: boolean;
  /**
   * How many records the ledger knows in the end. `unsure`: as many as were tracked, or none of one
   * page's that left before its disk was open and went with its process. `any`: the disk that should keep
   * it has failed. Default: as many as were tracked.
   */
  readonly recorded?: 'unsure' | 'any' | number;
  /** How many records wait in the end. Default: none, where all is delivered. */
  readonly waiting?: number;
}

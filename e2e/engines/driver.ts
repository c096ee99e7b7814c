/** A browser of any engine, by what all their protocols can do: one tab is used at a time. */
export interface Driver {
  /** Such as `Firefox 153.0`. */
  readonly version: string;
  goto(url: string): Promise<void>;
  /** Runs `fn` in the page, and waits for the promise that it answers with, if it does. */
  run<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  /** To the page before, perhaps out of bfcache. */
  back(): Promise<void>;
  /** Opens a tab and uses it; answers what {@link use} wants. */
  open(): Promise<string>;
  use(tab: string): Promise<void>;
  tab(): Promise<string>;
  /** Closes the tab in use as a user does; another has to be used then. */
  close(): Promise<void>;
  quit(): Promise<void>;
}

/** As a script for a protocol that takes a function's body. */
export const bodyOf = (fn: (...args: never[]) => unknown): string =>
  `return (${String(fn)})(...arguments)`;

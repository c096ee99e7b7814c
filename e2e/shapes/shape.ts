/** What an app defines, typed as loosely as apps are. */
export type Definition = Record<PropertyKey, unknown>;
type Define = (definition: Definition) => unknown;

/** The globals of an app's realm. */
export interface AppGlobals {
  App: Define;
  Page: Define;
  Component: Define;
  Behavior: Define;
  getCurrentPages(): readonly Definition[];
}

/** Notes a call of the app's code: which, on what, with what. */
export type Log = (what: string, self: unknown, args: readonly unknown[]) => void;

/** One way in which apps are written. */
export interface Shape {
  readonly name: string;
  /** What stands in the module of a page. */
  define(globals: AppGlobals, log: Log): void;
}

export type Build = (log: Log, globals: AppGlobals) => unknown;

/** Of what `build` makes, given to `of`. */
export const shape = (of: 'App' | 'Page' | 'Component', name: string, build: Build): Shape => ({
  name: `${of}: ${name}`,
  define(globals, log) {
    log(`${of} returns`, globals[of](build(log, globals) as Definition), []);
    if (of === 'App') globals.Page({});
  },
});

import { createChannel } from '../../core/channel';
import type { Stop } from '../../core/ports';
import { derived, type Edits } from './derived';

/** A hook that the host calls, told before the app's own is. `show` and `hide` are those of a component's page. */
export interface HookCall {
  readonly hook: string;
  /** The page, or the component. */
  readonly page: unknown;
  readonly args: readonly unknown[];
}

type Hook = (this: unknown, ...args: unknown[]) => unknown;

// The realm's own; in a module there is no other way to them, as not every host has `globalThis`.
declare let Page: Hook;
declare let Component: Hook;

const LIFE = ['onLoad', 'onShow', 'onHide', 'onUnload'];
/** To define one of these puts its entry into the host's menu, so they are never added. */
const MENU = ['onShareAppMessage', 'onShareTimeline', 'onAddToFavorites'];

const calls = createChannel<HookCall>();
/** How many listen, and how many of them to pages that do not define a hook. */
let listening = 0;
let adding = 0;
let restore: readonly (Stop | undefined)[] = [];
/** Under way. A framework that injects twice calls the same hook within itself. */
let inside: HookCall | undefined;

function hookOf(hook: string, own: Hook | undefined): Hook {
  return function (...args) {
    const before = inside;
    const isAgain = before && before.page === this && before.hook === hook;
    const call = { hook, page: this, args };
    if (!isAgain) calls.tell(call);
    inside = call;
    try {
      return own && own.apply(this, args);
    } finally {
      inside = before;
    }
  };
}

/** What the app has there that is no function is the host's business. */
const follow =
  (hook: string, isAdded: boolean) =>
  (own: unknown): unknown =>
    typeof own === 'function'
      ? hookOf(hook, own as Hook)
      : own == null && isAdded
        ? hookOf(hook, undefined)
        : own;

function followAll(hooks: readonly string[], isAdded: boolean): Edits {
  const edits: Record<string, Edits[string]> = {};
  for (const hook of hooks) edits[hook] = follow(hook, isAdded);
  return edits;
}

const inner =
  (edits: Edits, isAdded: boolean) =>
  (value: unknown): unknown =>
    typeof value === 'object' && value
      ? derived(value, edits)
      : value == null && isAdded
        ? derived({}, edits)
        : value;

function pageEdits(page: { readonly behaviors?: unknown }): Edits {
  // What a page defines hides what its behaviors have under that name, and nobody can look into them.
  const isAdded = adding > 0 && !page.behaviors;
  return { ...followAll(MENU, false), ...followAll(LIFE, isAdded) };
}

/** A page that is made by `Component` has its hooks among the methods; `show` and `hide` hide nobody else's. */
function componentEdits(): Edits {
  const hooks = followAll([...LIFE, ...MENU], false);
  return {
    ...hooks,
    methods: inner(hooks, false),
    pageLifetimes: inner(followAll(['show', 'hide'], adding > 0), adding > 0),
  };
}

function replace(
  read: () => Hook,
  write: (next: Hook) => void,
  editsOf: (given: { readonly behaviors?: unknown }) => Edits,
): Stop | undefined {
  try {
    const original = read();
    const wrapped: Hook = function (...args) {
      const [given] = args;
      if (listening && typeof given === 'object' && given) {
        try {
          args[0] = derived(given, editsOf(given));
        } catch (e) {
          /* whatever this is, the host gets it as it was given */
        }
      }
      return original.apply(this, args);
    };
    // Some hosts have more than a function there.
    Object.setPrototypeOf(wrapped, original);
    write(wrapped);
    if (read() !== wrapped) return undefined;
    return () => {
      try {
        // Who wrapped it after us holds our function; then it stays, and does nothing.
        if (read() === wrapped) write(original);
      } catch (e) {
        /* somebody has made it read-only: as above */
      }
    };
  } catch (e) {
    return undefined;
  }
}

function end(): void {
  restore.forEach((stop) => stop && stop());
  restore = [];
}

/**
 * Calls `listener` with each hook of the pages and components that are defined from now on. `isAdded`: also with the hooks of
 * a page's life that it does not define. Nothing where the host lets nobody replace `Page`.
 */
export function watchHooks(listener: (call: HookCall) => void, isAdded: boolean): Stop | undefined {
  if (!listening) {
    restore = [
      replace(
        () => Page,
        (next) => (Page = next),
        pageEdits,
      ),
      replace(
        () => Component,
        (next) => (Component = next),
        componentEdits,
      ),
    ];
  }
  const [isReplaced] = restore;
  if (!isReplaced) {
    end();
    return undefined;
  }
  listening++;
  if (isAdded) adding++;
  const unsubscribe = calls.subscribe(listener);
  return () => {
    unsubscribe();
    if (isAdded) adding--;
    if (!--listening) end();
  };
}

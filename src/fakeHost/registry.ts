import type { Core } from './core';
import { componentDefinition, pageDefinition, type Definition } from './definition';
import type { Dict } from './realm';

/** What the app has defined, by `App`, `Page` and `Component`. */
export interface Registry {
  /** While `run` goes on, what is defined is the page of this file. */
  during<T>(file: string, run: () => T): T;
  /** A page that nobody has defined is an empty one. */
  page(route: string): Definition;
  isDefined(route: string): boolean;
  /** The app's entry page: `pages/index/index` unless another was defined first. */
  entry(): string;
  app(): Dict | undefined;
}

const ENTRY = 'pages/index/index';

export function createRegistry(
  { realm, thread, profile }: Core,
  currentPages: () => Dict[],
): Registry {
  const { global } = realm;
  const pages = new Map<string, Definition>();
  const behaviors = new WeakMap<object, object>();
  let running: string | undefined;
  let app: Dict | undefined;
  let components = 0;

  const behaviorOf = (behavior: unknown): object | undefined => behaviors.get(behavior as object);
  const define = (definition: Definition): void =>
    void pages.set(running && running.includes('/') ? running : ENTRY, definition);

  if (profile !== 'wx-game') {
    global.App = (options: object): void => {
      if (app)
        return void thread.report({ kind: 'error', reason: realm.error('App() is called twice') });
      app = realm.object();
      for (const key in options) app[key] = (options as Dict)[key];
    };
    global.Page = (options: object): void => define(pageDefinition(options, behaviorOf));
    global.Component = (options: object): string | undefined => {
      define(componentDefinition(options, behaviorOf));
      // By WeChat's typings; the others do not say.
      return profile === 'wx' ? `component-${++components}` : undefined;
    };
    if (profile !== 'my') {
      global.Behavior = (options: object): object => {
        const behavior = realm.object();
        behaviors.set(behavior, options);
        return behavior;
      };
    }
    global.getApp = (options?: { allowDefault?: boolean }): Dict | undefined =>
      app || (options && options.allowDefault ? realm.object() : undefined);
    global.getCurrentPages = (): Dict[] => realm.array(currentPages());
  }

  return {
    during(file, run) {
      const before = running;
      // The file that the platform loads, whatever it requires.
      running = file.replace(/\.\w+$/, '');
      try {
        return run();
      } finally {
        running = before;
      }
    },
    page: (route) => pages.get(route) || pageDefinition({}, behaviorOf),
    isDefined: (route) => pages.has(route),
    entry: () => [...pages.keys()][0] || ENTRY,
    app: () => app,
  };
}

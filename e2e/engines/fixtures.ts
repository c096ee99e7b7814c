import { expect, test as playwright, type TestType } from 'playwright/test';
import { startServer } from '../../demo/server.mjs';
import { startInPage, type Start } from '../fixtures';
import { LEASE } from '../../src/core/lease';
import type { FlushResult } from '../../src/index';
import type { Driver } from './driver';
import { engines } from './engines';

export { expect };
export { count, expectTally, names, received, requested, until } from '../fixtures';

type Server = Awaited<ReturnType<typeof startServer>>;

declare global {
  interface Window {
    /** See ../pages/without.js. */
    readonly uncaught: string[];
    readonly opened: IDBDatabase[];
  }
}

/** The type of the annotation that has an engine's version. */
export const ENGINE = 'engine';

/** What a page may be without; see ../pages/without.html. */
export type Feature =
  | 'keepalive'
  | 'beacon'
  | 'commit'
  | 'durability'
  | 'locks'
  | 'intersection'
  | 'indexeddb'
  | 'reopening';

/** The page in use, in the engine's only browser. */
export interface EnginePage extends Driver {
  /** Opens a page with the library and without `features`. */
  load(...features: Feature[]): Promise<void>;
  /** The same, with a tracker. */
  visit(options?: Start, ...features: Feature[]): Promise<void>;
  /** Opens a page without a tracker. */
  leave(): Promise<void>;
  flush(): Promise<FlushResult>;
  /**
   * Sends until nothing waits, and until as much has been `recorded` since the first visit, if that is said. Back-off is
   * obeyed, and what a dead tab holds, so this takes its time.
   */
  deliver(recorded?: number): Promise<void>;
}

/** Playwright's own `page` drives no WebKit of the system's. */
const base = playwright as unknown as TestType<object, object>;

/** What nobody has caught in the page. */
export const trouble = (page: EnginePage): Promise<string[]> => page.run(() => window.uncaught);

/** Pages of the server at `url`. */
export function createPage(driver: Driver, url: string): EnginePage {
  const load = (...features: Feature[]): Promise<void> =>
    driver.goto(`${url}/e2e/without.html?${features.join('&')}`);
  const flush = (): Promise<FlushResult> => driver.run(() => window.tracker.flush());
  return {
    ...driver,
    load,
    async visit(options = {}, ...features) {
      await load(...features);
      await driver.run(startInPage, options);
    },
    leave: () => driver.goto(`${url}/e2e/elsewhere.html`),
    flush,
    deliver(recorded) {
      const look = async (): Promise<object> => {
        const { waiting } = await flush();
        const stats = await driver.run(() => window.tracker.stats());
        return { waiting, recorded: recorded && stats.recorded };
      };
      return expect.poll(look, { timeout: LEASE + 15_000 }).toEqual({ waiting: 0, recorded });
    },
  };
}

/** One browser for each worker; what it stores is kept apart by each test's own origin. */
export const test = base.extend<
  { server: Server; page: EnginePage },
  { engine: Driver; isPrivate: boolean }
>({
  isPrivate: [false, { scope: 'worker', option: true }],

  engine: [
    async ({ isPrivate }, use, { project }) => {
      const engine = await engines[project.name as keyof typeof engines](isPrivate);
      await use(engine);
      await engine.quit();
    },
    { scope: 'worker' },
  ],

  server: async ({}, use) => {
    // What is `no-store` stays out of bfcache.
    const server = await startServer({ cacheControl: 'no-cache' });
    await use(server);
    await server.close();
  },

  page: async ({ engine, server }, use) => {
    const home = await engine.tab();
    test.info().annotations.push({ type: ENGINE, description: engine.version });
    await use(createPage(engine, server.url));
    await engine.use(home);
    await engine.goto('about:blank');
  },
});

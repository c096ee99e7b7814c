import { expect, test as playwright, type TestType } from 'playwright/test';
import { startServer } from '../../demo/server.mjs';
import type { Name, Start } from '../fixtures';
import type { FlushResult } from '../../src/index';
import type { Driver } from './driver';
import { engines } from './engines';

export { expect };
export { count, expectTally, names, received, requested, until } from '../fixtures';

type Server = Awaited<ReturnType<typeof startServer>>;

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
  visit(options?: Start, ...features: Feature[]): Promise<void>;
  /** Opens a page without a tracker. */
  leave(): Promise<void>;
  flush(): Promise<FlushResult>;
  /** Sends until nothing waits. Back-off is obeyed, and what a dead tab holds, so this takes its time. */
  deliver(): Promise<void>;
}

/** Playwright's own `page` drives no WebKit of the system's. */
const base = playwright as unknown as TestType<object, object>;

/** One browser for each worker; what it stores is kept apart by each test's own origin. */
export const test = base.extend<{ server: Server; page: EnginePage }, { engine: Driver }>({
  engine: [
    async ({}, use, { project }) => {
      const engine = await engines[project.name as keyof typeof engines]();
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
    const flush = (): Promise<FlushResult> => engine.run(() => window.tracker.flush());
    await use({
      ...engine,
      async visit(options = {}, ...features) {
        await engine.goto(`${server.url}/e2e/without.html?${features.join('&')}`);
        await engine.run(({ to = 'relay', only, flush = {}, retention = {}, more }: Start) => {
          const { relay, direct } = window.endpoints;
          const factories = to === 'relay' ? relay : direct(to);
          const wanted = only ?? (Object.keys(factories) as Name[]);
          window.warnings = [];
          window.tracker = window.tracelet.createTracker({
            endpoints: wanted.map((name) => factories[name](more)),
            flush,
            retention,
            onWarn: (message) => void window.warnings.push(message),
          });
        }, options);
      },
      leave: () => engine.goto(`${server.url}/e2e/elsewhere.html`),
      flush,
      deliver: () => expect.poll(async () => (await flush()).waiting, { timeout: 45_000 }).toBe(0),
    });
    await engine.use(home);
    await engine.goto('about:blank');
  },
});

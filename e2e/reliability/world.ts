import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type LaunchOptions } from 'playwright/test';
import { startServer } from '../../demo/server.mjs';
import type { Receiver } from '../fixtures';
import { startUser, type User } from './user';

/** Where a trial is played: a server and browsers of its own. */
export interface World {
  readonly receiver: Receiver;
  /** Origin of the vendors in direct mode; not the pages'. */
  readonly vendorUrl: string;
  /** A page without a tracker, for the trial to start one in. */
  readonly blank: string;
  /** A page of the same origin, on which none is started. */
  readonly elsewhere: string;
  /** What went uncaught in any page, promises too. */
  readonly errors: readonly string[];
  /** A profile of its own in the browser that all trials share: cheap, and not to be killed. */
  context(): Promise<BrowserContext>;
  /** A browser of its own; the next one that is launched has the same profile. */
  launch(): Promise<Launched>;
  /** A browser of its own that is like a user's, see {@link User}. Default of `url`: a blank page. */
  user(url?: string): Promise<User>;
  close(): Promise<void>;
}

export interface Launched {
  readonly context: BrowserContext;
  /** SIGKILL, before it returns. Resolves when the profile is free. */
  kill(): Promise<void>;
}

/** Ids of the processes of a browser. */
export async function processes(
  browser: Browser | null,
  type: 'browser' | 'renderer',
): Promise<number[]> {
  const cdp = await browser?.newBrowserCDPSession();
  const { processInfo } = (await cdp?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
  const ids = processInfo.filter((one) => one.type === type).map(({ id }) => id);
  return ids;
}

export async function createWorld(
  browser: Browser,
  launchOptions: LaunchOptions,
  cacheControl: string | undefined,
  seed: number,
): Promise<World> {
  const server = await startServer({ seed, ...(cacheControl && { cacheControl }) });
  const errors: string[] = [];
  const open = new Set<BrowserContext>();
  let profile: string | undefined;
  let user: User | undefined;

  const ownProfile = (): string => (profile ??= mkdtempSync(join(tmpdir(), 'tracelet-')));

  function watch(context: BrowserContext): BrowserContext {
    open.add(context);
    context.on('close', () => void open.delete(context));
    context.on('weberror', (error) => void errors.push(String(error.error())));
    return context;
  }

  return {
    receiver: server.receiver,
    vendorUrl: server.vendorUrl,
    blank: `${server.url}/e2e/blank.html`,
    elsewhere: `${server.url}/e2e/elsewhere.html`,
    errors,
    context: async () => watch(await browser.newContext()),

    async launch() {
      const context = watch(
        await chromium.launchPersistentContext(ownProfile(), {
          ...launchOptions,
          headless: true,
        }),
      );
      const ids = await processes(context.browser(), 'browser');
      return {
        context,
        async kill() {
          const closed = context.waitForEvent('close');
          for (const id of ids) process.kill(id, 'SIGKILL');
          await closed;
        },
      };
    },

    async user(url = 'about:blank') {
      const started = (user = await startUser(ownProfile(), launchOptions, url));
      return { ...started, connect: async () => watch(await started.connect()) };
    },

    async close() {
      if (user) {
        await user.close();
        open.clear();
      }
      for (const context of open) await context.close();
      await server.close();
      if (profile) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

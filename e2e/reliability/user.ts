import { spawn } from 'node:child_process';
import { chromium, type Browser, type BrowserContext, type LaunchOptions } from 'playwright/test';

/**
 * A browser as a user has it: a tab that is not in front is hidden, a hidden one can freeze, bfcache
 * and prerendering work. What Playwright launches or attaches to has all of that switched off.
 */
export interface User {
  /** From then on nothing is prerendered any more. */
  connect(): Promise<BrowserContext>;
  close(): Promise<void>;
}

/** Starts one with `url` in its first tab. */
export async function startUser(
  profile: string,
  { args = [] }: LaunchOptions,
  url: string,
): Promise<User> {
  // Not the headless shell that a test's other pages may have: it has no such tabs.
  const executablePath = process.env.TRACELET_CHROMIUM || chromium.executablePath();
  const options = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const child = spawn(executablePath, [...args, ...options, url], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const devTools = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += String(chunk);
      const [found] = /ws:\/\/\S+/.exec(said) ?? [];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(`the browser ended: ${said}`)));
  });
  let browser: Browser | undefined;

  const connected = async (): Promise<Browser> =>
    (browser ??= await chromium.connectOverCDP(devTools, { noDefaults: true }));

  return {
    async connect() {
      const [context] = (await connected()).contexts();
      if (!context) throw new Error('the browser has no profile');
      return context;
    },

    async close() {
      const cdp = await (await connected()).newBrowserCDPSession();
      await cdp.send('Browser.close').catch(() => undefined); // it may be gone before it says so
      await ended;
    },
  };
}

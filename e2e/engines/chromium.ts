import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright/test';
import { chromiumArgs } from '../browser.mjs';
import type { Driver } from './driver';

/** A Chromium of any age: what it does in a page it does by the page's own scripts, which the oldest know too. */
export async function launchChromium(executablePath: string, isPrivate: boolean): Promise<Driver> {
  const profile = mkdtempSync(join(tmpdir(), 'tracelet-'));
  const options = {
    executablePath,
    args: chromiumArgs,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  };
  const browser = isPrivate ? await chromium.launch(options) : undefined;
  // A context without a profile is a private window.
  const context = browser
    ? await browser.newContext()
    : await chromium.launchPersistentContext(profile, options);
  const tabs = new Map<string, Page>();
  let last = 0;
  let page!: Page;
  const add = (opened: Page): string => {
    page = opened;
    tabs.set(String((last += 1)), page);
    return String(last);
  };
  add(context.pages()[0] ?? (await context.newPage()));
  return {
    version: `Chromium ${context.browser()?.version() ?? ''}`,
    goto: async (url) => void (await page.goto(url)),
    run: (fn, ...args) =>
      page.evaluate(([text, args]) => (0, eval)(`(${text})`)(...args) as never, [
        String(fn),
        args,
      ] as const),
    async back() {
      const from = page.url();
      // A page that is just being left cannot answer.
      await page.evaluate(() => history.back()).catch(() => undefined);
      await page.waitForURL((url) => url.href !== from, { waitUntil: 'commit' });
    },
    open: async () => add(await context.newPage()),
    async use(tab) {
      page = tabs.get(tab) as Page;
      await page.bringToFront();
    },
    tab: () => Promise.resolve([...tabs].find(([, other]) => other === page)?.[0] ?? ''),
    async close() {
      const closing = page;
      for (const [tab, other] of tabs) if (other === closing) tabs.delete(tab);
      await closing.close();
    },
    async quit() {
      await context.close();
      await browser?.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

import type { Locator, Page } from 'playwright/test';
import { expect, test as base, type Name } from './fixtures';

declare global {
  interface Window {
    readonly traceletInspector: typeof import('../src/inspector');
    options: Parameters<Window['tracelet']['createTracker']>[0];
    stop: () => void;
    violations: string[];
  }
}

/** What a test may choose of the tracker and its inspector. */
export interface Inspected {
  /** Default: `relay`. */
  to?: 'relay' | 'direct';
  /** Default: all five. */
  only?: readonly Name[];
  isDry?: boolean;
  /** Options of each endpoint. */
  more?: object;
  /** Ids of pages by path. */
  pages?: Record<string, { page_id: number }>;
}

/** The inspector as a person finds it. */
export interface Inspector {
  readonly panel: Locator;
  tab(name: string): Promise<Locator>;
  list(name: string): Locator;
  /** Opens the newest entry of a list with this heading, and answers with it. */
  entry(name: string, heading: string): Promise<Locator>;
}

export const inspectorOf = (page: Page): Inspector => {
  const panel = page.getByRole('dialog', { name: 'tracelet inspector' });
  const list = (name: string): Locator => page.getByRole('list', { name, exact: true });
  return {
    panel,
    list,
    async tab(name) {
      await page.getByRole('tab', { name, exact: true }).click();
      return page.getByRole('tabpanel', { name, exact: true });
    },
    async entry(name, heading) {
      const strong = page.locator('strong').getByText(heading, { exact: true });
      const entry = list(name).getByRole('listitem').filter({ has: strong }).first();
      await entry.locator('summary').click();
      return entry;
    },
  };
};

/** Makes `tracker` in the page, and opens its inspector. */
export const inspectPage = (page: Page, inspected: Inspected = {}): Promise<void> =>
  page.evaluate(({ to = 'relay', only, isDry, more, pages }) => {
    const { createTracker, pageViews } = window.tracelet;
    const { createDryTracker, inspect } = window.traceletInspector;
    const factories = to === 'relay' ? window.endpoints.relay : window.endpoints.direct();
    const wanted = only ?? (Object.keys(factories) as Name[]);
    window.options = {
      endpoints: wanted.map((name) => factories[name](more)),
      plugins: pages ? [pageViews({ pages })] : [],
    };
    window.tracker = (isDry ? createDryTracker : createTracker)(window.options);
    window.stop = inspect(window.tracker, window.options);
  }, inspected);

/** Nothing may be thrown at the page, nor stand in its console but that a server has refused something. */
export const test = base.extend<{ url: string; inspector: Inspector; trouble: void }>({
  trouble: [
    async ({ page }, use) => {
      const trouble: string[] = [];
      page.on('pageerror', (error) => void trouble.push(`uncaught ${String(error)}`));
      page.on('console', (message) => {
        const text = message.text();
        if (message.type() === 'error' && !/^Failed to load/.test(text)) trouble.push(text);
      });
      await use();
      expect(trouble).toEqual([]);
    },
    { auto: true },
  ],
  url: async ({ server }, use) => use(`${server.url}/e2e/inspected.html`),
  inspector: async ({ page }, use) => use(inspectorOf(page)),
});

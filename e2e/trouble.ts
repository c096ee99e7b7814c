import { expect, test as base } from './fixtures';

/** `trouble`: all that a page's owner would find in the console, or in an error report. None, unless a test takes it away. */
export const test = base.extend<{ trouble: string[] }>({
  trouble: [
    async ({ page }, use) => {
      const trouble: string[] = [];
      page.on('pageerror', (error) => void trouble.push(`uncaught ${String(error)}`));
      page.on('console', (message) => {
        if (message.type() === 'error') trouble.push(`console ${message.text()}`);
      });
      await use(trouble);
      expect(trouble).toEqual([]);
    },
    { auto: true },
  ],
});

import { defineConfig } from 'playwright/test';

/** `npm run simulate`; its small version, `outage.test.ts`, is among the unit tests. */
export default defineConfig({
  testDir: '.',
  testMatch: 'simulate.ts',
  outputDir: '../../test-results/simulate',
  timeout: 5 * 60_000,
  reporter: 'list',
});

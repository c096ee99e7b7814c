import { defineConfig } from 'playwright/test';
import { chromiumArgs, findChromium, findHeadless } from './browser.mjs';

// Each worker reads this file again, and then need not look for the browsers again.
const executablePath = (process.env.TRACELET_HEADLESS ??= findHeadless() ?? '');
process.env.TRACELET_CHROMIUM ??= findChromium() ?? '';

export default defineConfig({
  testDir: '..',
  respectGitIgnore: true,
  outputDir: '../test-results',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: !!process.env.CI,
  globalTimeout: process.env.CI ? 24 * 60_000 : 0,
  reporter: [['list'], ['./closing-line.mjs']],
  projects: [
    // No `page`, so no browser starts.
    {
      name: 'unit',
      testMatch: ['**/src/**/*.test.ts', '**/demo/**/*.test.ts', '**/e2e/**/*.test.ts'],
    },
    {
      name: 'chromium',
      testMatch: '**/e2e/**/*.spec.ts',
      use: {
        browserName: 'chromium',
        headless: true,
        // A trace takes a sixth of the time, and of a CI's nobody keeps any.
        trace: process.env.CI ? 'off' : 'retain-on-failure',
        launchOptions: { ...(executablePath && { executablePath }), args: chromiumArgs },
      },
    },
  ],
});

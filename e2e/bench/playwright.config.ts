import { defineConfig } from 'playwright/test';
import whole from '../playwright.config';

const { use } = whole.projects?.find(({ name }) => name === 'chromium') ?? {};

/** `npm run bench:exposure` and `npm run bench:track`. */
export default defineConfig({
  testDir: '.',
  testMatch: ['exposure.ts', 'track.ts'],
  outputDir: '../../test-results/bench',
  timeout: 10 * 60_000,
  workers: 1,
  reporter: 'list',
  // A trace costs the page far more than what is measured.
  use: { ...use, trace: 'off' },
});

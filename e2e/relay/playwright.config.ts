import { defineConfig } from 'playwright/test';
import whole from '../playwright.config';

const { use } = whole.projects?.find(({ name }) => name === 'chromium') ?? {};

/** `npm run e2e:relay`: what wants an nginx. */
export default defineConfig({
  ...whole,
  testDir: '.',
  outputDir: '../../test-results/relay',
  reporter: [['list'], ['../closing-line.mjs']],
  projects: [{ name: 'relay', testMatch: '*.relay.ts', use: { ...use, ignoreHTTPSErrors: true } }],
});

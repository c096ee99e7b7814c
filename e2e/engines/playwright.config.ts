import { existsSync } from 'node:fs';
import { defineConfig } from 'playwright/test';
import { binaries } from './binaries.mjs';

/** `npm run test:engines`: what differs from engine to engine, in each that is there; `-- --project=firefox` for one. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/engines',
  workers: 2,
  fullyParallel: true,
  // A batch that a closed tab has not let go of is anybody's after 30 s.
  timeout: 90_000,
  forbidOnly: !!process.env.CI,
  reporter: [['list'], ['../closing-line.mjs']],
  projects: Object.entries(binaries)
    .filter(([, binary]) => existsSync(binary))
    .map(([name]) => ({ name, testMatch: ['delivery.ts', 'exit.ts', 'storage.ts', 'capture.ts'] })),
});

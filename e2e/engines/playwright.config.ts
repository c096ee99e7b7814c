import { existsSync } from 'node:fs';
import { defineConfig } from 'playwright/test';
import { binaries } from './binaries.mjs';

const testMatch = ['delivery', 'exit', 'storage', 'capture', 'features', 'private'].map(
  (part) => `${part}.ts`,
);

/** `npm run test:engines`: what differs from engine to engine, in each that is there; `-- --project=firefox` for one. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/engines',
  workers: 2,
  fullyParallel: true,
  // A batch that a closed tab had under way is anybody's after 60 s.
  timeout: 120_000,
  forbidOnly: !!process.env.CI,
  reporter: [[process.env.CI ? 'dot' : 'list'], ['./supportTable.ts'], ['../closing-line.mjs']],
  projects: Object.entries(binaries)
    .filter(([, binary]) => existsSync(binary))
    .map(([name]) => ({ name, testMatch })),
});

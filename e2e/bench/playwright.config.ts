import { defineConfig } from 'playwright/test';
import whole from '../playwright.config';

const { use } = whole.projects?.find(({ name }) => name === 'chromium') ?? {};

/** `npm run bench`, all but the exposure of elements: that is `npm run bench:exposure`. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/bench',
  timeout: 20 * 60_000,
  workers: 1,
  reporter: [['list'], ['./table.ts']],
  // A trace costs the page far more than what is measured.
  use: { ...use, trace: 'off' },
  projects: [
    {
      name: 'bench',
      testMatch: [
        'bytes.ts',
        'startup.ts',
        'call.ts',
        'burst.ts',
        'perThousand.ts',
        'heap.ts',
        'profile.ts',
      ],
    },
    { name: 'exposure', testMatch: 'exposure.ts' },
  ],
});

import { defineConfig } from 'playwright/test';
import everyTest from '../playwright.config';

/** How often each scenario is played. */
const trials = Number(process.env.TRIALS ?? 20);

/** `npm run reliability`: the scenarios of e2e/reliability.spec.ts many times over, and the table. */
export default defineConfig({
  ...everyTest,
  testDir: '..',
  outputDir: '../../test-results/reliability',
  repeatEach: trials,
  globalTimeout: 0,
  reporter: [[process.env.CI ? 'dot' : 'line'], ['./table.ts']],
  projects:
    everyTest.projects
      ?.filter(({ name }) => name === 'chromium')
      .map((project) => ({
        ...project,
        testMatch: '**/reliability.spec.ts',
        use: { ...project.use, trace: 'off' },
      })) ?? [],
});

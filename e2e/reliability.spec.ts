import { test as base, expect } from 'playwright/test';
import { complaints, missing } from './reliability/complaints';
import { REPORT, type Report } from './reliability/report';
import type { Scenario } from './reliability/scenario';
import { scenarios } from './reliability/scenarios';
import { createWorld, type World } from './reliability/world';

/** One trial each; `npm run reliability` plays many, and prints the table. */
const test = base.extend<{ scenario: Scenario; world: World }>({
  scenario: [undefined as never, { option: true }],

  world: async (
    { browser, launchOptions, scenario: { cacheControl } },
    use,
    { repeatEachIndex },
  ) => {
    // Chance is another in each trial, and the same in each run.
    const seed = repeatEachIndex + 1;
    const world = await createWorld(browser, launchOptions, cacheControl, seed);
    await use(world);
    await world.close();
  },
});

for (const scenario of scenarios) {
  const { row, name, variant, promise = {}, trial } = scenario;
  const { whole = 1 } = promise;
  test.describe(() => {
    test.use({ scenario });

    test(`${row}. ${name}: ${variant}`, async ({ world }, { annotations }) => {
      test.setTimeout(120_000);
      const outcome = await trial(world);
      const lost = missing(outcome, promise);
      const broken = complaints(outcome, promise, world.errors);
      const report: Report = {
        row,
        name,
        variant,
        tracked: outcome.tracked,
        delivered: outcome.tracked - outcome.lost.length,
        doubled: outcome.doubled.length,
        isWhole: !lost.length && !broken.length,
        whole,
        // Where a share of the trials may lose something, the table counts how many did.
        complaints: whole < 1 ? broken : [...lost, ...broken],
      };
      annotations.push({ type: REPORT, description: JSON.stringify(report) });
      expect(report.complaints).toEqual([]);
    });
  });
}

// Ends a run with one plain line, alone: "12 passed, 0 failed". Playwright's own summary says it on
// several, with the time in between.

export default class ClosingLine {
  /** @type {import('playwright/types/testReporter').Suite | undefined} */
  suite;
  broken = 0;

  printsToStdio() {
    return false; // the terminal reporter beside it stays the default one
  }

  onBegin(_config, suite) {
    this.suite = suite;
  }

  /** A file that does not load, a set-up that throws: no test's failure, yet one. */
  onError() {
    this.broken++;
  }

  async onExit() {
    let passed = 0;
    let failed = this.broken;
    let skipped = 0;
    for (const test of this.suite?.allTests() ?? []) {
      const outcome = test.outcome();
      if (outcome === 'expected' || outcome === 'flaky') passed++;
      else if (outcome === 'skipped' && wasMeant(test)) skipped++;
      else failed++; // also what never ran because the run was cut short
    }
    if (skipped) console.log(`(${skipped} skipped)`);
    console.log(`${passed} passed, ${failed} failed`);
  }
}

const wasMeant = (test) =>
  test.expectedStatus === 'skipped' || test.results.some((result) => result.status === 'skipped');

import { stripVTControlCharacters } from 'node:util';
import type {
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestResult,
} from 'playwright/types/testReporter';
import { REPORT, type Report } from './report';

interface Line {
  readonly reports: Report[];
  readonly complaints: Map<string, number>;
  trials: number;
}

const HEAD = [
  'row',
  'scenario',
  'variant',
  'trials',
  'tracked',
  'delivered',
  'doubled',
  'whole',
  '',
];

/** Prints one line a scenario over all its trials, and fails the run where a promise is broken. */
export default class Table implements Reporter {
  private readonly lines = new Map<string, Line>();

  printsToStdio(): boolean {
    return false; // the terminal reporter beside it stays the default one
  }

  /** In the order in which they are written, whatever the order in which they end. */
  onBegin(_config: unknown, suite: Suite): void {
    for (const { title } of suite.allTests()) {
      this.lines.set(title, { reports: [], complaints: new Map(), trials: 0 });
    }
  }

  onTestEnd(test: TestCase, { annotations, errors }: TestResult): void {
    const line = this.lines.get(test.title) as Line;
    line.trials++;
    const text = annotations.find(({ type }) => type === REPORT)?.description;
    const report = text ? (JSON.parse(text) as Report) : undefined;
    if (report) line.reports.push(report);
    // A trial that did not come to its end says why by itself.
    const broken = report ? report.complaints : errors.map(({ message }) => firstLine(message));
    for (const why of broken) line.complaints.set(why, (line.complaints.get(why) ?? 0) + 1);
  }

  async onEnd(): Promise<{ status: FullResult['status'] } | undefined> {
    const rows = [HEAD];
    const details: string[] = [];
    let isBroken = !this.lines.size;
    for (const [title, { reports, complaints, trials }] of this.lines) {
      const [first] = reports;
      const sum = (of: (report: Report) => number): number =>
        reports.reduce((total, report) => total + of(report), 0);
      const whole = reports.filter(({ isWhole }) => isWhole).length;
      const share = first?.whole ?? 1;
      // Only what is lost is a matter of shares: see `judge`.
      const isKept = whole >= trials * share && (share === 1 || !complaints.size);
      isBroken ||= !isKept;
      rows.push([
        first?.row ?? '?',
        first?.name ?? title,
        first?.variant ?? '',
        `${trials}`,
        `${sum(({ tracked }) => tracked)}`,
        `${sum(({ delivered }) => delivered)}`,
        `${sum(({ doubled }) => doubled)}`,
        `${whole}`,
        isKept ? 'kept' : 'BROKEN',
      ]);
      for (const [why, times] of complaints) details.push(`${title}: ${times} × ${why}`);
    }
    console.log(`\n${align(rows)}`);
    if (details.length) console.log(`\n${details.join('\n')}`);
    return isBroken ? { status: 'failed' } : undefined;
  }
}

/** Without the terminal's colours. */
const firstLine = (message = 'failed'): string =>
  stripVTControlCharacters(message).split('\n')[0] ?? message;

function align(rows: readonly (readonly string[])[]): string {
  const widths = HEAD.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  const isNumber = (i: number): boolean => i >= 3 && i <= 7;
  return rows
    .map((row) =>
      row
        .map((cell, i) =>
          isNumber(i) ? cell.padStart(widths[i] as number) : cell.padEnd(widths[i] as number),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

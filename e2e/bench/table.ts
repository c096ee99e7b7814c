import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type {
  FullConfig,
  Reporter,
  Suite,
  TestCase,
  TestResult,
} from 'playwright/types/testReporter';
import { picture } from './picture';
import { MEASURE, isMet, type Measure } from './report';
import { words } from './words';

/** In the order in which a reader asks. */
const PARTS = [
  'What a page loads',
  'A page starts',
  'A call',
  '10,000',
  '1,000',
  'The heap',
  'Profile',
];

const docs = (file: string): URL => new URL(`../../docs/${file}`, import.meta.url);
const REGION = /(<!-- npm run bench -->\n)[^]*?(<!-- \/npm run bench -->)/;

const line = (measure: Measure): string => {
  const { what, target, unit, floor } = measure;
  const most = target === undefined ? '' : words({ value: target, unit });
  const met = { true: 'met', false: '**not met**', undefined: '' }[`${isMet(measure)}`];
  const beside = floor ? ` (${floor.name}: ${words({ value: floor.value, unit })})` : '';
  return `| ${what}${beside} | ${words(measure)} | ${most} | ${met} |`;
};

function table(measures: readonly Measure[]): string {
  const parts = [...new Set(measures.map(({ part }) => part))];
  return parts
    .map((part) => {
      const rows = measures.filter((measure) => measure.part === part);
      return `| ${part} | | at most | |\n| --- | --- | --- | --- |\n${rows.map(line).join('\n')}\n`;
    })
    .join('\n');
}

/** Prints what was measured; of a whole run it writes docs/performance.json, its picture and its tables. */
export default class Table implements Reporter {
  private readonly measures: Measure[] = [];
  private isWhole = false;

  printsToStdio(): boolean {
    return false; // the terminal reporter beside it stays
  }

  onBegin({ projects }: FullConfig, suite: Suite): void {
    // A run of fewer trials is for a look.
    if (process.env['TRIALS']) return;
    const played = new Set(suite.allTests().map(({ location }) => location.file));
    this.isWhole = projects.some(
      ({ name, testMatch }) => name === 'bench' && [testMatch].flat().length === played.size,
    );
  }

  onTestEnd(_test: TestCase, { annotations, status }: TestResult): void {
    if (status !== 'passed') this.isWhole = false;
    for (const { type, description = '' } of annotations) {
      if (type === MEASURE) this.measures.push(JSON.parse(description) as Measure);
    }
  }

  onEnd(): void {
    const place = ({ part }: Measure): number => PARTS.findIndex((name) => part.startsWith(name));
    const measures = this.measures.toSorted((a, b) => place(a) - place(b));
    if (!measures.length) return;
    const text = table(measures);
    console.log(`\n${text}`);
    if (!this.isWhole) return;
    const on = `${cpus().length} cores of ${cpus()[0]?.model.trim()}`;
    writeFileSync(docs('performance.json'), `${JSON.stringify({ on, measures }, null, 2)}\n`);
    writeFileSync(docs('performance.svg'), picture(`npm run bench, on ${on}`, measures));
    const page = readFileSync(docs('performance.md'), 'utf8');
    writeFileSync(
      docs('performance.md'),
      page.replace(
        REGION,
        (_, begin: string, end: string) => `${begin}\nOn ${on}:\n\n${text}\n${end}`,
      ),
    );
  }
}

import { readFileSync, writeFileSync } from 'node:fs';
import type { FullResult, Reporter, Suite, TestCase } from 'playwright/types/testReporter';
import { binaries } from './binaries.mjs';
import { ENGINE } from './fixtures';
import { SUPPORT, type Support } from './tellSupport';

const FILE = new URL('../../docs/support.md', import.meta.url);
const REGION = /(<!-- WRITE=1 npm run test:engines -->\n)[^]*?(\n<!-- end -->)/;

/** A column for each engine, in this order, after what is missing and what happens then. */
const columns = Object.keys(binaries);

interface Seen extends Support {
  readonly engine: string;
}

const told = (test: TestCase, type: string): string[] =>
  (test.results.at(-1)?.annotations ?? [])
    .filter((annotation) => annotation.type === type)
    .map(({ description = '' }) => description);

const engineOf = (test: TestCase): string => test.parent.project()?.name ?? '';

/** `Firefox 153.0` is `Firefox 153`, `WebKitGTK 2.50.4` is `WebKitGTK 2.50`. */
const shortened = (version: string): string =>
  version.replace(/(\d+\.\d+).*/, '$1').replace(/\.0$/, '');

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const cellsOf = (text: string): string[] => text.slice(2, -2).split(' | ');

/**
 * Holds what the tests have seen against the table in docs/support.md, for the engines that are here; with WRITE=1 a
 * run of all of them, in which nothing has failed, writes it.
 */
export default class SupportTable implements Reporter {
  #suite: Suite | undefined;

  printsToStdio(): boolean {
    return false;
  }

  onBegin(_config: unknown, suite: Suite): void {
    this.#suite = suite;
  }

  onEnd({ status }: FullResult): Promise<{ status: FullResult['status'] }> {
    const isWrong = status === 'passed' && !this.#look();
    return Promise.resolve({ status: isWrong ? 'failed' : status });
  }

  /** Whether the table is as it should be. */
  #look(): boolean {
    const tests = this.#suite?.allTests() ?? [];
    const seen = tests.flatMap((test): Seen[] => {
      const last = told(test, SUPPORT).at(-1);
      return last ? [{ ...(JSON.parse(last) as Support), engine: engineOf(test) }] : [];
    });
    if (!process.env.WRITE) return this.#hold(seen);
    const versions = tests.map(
      (test) => [engineOf(test), told(test, ENGINE).at(-1) ?? ''] as const,
    );
    return this.#write(seen, new Map(versions));
  }

  #write(seen: readonly Seen[], versions: ReadonlyMap<string, string>): boolean {
    const missing = columns.filter((engine) => !versions.get(engine));
    if (missing.length) {
      console.error(`docs/support.md is written when all engines are here: ${missing.join()}`);
      return false;
    }
    const head = [
      'without',
      'what happens',
      ...columns.map((engine) => shortened(versions.get(engine) as string)),
    ];
    const rows = new Map<string, string[]>();
    for (const { without, fallback, seen: what, engine } of seen) {
      const row = rows.get(without) ?? [without, fallback, ...columns.map(() => '')];
      row[2 + columns.indexOf(engine)] = what;
      rows.set(without, row);
    }
    const table = [head, head.map(() => '---'), ...rows.values()].map(line).join('\n');
    const text = readFileSync(FILE, 'utf8');
    writeFileSync(FILE, text.replace(REGION, `$1\n${table}\n$2`));
    return true;
  }

  #hold(seen: readonly Seen[]): boolean {
    const [region = ''] = REGION.exec(readFileSync(FILE, 'utf8')) ?? [];
    const rows = region.split('\n').map(cellsOf);
    const wrong = seen.filter(({ without, fallback, engine, seen: what, varies }) => {
      const [, happens, ...cells] = rows.find(([first]) => first === without) ?? [];
      return happens !== fallback || (!varies && cells[columns.indexOf(engine)] !== what);
    });
    for (const { engine, without, fallback, seen: what } of wrong) {
      console.error(
        `docs/support.md does not say of ${engine} without ${without}: ${fallback}: ${what} (WRITE=1 npm run test:engines)`,
      );
    }
    return !wrong.length;
  }
}

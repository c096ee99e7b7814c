import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'playwright/test';
import ts from 'typescript';
import { pages } from './snippets';

const root = new URL('../../', import.meta.url);

/** A text of the source, its literal pieces and what stands for those that are not. */
interface Text {
  readonly pieces: readonly string[];
}

/** Every string and template of the library's source. */
function texts(): Text[] {
  const found: Text[] = [];
  const folder = fileURLToPath(new URL('src/', root));
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.ts$/.test(path) || /\.test\.ts$|^fixtures|^fakeHost|^inspector/.test(path)) continue;
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node)) found.push({ pieces: [node.text] });
      if (ts.isTemplateExpression(node)) {
        const spans = node.templateSpans.map(({ literal }) => literal.text);
        found.push({ pieces: [node.head.text.replace(/^tracelet: /, ''), ...spans] });
      }
      node.forEachChild(visit);
    };
    const source = readFileSync(folder + path, 'utf8');
    visit(ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true));
  }
  return found;
}

const known = texts();
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whole sentences of the source, with anything in the places that it fills in. */
const sentences = known
  .filter(({ pieces }) => (pieces.join('').match(/[a-z]/gi) ?? []).length >= 7)
  .map(({ pieces }) => new RegExp(`^(?:tracelet: )?${pieces.map(escape).join('.+')}$`));
const words = new Set(
  known.filter(({ pieces }) => pieces.length === 1).map(({ pieces: [word] }) => word),
);

const isSentence = (text: string): boolean => sentences.some((sentence) => sentence.test(text));

/** Those that are put together of what went wrong, and where. */
function isSaid(quoted: string): boolean {
  const text = quoted.replace(/^tracelet: /, '');
  // `lost()` of pipeline.ts; an event that is in no lane has no name before it.
  const dropped = /^(?:\w+ )?"[\w-]+" ([\w-]+): (.*)$/.exec(text);
  if (dropped) {
    const [, reason, why = ''] = dropped;
    return words.has(reason) && (isSentence(why) || /^\d{3} |^\d+ bytes$/.test(why));
  }
  // `conclude()` of flusher.ts.
  const concluded = /^\w+ ([\w-]+), (\w+): \d{3} .*$/.exec(text);
  if (concluded) return words.has(concluded[1]) && words.has(concluded[2]);
  // `fail()` of options.ts, for the option of an endpoint or a plugin.
  const problem = /^\w+: (.*)$/.exec(text);
  return isSentence(quoted) || (!!problem && isSentence(problem[1] ?? ''));
}

for (const page of pages) {
  const quoted = [...readFileSync(new URL(page, root), 'utf8').matchAll(/`(tracelet: [^`]*)`/g)];
  if (!quoted.length) continue;
  test(`the ${quoted.length} warnings that ${page} quotes are the library's own`, () => {
    expect(quoted.map(([, text = '']) => text).filter((text) => !isSaid(text))).toEqual([]);
  });
}

test('a warning that nobody says is noticed', () => {
  for (const text of [
    'tracelet: pageViews: no page is known for /help, so its visits are not sent',
    'tracelet: behavior "page_leave" refused: 200 {}',
    'tracelet: mta misconfigured, waits: 200 {}',
    'tracelet: pushData: give one of signKey and sign',
  ]) {
    expect(isSaid(text), text).toBe(false);
  }
});

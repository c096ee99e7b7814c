import { mkdirSync, writeFileSync } from 'node:fs';
import ts from 'typescript';
import { expectTally, names, received, test } from '../fixtures';
import { complete } from './compile';
import { pagePlays, type PagePlay } from './pagePlays';
import { snippet, type Snippet } from './snippets';

const built = new URL('../.build/', import.meta.url);
const IMPORTS = JSON.stringify({ imports: { tracelet: '/dist/tracelet.esm.min.js' } });

/** The page that a snippet is, or is part of, with the built library in the package's place. */
function pageOf({ language, code }: Snippet, play: PagePlay): string {
  const { before = '', after = '', edit = (same: string) => same } = play;
  const own = edit(code);
  const isHtml = language === 'html';
  const script = isHtml ? after : `${before}${own}\n${after}`;
  const { outputText } = ts.transpileModule(complete(script), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return [
    '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">',
    `<script type="importmap">${IMPORTS}</script>`,
    isHtml ? own : play.body ? snippet(play.body).code : '',
    `<script type="module">${outputText}</script>`,
  ].join('\n');
}

for (const [i, [name, play]] of Object.entries(pagePlays).entries()) {
  test(`in a page: ${name}`, async ({ page, server }) => {
    // A file, because a page whose requests the test intercepts loses its beacons as it leaves.
    mkdirSync(built, { recursive: true });
    writeFileSync(new URL(`snippet-${i}.html`, built), pageOf(snippet(name), play));
    await page.goto(`${server.url}/e2e/snippet-${i}.html`);
    await play.act?.(page);
    for (const to of names) await received(server.receiver, to, play.arrives[to] ?? 0);
    expectTally(server.receiver, play.arrives);
  });
}

// The public surface, as the declarations of each entry tell it: .ci/api holds what has been agreed to, so that a change of
// it is seen in the commit that makes it. `npm run check:api -- --write` writes it.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import ts from 'typescript';
import { committed } from './committed.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = fileURLToPath(new URL('api', import.meta.url));
const { exports: entries, prettier } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What is for tests runs in Node, and is checked by a program of its own. */
const tsconfigs = { testing: join(root, '.ci/types/fake-host.json') };

/** The names of all entries: the first, and after it those that export much of what it does. */
function names() {
  const known = Object.keys(entries).filter((entry) => !entry.endsWith('.json'));
  return known
    .flatMap((entry) => {
      if (!entry.endsWith('/*')) return entry.slice(2) || 'index';
      const types = join(root, 'dist/types', entry.slice(2, -2));
      return readdirSync(types)
        .filter((file) => file.endsWith('.d.ts'))
        .map((file) => `${entry.slice(2, -1)}${file.slice(0, -'.d.ts'.length)}`);
    })
    .sort((a, b) => Number(b === 'index') - Number(a === 'index'));
}

/** What is declared, by name, and what of it is exported. Docstrings are the reference's: this is the shape. */
async function surfaceOf(name) {
  const tsconfig = tsconfigs[name];
  const bundle = await rollup({
    input: join(root, `src/${name}.ts`),
    plugins: [dts(tsconfig ? { tsconfig } : {})],
    onwarn: () => undefined,
  });
  const { output } = await bundle.generate({ format: 'es' });
  const file = ts.createSourceFile('', output[0].code, ts.ScriptTarget.Latest, true);
  const printer = ts.createPrinter({ removeComments: true });
  const print = (node) => printer.printNode(ts.EmitHint.Unspecified, node, file);

  const exported = [];
  const declared = new Map();
  for (const node of file.statements) {
    if (ts.isExportDeclaration(node)) {
      const type = node.isTypeOnly ? 'type ' : '';
      const { exportClause } = node;
      if (!exportClause || !ts.isNamedExports(exportClause)) throw new Error(print(node));
      exported.push(...exportClause.elements.map((element) => type + print(element)));
    } else {
      const [first] = ts.isVariableStatement(node) ? node.declarationList.declarations : [node];
      const name = ts.getNameOfDeclaration(/** @type {ts.Declaration} */ (first));
      const key = print(name ?? node);
      declared.set(key, [...(declared.get(key) ?? []), print(node)]);
    }
  }
  return { exported, declared };
}

const sorted = (list) => [...list].sort((a, b) => (a < b ? -1 : 1));

function print({ exported, declared }, first) {
  const own = sorted(declared.keys())
    .filter((key) => first?.declared.get(key)?.join() !== declared.get(key).join())
    .flatMap((key) => declared.get(key));
  return format(
    [
      ...(first ? ['// What it declares as `index` does is in index.d.ts.'] : []),
      `export { ${sorted(exported).join(', ')} };`,
      ...own,
    ].join('\n\n'),
    { ...prettier, parser: 'typescript' },
  );
}

const made = mkdtempSync(join(tmpdir(), 'api-'));
let first;
for (const name of names()) {
  const surface = await surfaceOf(name);
  const file = join(made, `${name}.d.ts`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, await print(surface, first));
  first ??= surface;
}
committed('the public surface, .ci/api', folder, made, 'npm run check:api -- --write');

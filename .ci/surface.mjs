// What the package exports, as declarations without their docstrings: those are the reference's, and here a diff shows the
// shape alone. Each stands once, in the file that is named for the entries that export it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const {
  name: packageName,
  exports,
  prettier,
} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const specifiers = Object.keys(exports).filter((path) => !path.endsWith('.json'));

/** Each is a file in `src`. */
export const entries = specifiers
  .filter((path) => !path.endsWith('/*'))
  .map((path) => path.slice(2) || 'index');

/** By which name an entry is imported. */
export const specifierOf = (entry) => (entry === 'index' ? packageName : `${packageName}/${entry}`);

/** What is for tests runs in Node, and is checked by a program of its own. */
const tsconfigs = { testing: join(root, '.ci/types/fake-host.json') };

const parse = (code) => ts.createSourceFile('', code, ts.ScriptTarget.Latest, true);
const sorted = (list) => [...list].sort((a, b) => (a < b ? -1 : 1));

function namesIn(node) {
  if (node.exportClause && ts.isNamedExports(node.exportClause))
    return [...node.exportClause.elements];
  throw new Error(`${node.getText()} names nothing`);
}

/** The declarations of an entry and of all that they tell of, by name; `isExported`: by this entry. */
async function declarationsOf(entry) {
  const tsconfig = tsconfigs[entry];
  const bundle = await rollup({
    input: join(root, `src/${entry}.ts`),
    plugins: [dts(tsconfig ? { tsconfig } : {})],
    onwarn: () => undefined,
  });
  const { output } = await bundle.generate({ format: 'es' });
  const file = parse(output[0].code);
  const printer = ts.createPrinter({ removeComments: true });
  const print = (node) => printer.printNode(ts.EmitHint.Unspecified, node, file);

  const exported = new Map();
  const texts = new Map();
  for (const node of file.statements) {
    if (ts.isExportDeclaration(node)) {
      for (const { propertyName, name } of namesIn(node)) {
        exported.set((propertyName ?? name).text, name.text);
      }
      continue;
    }
    const [first] = ts.isVariableStatement(node) ? node.declarationList.declarations : [node];
    const name = ts.getNameOfDeclaration(/** @type {ts.Declaration} */ (first));
    if (!name) throw new Error(`${entry} is not made of declarations alone: ${print(node)}`);
    const key = print(name);
    texts.set(key, [...(texts.get(key) ?? []), print(node)]);
  }
  // Of two that are called alike the roll-up calls one `Name$1`, and exports it as `Name`.
  const rename = (text) => text.replace(/\w+\$\d+/g, (local) => exported.get(local) ?? local);
  return [...texts].map(([local, parts]) => ({
    name: exported.get(local) ?? local,
    text: parts.map((part) => `export ${rename(part)}`).join('\n\n'),
    isExported: exported.has(local),
  }));
}

/** What `tracelet/endpoints/*` and the like are, and what each exports: just what every entry exports of it. */
function partsOf(folder) {
  const common = parse(readFileSync(join(root, 'src/common.ts'), 'utf8'));
  return common.statements.flatMap((node) => {
    if (!ts.isExportDeclaration(node) || node.isTypeOnly) return [];
    const path = /** @type {ts.StringLiteral} */ (node.moduleSpecifier).text;
    if (!path.startsWith(`./${folder}/`)) return [];
    const taken = namesIn(node).map((each) => each.name.text);
    const source = parse(readFileSync(join(root, 'src', `${path}.ts`), 'utf8'));
    const own = source.statements.flatMap((each) => {
      const [first] = ts.isVariableStatement(each) ? each.declarationList.declarations : [each];
      const isExported = ts.canHaveModifiers(each) && /^export\b/.test(each.getText());
      return isExported ? [first['name']?.text ?? each.getText()] : [];
    });
    const listed = sorted(taken).join(', ');
    if (listed !== sorted(own).join(', ')) {
      throw new Error(`src${path.slice(1)}.ts exports ${own.join(', ')}, src/common.ts ${listed}`);
    }
    return [`${packageName}${path.slice(1)}: ${listed}`];
  });
}

/** Texts by file. */
export async function surface() {
  const exporters = new Map();
  const told = [];
  for (const entry of entries) {
    for (const { name, text, isExported } of await declarationsOf(entry)) {
      const key = `${name}\n${text}`;
      if (isExported) exporters.set(key, [...(exporters.get(key) ?? []), entry]);
      else told.push({ key, problem: `${specifierOf(entry)} tells of ${name}` });
    }
  }
  const internal = told.filter(({ key }) => !exporters.has(key)).map(({ problem }) => problem);
  if (internal.length)
    throw new Error(`${internal.join(', ')}, which no entry exports as it stands there`);

  const files = new Map();
  for (const key of sorted(exporters.keys())) {
    const by = exporters.get(key);
    const file = `${by.join('+')}.d.ts`;
    const before = files.get(file) ?? `// Exported by ${by.map(specifierOf).join(', ')}.`;
    files.set(file, `${before}\n\n${key.slice(key.indexOf('\n') + 1)}`);
  }
  for (const [file, text] of files) {
    files.set(file, await format(text, { ...prettier, parser: 'typescript' }));
  }
  const paths = specifiers.flatMap((path) =>
    path.endsWith('/*') ? partsOf(path.slice(2, -2)) : [specifierOf(path.slice(2) || 'index')],
  );
  return files.set('paths.txt', `${paths.join('\n')}\n`);
}

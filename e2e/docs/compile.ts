import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { Snippet } from './snippets';

const root = fileURLToPath(new URL('../../', import.meta.url));

export type Host = 'page' | 'miniprogram' | 'minigame';

/** The entry that a host's bare `require('tracelet')` leads to, and the one whose names a fragment means. */
const ENTRIES: Readonly<Record<Host, string>> = {
  page: 'tracelet',
  miniprogram: 'tracelet/miniprogram',
  minigame: 'tracelet/minigame',
};

/** What the fragments speak of: what a reader has by then. */
const given = (entry: string): string => `
import type * as tracelet from '${entry}';
declare global {
  const endpoints: readonly tracelet.Endpoint[];
  const tracker: tracelet.Tracker;
  const url: string;
  const head: tracelet.BehaviorHead;
  const adUnitId: string;
  const account: tracelet.PushDataOptions & tracelet.MediaAccount;
  const sdk: {
    onShow(listener: () => void): void;
    onClick(listener: () => void): void;
    onClose(listener: (result: { isEnded: boolean }) => void): void;
  };
}`;

export function hostOf({ page, code }: Snippet): Host {
  if (/minigame/.test(page) || /from 'tracelet\/minigame'/.test(code)) return 'minigame';
  return /miniprogram/.test(page) || /tracelet\/miniprogram/.test(code) ? 'miniprogram' : 'page';
}

/** What an entry exports. */
function exportsOf(entry: string): string[] {
  const file = `${root}dist/types/${entry.split('/')[1] ?? 'index'}.d.ts`;
  return [...readFileSync(file, 'utf8').matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(
    ([, list = '']) => list.split(',').map((name) => name.trim().replace(/^type |.* as /g, '')),
  );
}

/** A fragment as an editor would complete it: with the imports of what it names. */
export function complete(code: string, entry = 'tracelet'): string {
  if (/^(import|export) |require\(|exports\./m.test(code)) return code;
  const named = exportsOf(entry).filter((name) => new RegExp(`\\b${name}\\b`).test(code));
  const isDeclared = (name: string) => new RegExp(`(const|let|function) ${name}\\b`).test(code);
  const wanted = named.filter((name) => !isDeclared(name));
  return `${wanted.length ? `import { ${wanted.join(', ')} } from '${entry}';` : 'export {};'} ${code}`;
}

/** What the compiler says against snippets of one host and one language. */
export function typeErrors(snippets: readonly Snippet[], host: Host, language: string): string[] {
  const entry = ENTRIES[host];
  const texts = new Map([[`${root}src/__given.d.ts`, given(entry)]]);
  const names = new Map<string, string>();
  snippets.forEach(({ code, name }, i) => {
    // One that says its name can be required by its neighbours.
    const own = /^\/\/ (\S+\.\w+)/.exec(code)?.[1];
    const file = `${root}src/${own ?? `__snippet${i}.${language}`}`;
    // The vendor's tools take `miniprogram_dist` for the bare name.
    const bare =
      host === 'page' ? code : code.replace("require('tracelet')", `require('${entry}')`);
    texts.set(file, complete(bare, entry));
    names.set(file, name);
  });
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts', ...(host === 'page' ? ['lib.dom.d.ts', 'lib.dom.iterable.d.ts'] : [])],
    types: host === 'page' ? ['node'] : ['node', `${host}-api-typings`],
    typeRoots: [`${root}node_modules/@types`, `${root}node_modules`],
    noEmit: true,
    skipLibCheck: true,
    ...(language === 'ts'
      ? { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true }
      : { allowJs: true, checkJs: true, strict: false }),
  };
  const compiler = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = compiler;
  compiler.fileExists = (file) => texts.has(file) || fileExists(file);
  compiler.readFile = (file) => texts.get(file) ?? readFile(file);
  compiler.getSourceFile = (file, ...rest) => {
    const text = texts.get(file);
    return text === undefined
      ? getSourceFile.call(compiler, file, ...rest)
      : ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  };
  const program = ts.createProgram([...texts.keys()], options, compiler);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    const where = names.get(file?.fileName ?? '') ?? file?.fileName ?? '';
    return `${where}, line ${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

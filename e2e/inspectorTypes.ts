import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const types = (name: string): string =>
  fileURLToPath(new URL(`../dist/types/${name}.d.ts`, import.meta.url));

/** What a reader's compiler says against a snippet of the inspector's document, given what was built. */
export function typeErrors(snippet: string): string[] {
  const file = fileURLToPath(new URL('__snippet.ts', import.meta.url));
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    paths: { tracelet: [types('index')], 'tracelet/inspector': [types('inspector')] },
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file
      ? ts.createSourceFile(name, snippet, ts.ScriptTarget.ES2022, true)
      : getSourceFile.call(host, name, ...rest);
  if (!existsSync(types('inspector'))) return ['not built'];
  return ts
    .getPreEmitDiagnostics(ts.createProgram([file], options, host))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

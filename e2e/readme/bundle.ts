import { fileURLToPath } from 'node:url';
import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import ts from 'typescript';

const src = fileURLToPath(new URL('../../src/', import.meta.url));
const entries: Readonly<Record<string, string>> = {
  tracelet: 'index.ts',
  'tracelet/miniprogram': 'miniprogram.ts',
  'tracelet/inspector': 'inspector.ts',
};

/** A snippet as a bundler of its reader would pack it, with the library's source in the package's place. */
export async function bundle(snippet: string, format: 'es' | 'iife' = 'es'): Promise<string> {
  const entry = `${src}__snippet.ts`;
  const built = await rollup({
    input: entry,
    treeshake: { moduleSideEffects: (id) => id === entry },
    onwarn: () => undefined,
    plugins: [
      {
        name: 'snippet',
        resolveId(id) {
          if (id === entry) return entry;
          const known = entries[id];
          return known ? src + known : null;
        },
        load: (id) => (id === entry ? snippet : null),
        transform(code, fileName) {
          if (!fileName.endsWith('.ts')) return null;
          const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
          return {
            code: ts.transpileModule(code, { fileName, compilerOptions }).outputText,
            map: null,
          };
        },
      },
      resolve({ browser: true, extensions: ['.ts', '.js'] }),
      (commonjs as unknown as () => import('rollup').Plugin)(),
    ],
  });
  const { output } = await built.generate({
    format,
    name: 'snippet',
    exports: 'named',
    inlineDynamicImports: true,
  });
  return output[0].code;
}

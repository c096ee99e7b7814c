import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import { rollup, type Plugin } from 'rollup';

const folder = new URL('../.build/', import.meta.url);
const root = new URL('../../', import.meta.url);
const library = fileURLToPath(new URL('dist/esm/index.js', root));

/** What a bundler is told of such an app: to take the library as it is built, and which mode it is. */
const settings: Plugin = {
  name: 'settings',
  resolveId: (id) => (id === 'tracelet' ? library : null),
  transform: (code) => ({
    code: code
      .replaceAll('process.env.NODE_ENV', '"production"')
      .replaceAll('__VUE_OPTIONS_API__', 'false')
      .replaceAll(/__VUE_PROD_\w+__/g, 'false'),
    map: null,
  }),
};

/** Packs an app of this folder as its author would, and answers with the path of its page on the test's server. */
export async function bundleApp(app: string, name: string): Promise<string> {
  const built = await rollup({
    input: fileURLToPath(new URL(`e2e/apps/${app}/main.js`, root)),
    onwarn: () => undefined,
    plugins: [settings, resolve({ browser: true }), (commonjs as unknown as () => Plugin)()],
  });
  await built.write({ dir: fileURLToPath(new URL(name, folder)), format: 'es' });
  writeFileSync(
    new URL(`${name}.html`, folder),
    `<!doctype html>
    <link rel="icon" href="data:," />
    <style>
      .fade-enter-active, .fade-leave-active { transition: opacity 100ms; }
      .fade-enter-from, .fade-leave-to { opacity: 0; }
    </style>
    <div id="app"></div>
    <script type="module" src="/e2e/.build/${name}/main.js"></script>`,
  );
  return `/e2e/${name}.html`;
}

export function removeApp(name: string): void {
  for (const path of [name, `${name}.html`]) {
    rmSync(new URL(path, folder), { recursive: true, force: true });
  }
}

import { readFileSync, rmSync } from 'node:fs';
import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import { dts } from 'rollup-plugin-dts';
import { flatAssign } from './.ci/build/flat-assign.mjs';
import { lazyParts } from './.ci/build/lazy-parts.mjs';
import { onlyHash } from './.ci/build/only-hash.mjs';
import { OWN_PROPERTIES } from './.ci/build/own-properties.mjs';

const pkg = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const external = Object.keys(pkg.dependencies);

const platforms = ['index', 'miniprogram', 'minigame'];
const sourceOf = (name) => `src/${name}.ts`;
/** The endpoints and plugins that every entry exports as they stand are entries too; their helpers are nobody's. */
const parts = readFileSync(sourceOf('common'), 'utf8')
  .match(/^export \{.*\b(endpoints|plugins)\/\w+/gm)
  .map((line) => line.slice(line.lastIndexOf('./') + 2));
const inputOf = (names) => Object.fromEntries(names.map((name) => [name, sourceOf(name)]));
/** What is for tests runs in Node, and is checked by a program of its own. */
const testing = '.ci/types/fake-host.json';
const input = inputOf([...platforms, 'inspector', ...parts]);

/** In miniprograms a file each, loaded when called: what the entries take of endpoints and plugins, and MD5. */
const partsOf = (name) =>
  readFileSync(sourceOf(name), 'utf8')
    .match(/^(im|ex)port (?!type)[^;]*/gm)
    .flatMap((statement) => statement.match(/(endpoints|plugins)\/\w+/g) ?? []);
const inMiniprograms = ['common', 'miniprogram', 'minigame'].flatMap(partsOf);
/** What of the adapter one plugin alone asks for. Its helpers are there twice, so none may keep anything in its module. */
const adaptersOfOne = ['adObjects', 'gameSharing', 'requests', 'touches'].map(
  (name) => `adapters/miniprogram/${name}`,
);
const lazyInputs = [...new Set([...inMiniprograms, ...adaptersOfOne, 'endpoints/md5'])];

/** `npm run typecheck` is what checks the types; here they are only taken off. */
const stripTypes = (more) => typescript({ noCheck: true, ...more });

const findSources = () => resolve({ browser: true, extensions: ['.ts', '.mjs', '.js'] });
// No module of ours but the script's does anything when it is loaded, nor do the two libraries.
const treeshake = { moduleSideEffects: (id) => id.endsWith('/src/stub.ts') };
const outside = { external, treeshake, plugins: [findSources(), stripTypes(), flatAssign()] };
const inlined = {
  treeshake,
  plugins: [findSources(), onlyHash(), commonjs(), stripTypes(), flatAssign()],
};
const lazy = { ...inlined, plugins: [lazyParts(lazyInputs), ...inlined.plugins] };
const minify = (more) =>
  terser({
    ecma: 2017,
    // `inline` makes the file longer, and what is sent of it shorter (`npm run size`).
    compress: {
      passes: 4,
      hoist_funs: true,
      inline: 1,
      pure_getters: true,
      lhs_constants: false,
      loops: false,
    },
    format: { comments: /^!/ },
    ...more,
  });
const ownProperties = { regex: new RegExp(`^(${OWN_PROPERTIES.join('|')})$`) };

const clean = (folder) => ({
  name: 'clean',
  buildStart: () => rmSync(folder, { recursive: true, force: true }),
});
/** The package is ESM and miniprograms want `.js`, so their folder has to say that it is CommonJS. */
const miniprogramFiles = {
  name: 'miniprogram-files',
  generateBundle() {
    const emit = (fileName, source) => this.emitFile({ type: 'asset', fileName, source });
    emit('package.json', '{ "type": "commonjs" }\n');
    // The name that bundlers and TypeScript know; `index.js` is what the package's own name gives.
    emit('miniprogram.js', "module.exports = require('./index.js');\n");
  },
};

const licences = { 'idb-keyval': 'Apache-2.0', 'spark-md5': 'WTFPL OR MIT' };
function banner(chunk) {
  const inside = Object.entries(licences).filter(([name]) =>
    Object.keys(chunk.modules).some((id) => id.includes(`/node_modules/${name}/`)),
  );
  const contains = inside.map(([name, licence]) => `${name} (${licence})`).join(', ');
  return `/*! ${pkg.name} ${pkg.version} | ${pkg.license}${contains && ` | contains ${contains}`} */`;
}

const generatedCode = { preset: 'es2015', symbols: false };
const shared = { sourcemap: true, banner, generatedCode, externalLiveBindings: false };
const cjs = { ...shared, format: 'cjs', exports: 'named', interop: 'auto' };
const inNode = [
  { ...shared, dir: 'dist/esm', format: 'es', preserveModules: true, preserveModulesRoot: 'src' },
  {
    ...cjs,
    dir: 'dist/cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'chunks/[name].cjs',
  },
];
const script = {
  ...shared,
  format: 'iife',
  name: 'tracelet',
  // The stub's calls are there.
  extend: true,
  exports: 'named',
  esModule: false,
  // Loaded a second time, it leaves all as it is.
  intro: 'if (exports.createTracker) return;',
};
const declarations = ['d.ts', 'd.cts'].map((ext) => ({
  dir: 'dist/types',
  format: 'es',
  entryFileNames: `[name].${ext}`,
  chunkFileNames: `chunks/[name].${ext}`,
}));
const small = { freeze: false, plugins: [minify()] };
const smallest = { ...small, plugins: [minify({ mangle: { properties: ownProperties } })] };

/** @type {import('rollup').RollupOptions[]} */
export default [
  // npm: one ESM file for each module, so that bundlers shake it, and CommonJS. Dependencies stay outside.
  {
    input,
    ...outside,
    plugins: [clean('dist'), ...outside.plugins],
    output: inNode,
  },
  // The fake host, for tests in Node.
  {
    input: inputOf(['testing']),
    external: /^node:/,
    treeshake,
    plugins: [findSources(), stripTypes({ tsconfig: testing })],
    output: inNode,
  },
  // The npm build of miniprograms copies this folder as it stands: no other package to resolve.
  ...['index', 'minigame'].map((name) => ({
    input: sourceOf(name === 'index' ? 'miniprogram' : name),
    ...lazy,
    plugins: [
      ...(name === 'index' ? [clean('miniprogram_dist'), miniprogramFiles] : []),
      ...lazy.plugins,
    ],
    output: { ...cjs, ...small, file: `miniprogram_dist/${name}.js` },
  })),
  {
    input: inputOf(lazyInputs),
    ...lazy,
    output: {
      ...cjs,
      ...small,
      dir: 'miniprogram_dist',
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name].js',
      // One file of helpers, not one for each set of those who share some; what one alone has is in its own.
      manualChunks: (id) => (/\/src\/core\/(?!claims)/.test(id) ? 'core' : undefined),
    },
  },
  // <script>: one file, one global.
  {
    input: 'src/script.ts',
    ...inlined,
    output: [
      { ...script, file: 'dist/tracelet.js' },
      { ...script, ...smallest, file: 'dist/tracelet.min.js' },
    ],
  },
  // The inspector of a page with that script, loaded when somebody asks for it.
  {
    input: 'src/inspectorScript.ts',
    ...inlined,
    output: {
      ...script,
      ...small,
      name: 'traceletInspector',
      intro: 'if (exports.inspect) return;',
      file: 'dist/tracelet-inspector.min.js',
    },
  },
  // What stands in a page before an async script.
  {
    input: 'src/stub.ts',
    plugins: [stripTypes()],
    output: { file: 'dist/stub.js', format: 'es', plugins: [minify()] },
  },
  // <script type="module"> from a CDN.
  {
    input: 'src/index.ts',
    ...inlined,
    output: { ...shared, ...small, file: 'dist/tracelet.esm.min.js', format: 'es' },
  },
  // What a typical page pays once its bundler has shaken the rest off: measured, not published.
  {
    input: '.ci/size/minimal.ts',
    ...inlined,
    output: { ...shared, ...small, file: 'dist/.size/minimal.js', format: 'es' },
  },
  // Declarations, for `import` and for `require`.
  { input, external, plugins: [dts()], output: declarations },
  { input: inputOf(['testing']), plugins: [dts({ tsconfig: testing })], output: declarations },
];

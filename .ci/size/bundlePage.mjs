import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';

/** What `minimal.ts` has. */
export const BASE = ['behavior', 'createTracker', 'dwell', 'pageViews'];

/** The package, as the last `npm run build` has made it. */
export const index = fileURLToPath(new URL('../../dist/esm/index.js', import.meta.url));

// By a name of no module, so that the build's configuration is not checked as a program of this one.
const build = new URL('../../rollup.config.mjs', import.meta.url);
const configs = (await import(build.href)).default;
/** @type {{ plugins: import('rollup').Plugin[], output: import('rollup').OutputOptions }} */
const minimal = configs.find(
  (/** @type {{ input: unknown }} */ { input }) => input === '.ci/size/minimal.ts',
);
// The package's own modules have no types any more.
const plugins = minimal.plugins.filter(({ name }) => !['typescript', 'flat-assign'].includes(name));

/**
 * A page that has `names` of the package, as a user's bundler makes it.
 * @param {readonly string[]} names
 */
export async function bundlePage(names) {
  const isPage = (/** @type {string} */ id) => id === 'page';
  /** @type {import('rollup').Plugin} */
  const page = {
    name: 'page',
    resolveId: (id) => (isPage(id) ? id : null),
    load: (id) => (isPage(id) ? `export {${names}} from '${index}'` : null),
  };
  const treeshake = { moduleSideEffects: isPage };
  const bundle = await rollup({ input: 'page', treeshake, plugins: [page, ...plugins] });
  return bundle.generate({ ...minimal.output, sourcemap: false });
}

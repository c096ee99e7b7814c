// The package as npm would pack it: its fields, its types under every module resolution, and whether
// each entry loads in plain Node, as it does when a page is rendered on a server.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const cwd = fileURLToPath(root);
const require = createRequire(import.meta.url);
const pkg = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));

const bin = (name, command) => {
  const manifest = JSON.parse(
    readFileSync(new URL(`node_modules/${name}/package.json`, root), 'utf8'),
  );
  return fileURLToPath(new URL(`node_modules/${name}/${manifest.bin[command]}`, root));
};
const run = (script, ...args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd,
    encoding: 'utf8',
  });
  if (status === 0) return;
  console.error(stdout + stderr);
  process.exit(1);
};

// attw looks at a wildcard's entries only when it is told their names.
const wildcards = Object.keys(pkg.exports).filter((entry) => entry.endsWith('/*'));
const behindWildcards = wildcards.flatMap((entry) =>
  readdirSync(new URL(`dist/types/${entry.slice(2, -1)}`, root))
    .filter((file) => file.endsWith('.d.ts'))
    .map((file) => entry.slice(2, -1) + file.slice(0, -'.d.ts'.length)),
);

run(bin('publint', 'publint'), '--strict');
console.log('its fields: no complaint from publint');
run(
  bin('@arethetypeswrong/cli', 'attw'),
  ...['--pack', '.', '--format', 'ascii', '--no-emoji'],
  ...['--include-entrypoints', ...behindWildcards],
);
console.log('its types: no complaint from attw');

const namesOf = (module) => Object.keys(module).sort().join();
const named = Object.keys(pkg.exports).filter((entry) => !/[*]|\.json$/.test(entry));
for (const entry of [...named.map((entry) => entry.slice(2)), ...behindWildcards]) {
  const specifier = [pkg.name, entry].filter(Boolean).join('/');
  const imported = namesOf(await import(specifier));
  const required = namesOf(require(specifier));
  if (!imported || imported !== required) {
    throw new Error(`${specifier} exports ${imported || 'nothing'}, to require ${required}`);
  }
}
console.log('every entry loads, by import and by require');

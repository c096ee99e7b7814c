// node .ci/lockfile.mjs [--fill]
// Is package-lock.json good for everybody? Behind a registry mirror npm may write the mirror's own
// addresses into it, and leave out the platform builds (macOS, Windows, musl …) that the mirror does not
// serve; `npm ci` then fails elsewhere. Says what is wrong; --fill mends it. For after each change of
// dependencies.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));

const oses = 'aix android darwin freebsd linux netbsd openbsd openharmony sunos win32'.split(' ');
const cpus = 'arm arm64 ia32 loong64 ppc64 riscv64 s390x x64'.split(' ');

/** What npm would have written for a platform build; its name says which platform. */
function entryFor(name, version, dev) {
  const words = name.split(/[/-]/);
  const os = words.find((word) => oses.includes(word));
  const cpu = words.find((word) => cpus.includes(word));
  if (!os || !cpu || !/^\d/.test(version)) {
    throw new Error(`${name}@${version} is missing, and its name does not say its platform`);
  }
  const musl = words.some((word) => word.startsWith('musl'));
  const libc = os === 'linux' ? { libc: [musl ? 'musl' : 'glibc'] } : {};
  return { version, cpu: [cpu], ...(dev && { dev }), ...libc, optional: true, os: [os] };
}

/** npm looks in the package's own node_modules first, then in each one above it. */
function isHeld(at, name) {
  for (let from = at; ; from = from.slice(0, from.lastIndexOf('/node_modules/'))) {
    if (lock.packages[`${from}/node_modules/${name}`]) return true;
    if (!from.includes('/node_modules/')) return Boolean(lock.packages[`node_modules/${name}`]);
  }
}

const problems = [];
for (const [at, entry] of Object.entries(lock.packages)) {
  if (entry.resolved !== undefined) {
    problems.push(`${at} names a registry: ${entry.resolved}`);
    delete entry.resolved;
  }
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isHeld(at, name)) continue;
    problems.push(`${at} needs ${name} on some platform`);
    lock.packages[`node_modules/${name}`] = entryFor(name, range.replace(/^[~^]/, ''), entry.dev);
  }
}

if (problems.length === 0) {
  console.log('the lockfile is whole');
} else if (process.argv.includes('--fill')) {
  const { '': root, ...rest } = lock.packages;
  const inOrder = Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = { '': root, ...Object.fromEntries(inOrder) };
  writeFileSync(file, JSON.stringify(lock, null, 2) + '\n');
  console.log(`mended: ${problems.length}`);
} else {
  console.error([...problems, 'Mend it: node .ci/lockfile.mjs --fill'].join('\n'));
  process.exit(1);
}

// Runs before `npm start` and `npm test`, with nothing installed yet, so on Node's own modules alone.
// Installs the packages where they are missing or older than the lockfile, and builds; with --browser it
// makes sure that there is a Chromium to test with, with --nginx, --wrk and --img2webp that those are there.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const onWindows = process.platform === 'win32';

function npm(...args) {
  const { status, error } = spawnSync(onWindows ? 'npm.cmd' : 'npm', args, {
    cwd: root,
    stdio: 'inherit',
    shell: onWindows, // Node refuses to start a .cmd without one
  });
  if (status === 0) return;
  console.error(
    `\n\`npm ${args.join(' ')}\` failed${error ? `: ${error.message}` : ', see above'}.`,
  );
  process.exit(1);
}

const writtenAt = (file) => (existsSync(root + file) ? statSync(root + file).mtimeMs : 0);

if (Number.parseInt(process.versions.node, 10) < 20) {
  console.error(`tracelet is built and tested with Node 20 or newer; this is ${process.version}.`);
  process.exit(1);
}
if (writtenAt('node_modules/.package-lock.json') < writtenAt('package-lock.json')) {
  npm('ci', '--include=dev', '--no-audit', '--no-fund');
}
npm('run', '--silent', 'build', '--', '--silent');
if (process.argv.includes('--browser')) (await import('./browser.mjs')).ensureChromium();
const { ensurePrograms } = await import('./programs.mjs');
if (process.argv.includes('--nginx')) ensurePrograms('nginx', 'openssl');
if (process.argv.includes('--wrk')) ensurePrograms('wrk');
if (process.argv.includes('--img2webp')) ensurePrograms('img2webp');

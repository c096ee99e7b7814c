// Gets the engines that are not here, as far as this machine lets: by apt-get where root has it, and Chromium 88 from npm.
// What cannot be had is skipped by the tests, and named.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { CHROMIUM_88, binaries } from './binaries.mjs';

/** A headless Chromium 88 for servers: as old as the oldest WebViews that WeChat's table lists (86). */
const PACKAGE = 'chrome-aws-lambda@5.5.0';

const PACKAGES = {
  firefox: ['firefox-esr'],
  webkitgtk: ['webkit2gtk-driver', 'xvfb'],
  wpe: ['wpewebkit-driver', 'cog'],
};

const missing = Object.keys(PACKAGES).filter((name) => !existsSync(binaries[name]));
const canInstall =
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
if (missing.length && canInstall) {
  const apt = (...args) => spawnSync('apt-get', args, { stdio: 'inherit' });
  apt('update', '-qq');
  const install = ['install', '-y', '-qq', '--no-install-recommends'];
  for (const name of missing) apt(...install, ...PACKAGES[name]);
}

if (!existsSync(CHROMIUM_88)) {
  const folder = join(CHROMIUM_88, '..');
  mkdirSync(folder, { recursive: true });
  try {
    const options = { cwd: folder, encoding: /** @type {const} */ ('utf8') };
    const pack = execFileSync('npm', ['pack', '--silent', PACKAGE], options).trim();
    const file = 'package/bin/chromium.br';
    execFileSync('tar', ['xzf', pack, file], options);
    const program = brotliDecompressSync(readFileSync(join(folder, file)));
    writeFileSync(`${CHROMIUM_88}.part`, program, { mode: 0o755 });
    renameSync(`${CHROMIUM_88}.part`, CHROMIUM_88);
  } catch (e) {
    console.log(`no Chromium 88: ${e}`);
  }
}

for (const [name, binary] of Object.entries(binaries)) {
  console.log(`${existsSync(binary) ? 'here   ' : 'SKIPPED'} ${name}`);
}

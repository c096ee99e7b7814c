// Programs that are no npm packages: the nginx of the relay, what loads it, and what makes a moving picture.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** How each says that it is there; wrk says it with exit code 1. */
const ASK = { nginx: '-v', openssl: 'version', wrk: '-v', img2webp: '-version' };

/** What a package manager calls it, where that differs; a picture of a page is drawn in a font, too. */
const PACKAGES = { img2webp: ['webp', 'fonts-inter'] };

const packagesOf = (program) => PACKAGES[program] ?? [program];

const isThere = (program) => !spawnSync(program, [ASK[program]]).error;

export function ensurePrograms(...programs) {
  const isMissing = (program) => !isThere(program);
  if (!programs.some(isMissing)) return;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const missing = programs.filter(isMissing);
    console.log(`Not here: ${missing.join(', ')}. Asking apt-get.`);
    const attempt = (...args) => spawnSync('apt-get', args, { stdio: 'inherit' });
    attempt('update', '-qq');
    attempt('install', '-y', '-qq', '--no-install-recommends', ...missing.flatMap(packagesOf));
  }
  const missing = programs.filter(isMissing);
  if (missing.length === 0) return;
  const packages = missing.map((program) => packagesOf(program)[0]).join(' ');
  console.error(
    `\nThis needs ${missing.join(' ')}, and found none that runs. Install it, as with \`apt install ${packages}\`\n` +
      `or \`brew install ${packages}\`.\n`,
  );
  process.exit(1);
}

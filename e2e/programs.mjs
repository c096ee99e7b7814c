// Programs that are no npm packages: the nginx of the relay, what loads it, and what makes a moving picture.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** How each says that it is there; wrk says it with exit code 1. */
const ASK = { nginx: '-v', openssl: 'version', wrk: '-v', ffmpeg: '-version' };

const isThere = (program) => !spawnSync(program, [ASK[program]]).error;

export function ensurePrograms(...programs) {
  const isMissing = (program) => !isThere(program);
  if (!programs.some(isMissing)) return;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const missing = programs.filter(isMissing);
    console.log(`Not here: ${missing.join(', ')}. Asking apt-get.`);
    const attempt = (...args) => spawnSync('apt-get', args, { stdio: 'inherit' });
    attempt('update', '-qq');
    attempt('install', '-y', '-qq', '--no-install-recommends', ...missing);
  }
  const missing = programs.filter(isMissing).join(' ');
  if (!missing) return;
  console.error(
    `\nThis needs ${missing}, and found none that runs. Install it, as with \`apt install ${missing}\`\n` +
      `or \`brew install ${missing}\`.\n`,
  );
  process.exit(1);
}

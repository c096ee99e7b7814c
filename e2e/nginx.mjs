// The nginx that stands before the demo and the tests of the relay.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const runs = () => spawnSync('nginx', ['-v']).status === 0;

export function ensureNginx() {
  if (runs()) return;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('No nginx found: asking apt-get.');
    const attempt = (...args) => spawnSync('apt-get', args, { stdio: 'inherit' });
    attempt('update', '-qq');
    attempt('install', '-y', '-qq', '--no-install-recommends', 'nginx', 'openssl');
    if (runs()) return;
  }
  console.error(
    '\nThe relay needs nginx (1.18 or newer) and openssl, and found none that runs. Install them, as with\n' +
      '`apt install nginx openssl` or `brew install nginx openssl`.\n',
  );
  process.exit(1);
}

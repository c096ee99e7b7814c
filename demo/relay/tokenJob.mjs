import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {Awaited<ReturnType<typeof import('./startRelay.mjs').startRelay>>} Relay */

const SCRIPT = fileURLToPath(new URL('token.mjs', import.meta.url));
const ENDPOINTS = /** @type {const} */ ({
  media: 'mediaEvent',
  behavior: 'behavior',
  oper: 'oper',
});

/**
 * Starts the token job for one of the relay's tokens, as a service manager would.
 * @param {Relay} relay
 * @param {import('./nginx.mjs').TokenName} name
 * @param {Record<string, string>} [settings] other ones
 */
export function startTokenJob({ dir, nginx, server }, name, settings = {}) {
  const secret = join(dir, 'client-secret');
  writeFileSync(secret, `${server.receiver.config.grants.clientSecret}\n`, { mode: 0o600 });
  const env = {
    ...process.env,
    TOKEN_URL: `${server.vendorUrl}/oauth2/token`,
    CLIENT_ID: `test-client-${ENDPOINTS[name]}`,
    CLIENT_SECRET_FILE: secret,
    TOKEN_FILE: nginx.tokenFile(name),
    RELOAD: nginx.reloadCommand,
    ...settings,
  };
  return spawn(process.execPath, [SCRIPT], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

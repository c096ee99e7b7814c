// Token job of the relay: keeps one vendor's client-credentials token (RFC 6749, 4.4) in a file that nginx includes,
// and has it read again. Let the service manager keep it running, one for each token; see docs/relay.md.
import { exec } from 'node:child_process';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const {
  TOKEN_URL,
  CLIENT_ID,
  CLIENT_SECRET_FILE,
  TOKEN_FILE,
  RELOAD = 'nginx -s reload',
} = process.env;

/** In s: how long before its end a token is replaced. The vendor takes both meanwhile. */
const OVERLAP = 300;
/** In s. */
const RETRY_AFTER = 10;

if (!TOKEN_URL || !CLIENT_ID || !CLIENT_SECRET_FILE || !TOKEN_FILE) {
  console.error('token.mjs wants TOKEN_URL, CLIENT_ID, CLIENT_SECRET_FILE and TOKEN_FILE.');
  process.exit(1);
}

/** @returns how many seconds the new token holds */
async function renew() {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: String(CLIENT_ID),
    client_secret: (await readFile(String(CLIENT_SECRET_FILE), 'utf8')).trim(),
  });
  const signal = AbortSignal.timeout(10_000);
  const response = await fetch(String(TOKEN_URL), { method: 'POST', body, signal });
  if (!response.ok) throw new Error(`the vendor answers ${response.status}`);
  const { access_token: token, expires_in: lifetime } = await response.json();
  // Anything else could end the directive and begin another.
  if (typeof token !== 'string' || !/^[\w.~+/=-]+$/.test(token))
    throw new Error('the answer holds no token');
  if (!(lifetime > 0)) throw new Error('the answer does not say how long the token holds');
  // Never half a file: nginx may be started or reloaded by somebody else at any time.
  await writeFile(`${TOKEN_FILE}.new`, `proxy_set_header Authorization "${token}";\n`, {
    mode: 0o600,
  });
  await rename(`${TOKEN_FILE}.new`, String(TOKEN_FILE));
  await promisify(exec)(RELOAD);
  return Number(lifetime);
}

for (;;) {
  let seconds = RETRY_AFTER;
  try {
    const lifetime = await renew();
    seconds = Math.max(lifetime - OVERLAP, lifetime / 2);
    console.log(`${TOKEN_FILE}: a new token, which holds ${lifetime} s`);
  } catch (error) {
    console.error(`${TOKEN_FILE}: ${/** @type {Error} */ (error).message}; again in ${seconds} s`);
  }
  await wait(seconds * 1000);
}

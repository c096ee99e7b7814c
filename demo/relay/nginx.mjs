import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** @typedef {'media' | 'behavior' | 'oper'} TokenName */

/**
 * @typedef {object} RelayOptions
 * @property {string} dir a folder of its own, with `cert.pem` and `key.pem`
 * @property {string} pages URL of the pages that it serves beside the relay
 * @property {string} mta host and port of the vendor that speaks plain http
 * @property {string} vendors host and port of the others, who speak TLS
 * @property {Record<TokenName, string>} tokens
 * @property {string[]} [origins] of pages on other hosts
 * @property {number} [port] 0, the default: any free one
 * @property {(conf: string) => string} [edit] what an operator would change
 */

const HERE = fileURLToPath(new URL('.', import.meta.url));
/** In ms. */
const LOOK = 50;

/**
 * Starts a real nginx with the relay's files as they are shipped, but for where the vendors are.
 * @param {RelayOptions} options
 */
export async function startNginx(options) {
  const { dir, pages, mta, vendors, tokens, origins = [], edit = String } = options;
  const port = options.port || (await freePort());
  const shipped = join(HERE, 'tracelet');
  const own = join(dir, 'tracelet');
  let generation = 0;

  /** @type {[here: string, there: string][]} */
  const places = [
    ['/var/log/nginx', dir],
    ['/etc/ssl/certs/ca-certificates.crt', join(dir, 'cert.pem')],
    ['pingma.qq.com:80', mta],
    ['push.vendor.example:443', vendors],
    ['bgw.xinyue.qq.com:443', vendors],
    ['oper.vendor.example:443', vendors],
    ['@dir@', dir],
    ['@pages@', pages],
    ['@port@', String(port)],
  ];

  /** @param {string} text */
  const fill = (text) =>
    places
      .reduce((filled, [here, there]) => filled.replaceAll(here, there), text)
      .replace('@generation@', String(generation));

  function configure() {
    generation += 1;
    writeFileSync(join(dir, 'nginx.conf'), fill(readFileSync(join(HERE, 'nginx.conf'), 'utf8')));
    for (const name of readdirSync(shipped)) {
      writeFileSync(join(own, name), edit(fill(readFileSync(join(shipped, name), 'utf8'))));
    }
    writeFileSync(join(own, 'origins.conf'), origins.map((one) => `"${one}" 1;\n`).join(''));
  }

  /** Until the newest configuration answers. */
  async function isUp() {
    while ((await generationAt(port)) !== generation) {
      if (hasEnded) throw new Error(`nginx ended:\n${said}`);
      await wait(LOOK);
    }
  }

  mkdirSync(join(own, 'tokens'), { recursive: true });
  for (const [name, token] of Object.entries(tokens)) {
    writeFileSync(
      join(own, 'tokens', `${name}.conf`),
      `proxy_set_header Authorization "${token}";\n`,
    );
  }
  configure();
  const command = ['-p', dir, '-c', join(dir, 'nginx.conf')];
  const child = spawn('nginx', [...command, '-g', 'daemon off;']);
  let said = '';
  let hasEnded = false;
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve((said += error.message)));
    child.once('close', resolve);
  }).then(() => (hasEnded = true));
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  await isUp();

  return {
    url: `https://127.0.0.1:${port}`,
    /** Where the token job of this name writes. @param {TokenName} name */
    tokenFile: (name) => join(own, 'tokens', `${name}.conf`),
    /** For a shell: has it read its files again. */
    reloadCommand: `nginx ${command.join(' ')} -s reload`,
    async reload() {
      configure();
      execFileSync('nginx', [...command, '-s', 'reload'], { stdio: 'ignore' });
      await isUp();
    },
    /** All that it has written of requests and of troubles. */
    logs: () =>
      readdirSync(dir)
        .filter((name) => name.endsWith('.log'))
        .map((name) => readFileSync(join(dir, name), 'utf8'))
        .join(''),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/**
 * Which configuration answers new connections; nothing where none does.
 * @param {number} port
 * @returns {Promise<number | undefined>}
 */
function generationAt(port) {
  return new Promise((resolve) => {
    const to = { host: '127.0.0.1', port, path: '/_generation' };
    const request = get({ ...to, agent: false, rejectUnauthorized: false }, async (response) => {
      resolve(Number((await response.setEncoding('utf8').toArray()).join('')));
    });
    request.once('error', () => resolve(undefined));
  });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

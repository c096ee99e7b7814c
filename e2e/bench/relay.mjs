// `npm run bench:relay`: requests a second through the relay, and of the same nginx when it answers an empty 204 by
// itself; by wrk, over https, in turns.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startRelay } from '../../demo/relay/startRelay.mjs';
import { median } from './median.mjs';

const TRIALS = Number(process.env.TRIALS ?? 5);
/** In s, of each trial. */
const DURATION = 4;
const CONNECTIONS = 32;
/** Of a batch of some twenty records. */
const BODY = 3000;
/** A vendor that costs as little as one can. */
const VENDOR_PORT = 18_443;

const relay = await startRelay({
  edit: (conf) =>
    conf
      .replace('rate=100r/s', 'rate=999999r/s')
      .replace(
        /(upstream tracelet_xinyue \{\s+)server [^;]+;/,
        `$1server 127.0.0.1:${VENDOR_PORT};`,
      )
      .replace(
        /^proxy_ssl_trusted_certificate .*/m,
        (trusted) => `${trusted}
server {
    listen 127.0.0.1:${VENDOR_PORT} ssl;
    ssl_certificate cert.pem;
    ssl_certificate_key key.pem;
    access_log off;
    location / {
        return 200 '{"ret":0,"msg":""}';
    }
}`,
      )
      .replace('location @tracelet_redirected', 'location = /empty { return 204; }\n$&'),
});

const script = join(relay.dir, 'post.lua');
writeFileSync(
  script,
  `wrk.method = "POST"
wrk.headers["Content-Type"] = "text/plain;charset=UTF-8"
wrk.body = string.rep("x", ${BODY})
`,
);

/** @param {string} path */
function load(path) {
  const args = ['-t1', `-c${CONNECTIONS}`, `-d${DURATION}s`, '--latency', '-s', script];
  const said = execFileSync('wrk', [...args, relay.nginx.url + path], { encoding: 'utf8' });
  if (said.includes('Non-2xx')) throw new Error(`${path} was refused:\n${said}`);
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(said)?.[1];
  const p99 = /99%\s+(\S+)/.exec(said)?.[1];
  return { rate: Number(rate), p99: String(p99) };
}

try {
  const paths = ['/relay/behavior', '/empty'];
  /** @type {Record<string, number[]>} */
  const rates = { '/relay/behavior': [], '/empty': [] };
  for (let trial = 0; trial < TRIALS; trial += 1) {
    for (const path of paths) {
      const { rate, p99 } = load(path);
      rates[path]?.push(rate);
      console.log(`${path}: ${Math.round(rate)} requests/s, 99 % within ${p99}`);
    }
  }
  const [relayed, empty] = paths.map((path) => median(rates[path] ?? []));
  console.log(
    `\nMedians of ${TRIALS} trials, ${CONNECTIONS} connections, bodies of ${BODY} bytes: ` +
      `${Math.round(Number(relayed))} requests/s through the relay and TLS to a vendor on the same machine, ` +
      `${Math.round(Number(empty))} for an empty 204: ${(Number(relayed) / Number(empty)).toFixed(2)} of it.`,
  );
} finally {
  await relay.close();
}

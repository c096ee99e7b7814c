import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A certificate that nobody but this machine trusts, for a day, made on the spot by openssl.
 * @param {string} dir where it is written: `cert.pem` and `key.pem`
 * @param {string[]} hosts
 */
export function makeCertificate(dir, hosts) {
  const names = hosts.map((host) => `${/^[\d.]+$/.test(host) ? 'IP' : 'DNS'}:${host}`);
  const [cert, key] = [join(dir, 'cert.pem'), join(dir, 'key.pem')];
  // prettier-ignore
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1',
    '-subj', '/CN=tracelet relay demo', '-addext', `subjectAltName=${names.join()}`,
    '-keyout', key, '-out', cert,
  ], { stdio: 'ignore' });
  return { cert: readFileSync(cert), key: readFileSync(key) };
}

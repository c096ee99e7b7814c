import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../server.mjs';
import { makeCertificate } from './certificate.mjs';
import { startNginx } from './nginx.mjs';

/** As locations.conf has them. */
const VENDOR_HOSTS = ['bgw.xinyue.qq.com', 'push.vendor.example', 'oper.vendor.example'];

/**
 * The test server, its vendors with TLS as in the world, and before them a real nginx with the relay.
 * @param {Pick<import('./nginx.mjs').RelayOptions, 'origins' | 'port' | 'edit'>} [options]
 */
export async function startRelay(options = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'tracelet-relay-'));
  const tls = makeCertificate(dir, ['localhost', '127.0.0.1', ...VENDOR_HOSTS]);
  const server = await startServer({ tls });
  const { receiver, url, vendorUrl, secureVendorUrl } = server;
  try {
    const nginx = await startNginx({
      ...options,
      dir,
      pages: url,
      mta: new URL(vendorUrl).host,
      vendors: new URL(String(secureVendorUrl)).host,
      tokens: {
        media: receiver.issue('mediaEvent'),
        behavior: receiver.issue('behavior'),
        oper: receiver.issue('oper'),
      },
    });
    return {
      dir,
      nginx,
      server,
      async close() {
        await nginx.stop();
        await server.close();
        rmSync(dir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

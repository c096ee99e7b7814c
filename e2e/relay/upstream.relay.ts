import https from 'node:https';
import { startServer } from '../../demo/server.mjs';
import { payloads } from '../../demo/testing';
import { expectTally, names, received, requested, visit } from '../fixtures';
import { blankOf, expect, test, trackMany } from './fixtures';
import { createGate } from './gate';

test('a vendor is down: events wait, and arrive when it is there again', async ({
  page,
  relay,
}) => {
  const { receiver, secureVendors, secureVendorUrl } = relay.server;
  await visit(page, blankOf(relay), { only: ['behavior'] });
  await secureVendors.stop();
  const refused = page.waitForResponse((response) => response.status() === 502);
  await trackMany(page, 'behavior', 20);
  await refused;
  expect(await page.evaluate(() => window.tracker.stats().waiting)).toBe(20);
  await secureVendors.listen(Number(new URL(String(secureVendorUrl)).port), '127.0.0.1');
  await received(receiver, 'behavior', 20);
  expectTally(receiver, { behavior: 20 });
});

test('whoever cannot prove to be the vendor is sent nothing', async ({ page, startRelay }) => {
  const relay = await startRelay({
    edit: (conf) =>
      conf.replaceAll('proxy_ssl_name bgw.xinyue.qq.com', 'proxy_ssl_name other.qq.com'),
  });
  const { receiver } = relay.server;
  await visit(page, blankOf(relay), { only: ['behavior'] });
  const answered = page.waitForResponse('**/relay/behavior');
  await trackMany(page, 'behavior', 1);
  expect((await answered).status()).toBe(502);
  expect(receiver.requests('behavior')).toEqual([]);
});

test('a second server takes over when the first refuses to connect', async ({
  page,
  startRelay,
}) => {
  const relay = await startRelay();
  const { receiver, vendorUrl } = relay.server;
  // The way of mta, which needs no certificate: to a port where nobody is, then to the vendor.
  const { host } = new URL(vendorUrl);
  const second = await startRelay({
    edit: (conf) =>
      conf.replace(
        /(upstream tracelet_mta \{\s+)server [^;]+;/,
        `$1server 127.0.0.1:1; server ${host} backup;`,
      ),
  });
  await visit(page, blankOf(second), { only: ['mta'] });
  const answered = page.waitForResponse('**/relay/mta');
  await trackMany(page, 'mta', 20);
  // At once, and not when the tracker sends again.
  expect((await answered).status()).toBe(200);
  await received(receiver, 'mta', 20);
  expectTally(receiver, { mta: 20 });
});

for (const reset of ['before', 'body'] as const) {
  test(`a POST that may have been accepted is not repeated: cut off ${reset === 'before' ? 'before' : 'in'} the answer`, async ({
    page,
    startRelay,
  }) => {
    const backup = await startServer();
    const relay = await startRelay({
      edit: (conf) =>
        conf.replace(
          /(upstream tracelet_mta \{\s+server [^;]+;)/,
          `$1 server ${new URL(backup.vendorUrl).host} backup;`,
        ),
    });
    const { receiver } = relay.server;
    await page.goto(blankOf(relay));
    const post = () =>
      page.evaluate(() =>
        fetch('/relay/mta', { method: 'POST', body: '[]' }).then((response) =>
          response.text().then(() => response.status),
        ),
      );
    // The second one comes on a connection that nginx has kept.
    await post();
    receiver.fail('mta', { reset });
    const answer = await post().catch(() => 'cut off');
    expect(answer).toBe(reset === 'before' ? 502 : 'cut off');
    expect(receiver.requests('mta')).toHaveLength(2);
    expect(backup.receiver.requests('mta')).toHaveLength(0);
    await backup.close();
  });
}

test('nginx, reloaded under load, loses nothing and doubles nothing', async ({ page, relay }) => {
  const { receiver } = relay.server;
  await visit(page, blankOf(relay));
  for (let round = 0; round < 10; round++) {
    for (const name of names) await trackMany(page, name, 10, 10 * round);
    // Requests are under way: they are answered by those whom they have reached.
    await requested(receiver, 'oper', 10 * round + 1);
    await relay.nginx.reload();
  }
  for (const name of names) await received(receiver, name, 100);
  expectTally(receiver, { mta: 100, pushData: 100, mediaEvent: 100, behavior: 100, oper: 100 });
});

test('what a page sends as it closes reaches the vendor, though nobody waits for the answer', async ({
  startRelay,
}) => {
  // Stands before the vendor, and lets nothing through until told.
  const gate = await createGate();
  const relay = await startRelay({
    edit: (conf) =>
      conf.replace(/(upstream tracelet_xinyue \{\s+)server [^;]+;/, `$1server ${gate.host};`),
  });
  const { receiver, secureVendorUrl } = relay.server;
  const request = https.request(`${relay.nginx.url}/relay/behavior`, {
    method: 'POST',
    agent: false,
    rejectUnauthorized: false,
  });
  request.on('error', () => undefined);
  request.end(JSON.stringify(payloads.behavior()));
  await gate.reached;
  request.destroy();
  // Whoever heeds that has done so by now.
  await relay.nginx.reload();
  gate.open(Number(new URL(String(secureVendorUrl)).port));
  await received(receiver, 'behavior', 1);
  gate.close();
});

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { blankOf, expect, test } from './fixtures';

test("a vendor cannot act on the pages' origin, and the answer says what a browser may do with it", async ({
  page,
  startRelay,
}) => {
  const vendor = createServer((_req, res) => {
    res.writeHead(200, {
      'content-type': 'application/json',
      'set-cookie': 'vendor=1; path=/',
      'clear-site-data': '"*"',
      'strict-transport-security': 'max-age=9',
      'alt-svc': 'h3=":443"',
      'access-control-allow-origin': '*',
      'cache-control': 'max-age=60',
      'x-powered-by': 'vendor',
    });
    res.end('{"ret":0}');
  }).listen(0, '127.0.0.1');
  await once(vendor, 'listening');
  const { port } = vendor.address() as AddressInfo;
  const relay = await startRelay({
    edit: (conf) =>
      conf.replace(
        /(upstream tracelet_mta \{\s+)server [^;]+;/,
        `$1server 127.0.0.1:${String(port)};`,
      ),
  });
  await page.goto(blankOf(relay));
  const answered = page.waitForResponse('**/relay/mta');
  await page.evaluate(() => fetch('/relay/mta', { method: 'POST', body: '[]' }));
  const response = await answered;
  const { date, server, ...headers } = response.headers();
  expect({ date, server }).toEqual({ date: expect.any(String), server: expect.any(String) });
  expect(headers).toEqual({
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    vary: 'Origin',
  });
  expect(await page.evaluate(() => document.cookie)).toBe('');
  vendor.close();
});

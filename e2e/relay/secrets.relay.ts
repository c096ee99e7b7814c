import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { disk, names, received, visit } from '../fixtures';
import { blankOf, expect, test, trackMany, type Relay } from './fixtures';

/** All that a page's author, user or extension could read of it. */
async function everythingIn(page: Page): Promise<string> {
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  );
  return (await page.content()) + stored + JSON.stringify(await disk(page));
}

const secretsOf = ({ server: { receiver } }: Relay): string[] =>
  (['mediaEvent', 'behavior', 'oper'] as const).map((name) => receiver.issue(name));

test("neither the page's source, its storage nor its traffic hold a token", async ({
  page,
  relay,
}) => {
  const { receiver } = relay.server;
  const traffic: Promise<string>[] = [];
  page.on('request', (request) => {
    const seen = [request.url(), JSON.stringify(request.headers()), request.postData() ?? ''];
    traffic.push(Promise.resolve(seen.join()));
  });
  page.on('response', (response) => {
    const text = response.text().catch(() => '');
    traffic.push(text.then((body) => JSON.stringify(response.headers()) + body));
  });
  await visit(page, blankOf(relay));
  for (const name of names) await trackMany(page, name, 5);
  const whileWaiting = await everythingIn(page);
  for (const name of names) await received(receiver, name, 5);
  const all = [whileWaiting, await everythingIn(page), ...(await Promise.all(traffic))].join();

  expect(all).toContain('/relay/behavior');
  for (const secret of secretsOf(relay)) expect(all).not.toContain(secret);
  // And where it is, it would have been found.
  expect(readFileSync(relay.nginx.tokenFile('behavior'), 'utf8')).toContain(secretsOf(relay)[1]);
});

test('what nginx writes down holds no session key, no user and no content, whatever goes wrong', async ({
  page,
  startRelay,
}) => {
  const relay = await startRelay({
    edit: (conf) => conf.replace('rate=100r/s', 'rate=1r/s').replace('burst=400', 'burst=5'),
  });
  const { server, nginx } = relay;
  const { receiver, secureVendors, secureVendorUrl } = server;
  const secrets = [
    receiver.issue('pushData'),
    'device-1',
    'openid-1',
    '80001',
    ...secretsOf(relay),
  ];
  const port = Number(new URL(String(secureVendorUrl)).port);
  await page.goto(blankOf(relay));
  const post = (path: string, body?: string) =>
    page.evaluate(
      ([path, body]) =>
        fetch(path, { method: 'POST', ...(body && { body }) }).then(
          ({ status }) => status,
          () => 0,
        ),
      [path, body] as const,
    );
  const query = `session_key=${receiver.issue('pushData')}&uid=device-1`;
  const body = JSON.stringify({ head: { uid: '80001', openid: 'openid-1' } });

  expect(await post(`/relay/push?${query}`)).toBeLessThan(500);
  expect(await post('/relay/behavior', body)).toBe(200);
  await secureVendors.stop();
  // Nobody is there; the answer would not fit; nginx cannot even read it; too many at once.
  expect(await post(`/relay/push?${query}`)).toBe(502);
  expect(await post('/relay/behavior', body)).toBe(502);
  expect(await post('/relay/behavior', body.padEnd(70_000))).toBe(413);
  expect(await post(`/relay/push?${query}&data=${'x'.repeat(60_000)}`)).not.toBe(200);
  let status = 0;
  while (status !== 429) status = await post(`/relay/push?${query}`);
  await secureVendors.listen(port, '127.0.0.1');

  // nginx writes its line once the page may have its answer.
  await expect.poll(() => nginx.logs()).toContain('429 POST /relay/push');
  const logs = nginx.logs();
  expect(logs).toContain('502 POST /relay/push');
  expect(logs).toContain('413 POST /relay/behavior');
  for (const secret of secrets) expect(logs).not.toContain(secret);
});

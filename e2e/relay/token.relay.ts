import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTokenJob } from '../../demo/relay/tokenJob.mjs';
import { expectTally, received, visit } from '../fixtures';
import { blankOf, expect, test, trackMany } from './fixtures';

test('the token job replaces a token before it ends: nothing is lost or refused', async ({
  page,
  relay,
}) => {
  const { receiver } = relay.server;
  // Half of it is the soonest that the job renews.
  receiver.config.grants.lifetime = 1;
  await visit(page, blankOf(relay), { only: ['behavior'] });
  const job = startTokenJob(relay, 'behavior');
  const used = () =>
    new Set(receiver.requests('behavior').map(({ headers }) => headers['authorization']));
  let tracked = 0;
  while (used().size < 5) {
    await trackMany(page, 'behavior', 1, tracked++);
    await received(receiver, 'behavior', tracked);
  }
  job.kill();
  expectTally(receiver, { behavior: tracked });
});

const ANSWERS: Record<string, (res: ServerResponse) => void> = {
  'refuses the secret': (res) => res.writeHead(401).end('{"error":"invalid_client"}'),
  'answers with a page': (res) => res.end('<!doctype html>'),
  'gives no token': (res) => res.end('{"expires_in":7200}'),
  'gives a token that would end the directive': (res) =>
    res.end('{"access_token":"a\\"; root /; #","expires_in":7200}'),
  'does not say how long it holds': (res) => res.end('{"access_token":"abc"}'),
  'hangs up': (res) => res.destroy(),
};

for (const [what, answer] of Object.entries(ANSWERS)) {
  test(`a vendor that ${what}: the file stays as it was, and it is told of`, async ({ relay }) => {
    const { nginx } = relay;
    const before = readFileSync(nginx.tokenFile('behavior'), 'utf8');
    const vendor = createServer((_req, res) => answer(res)).listen(0, '127.0.0.1');
    await once(vendor, 'listening');
    const { port } = vendor.address() as AddressInfo;
    const TOKEN_URL = `http://127.0.0.1:${port}`;
    const job = startTokenJob(relay, 'behavior', { TOKEN_URL });
    const [complaint] = (await once(job.stderr, 'data')) as [Buffer];
    job.kill();
    vendor.close();
    expect(String(complaint)).toContain('again in 10 s');
    expect(String(complaint)).not.toContain('test-client-secret');
    expect(readFileSync(nginx.tokenFile('behavior'), 'utf8')).toBe(before);
  });
}

test('a token job that misses its settings says which', async ({ relay }) => {
  const job = startTokenJob(relay, 'behavior', { TOKEN_URL: '' });
  const [complaint] = (await once(job.stderr, 'data')) as [Buffer];
  expect(String(complaint)).toContain('TOKEN_URL');
  expect(await once(job, 'exit')).toEqual([1, null]);
});

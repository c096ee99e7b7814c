import type { Page } from 'playwright/test';
import { expectTally, flush, received, visit } from '../fixtures';
import { blankOf, expect, test, trackMany } from './fixtures';

const ask = (page: Page, url: string, init: RequestInit = { method: 'POST', body: '[]' }) =>
  page.evaluate(
    ({ url, init }) =>
      fetch(url, init).then(async (response) => ({
        status: response.status,
        retryAfter: response.headers.get('Retry-After'),
      })),
    { url, init },
  );

test('anything but a POST to one of the five is refused', async ({ page, relay }) => {
  await page.goto(blankOf(relay));
  expect(await ask(page, '/relay/behavior', { method: 'GET' })).toMatchObject({ status: 405 });
  expect(await ask(page, '/relay/other')).toMatchObject({ status: 404 });
  expect(await ask(page, '/relay/')).toMatchObject({ status: 404 });
});

test('a page on another host is refused, loses nothing, and is let in by its line in origins.conf', async ({
  page,
  startRelay,
}) => {
  const foreign = await startRelay();
  const away = `${foreign.server.url}/e2e/blank.html`;
  const { receiver } = foreign.server;
  await page.goto(away);
  // The page is not told why.
  const refused = page.waitForEvent('requestfailed');
  const begin = (to: string) =>
    page.evaluate((to) => {
      window.tracker = window.tracelet.createTracker({
        endpoints: [window.endpoints.relay.behavior({ url: `${to}/relay/behavior` })],
        onWarn() {},
      });
    }, to);
  await begin(foreign.nginx.url);
  await trackMany(page, 'behavior', 5);
  await refused;
  // nginx writes its line once the page may have its answer.
  await expect.poll(() => foreign.nginx.logs()).toContain('403 POST /relay/behavior');
  expect(receiver.requests('behavior')).toEqual([]);
  await flush(page);
  expect(await page.evaluate(() => window.tracker.stats().waiting)).toBe(5);
  await page.goto('about:blank');

  const listed = await startRelay({ origins: [new URL(away).origin] });
  await page.goto(away);
  await begin(listed.nginx.url);
  await trackMany(page, 'behavior', 5, 5);
  await flush(page);
  await received(listed.server.receiver, 'behavior', 10);
  expectTally(listed.server.receiver, { behavior: 10 });
  // The server has them before the page has heard so.
  await expect.poll(() => page.evaluate(() => window.tracker.stats().accepted)).toBe(10);
});

test('a body above the limit is 413: the tracker halves it, and all arrives once', async ({
  page,
  startRelay,
}) => {
  const relay = await startRelay({
    edit: (conf) => conf.replace('client_max_body_size 64k', 'client_max_body_size 1k'),
  });
  const { receiver } = relay.server;
  const statuses: number[] = [];
  page.on('response', (response) => statuses.push(response.status()));
  await visit(page, blankOf(relay), { only: ['behavior'] });
  await trackMany(page, 'behavior', 20);
  await received(receiver, 'behavior', 20);
  expectTally(receiver, { behavior: 20 });
  expect(statuses).toContain(413);
});

test('a flood is 429 with its Retry-After: the tracker waits, and all arrives once', async ({
  page,
  startRelay,
}) => {
  const relay = await startRelay({
    edit: (conf) => conf.replace('rate=100r/s', 'rate=2r/s').replace('burst=400', 'burst=3'),
  });
  const { receiver } = relay.server;
  const refusals: (string | undefined)[] = [];
  page.on('response', (response) => {
    if (response.status() === 429) refusals.push(response.headers()['retry-after']);
  });
  await visit(page, blankOf(relay), { only: ['oper'] });
  await trackMany(page, 'oper', 8);
  await received(receiver, 'oper', 8);
  expectTally(receiver, { oper: 8 });
  expect(refusals[0]).toBe('5');
});

test("a vendor's own refusals pass with their Retry-After; redirects do not", async ({
  page,
  relay,
}) => {
  const { receiver } = relay.server;
  await page.goto(blankOf(relay));
  for (const status of [429, 503]) {
    receiver.fail('behavior', { status, retryAfter: 77, body: 'busy' });
    expect(await ask(page, '/relay/behavior')).toEqual({ status, retryAfter: '77' });
  }
  for (const status of [301, 302, 307, 308]) {
    receiver.fail('behavior', { status });
    expect(await ask(page, '/relay/behavior')).toEqual({ status: 502, retryAfter: null });
  }
});

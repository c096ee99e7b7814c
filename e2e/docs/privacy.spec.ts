import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { disk, expect, received, test } from '../fixtures';

const page = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');

/** What the table says can be kept, as `where key`; a key that goes on ends in `/`. */
function documented(): string[] {
  let where = '';
  const found: string[] = [];
  for (const [, place = '', key = ''] of page.matchAll(
    /^\| (.*?)\| (?:`NAME(\/[^`…]*)…?`)? ?\|/gm,
  )) {
    where = /IndexedDB|localStorage|sessionStorage/.exec(place)?.[0] ?? where;
    if (key) found.push(`${where} tracelet${key}`);
  }
  return found;
}

async function kept(page: Page): Promise<string[]> {
  const memos = await page.evaluate(() =>
    [localStorage, sessionStorage].flatMap((area, i) =>
      Object.keys(area).map((key) => `${['localStorage', 'sessionStorage'][i]} ${key}`),
    ),
  );
  const keys = Object.keys(await disk(page)).map((key) => `IndexedDB ${key}`);
  expect(await page.evaluate(() => document.cookie)).toBe('');
  const databases = await page.evaluate(async () => indexedDB.databases());
  expect(databases.map(({ name }) => name)).toEqual(['tracelet']);
  return [...memos, ...keys];
}

test('a page keeps what docs/privacy.md lists, and nothing else', async ({
  page,
  blank,
  server,
}) => {
  const use = (): Promise<void> =>
    page.evaluate(() => {
      const { tracelet, endpoints } = window;
      const push = endpoints.relay.pushData({ uid: undefined });
      window.tracker = tracelet.createTracker({
        endpoints: [push, ...[endpoints.relay.behavior, endpoints.relay.mta].map((make) => make())],
        plugins: [
          tracelet.pageViews({ pages: { '*': { page_id: 1 } } }),
          tracelet.dwell(),
          tracelet.clicks(),
        ],
      });
      window.tracker.consent('granted');
      window.tracker.track('loan', { id: '__LOAN__product', params: { product_id: 'P' } });
      window.tracker.track('launch', {});
    });
  await page.goto(blank);
  await use();
  await received(server.receiver, 'mta', 1);
  const before = await kept(page);
  await page.goto(`${server.url}/e2e/elsewhere.html`);
  const all = [...before, ...(await kept(page))];

  const table = documented();
  const isListed = (key: string) => (row: string) =>
    row.endsWith('/') ? key.startsWith(row) : key === row;
  expect(all.filter((key) => !table.some(isListed(key)))).toEqual([]);
  // A `consent` on disk is a no, and this user has said yes.
  const seen = table.filter((row) => all.some((key) => isListed(key)(row)));
  expect(
    table.filter((row) => !seen.includes(row) && !/IndexedDB .*(consent|left)/.test(row)),
  ).toEqual([]);
  expect(table.length).toBeGreaterThan(8);
});

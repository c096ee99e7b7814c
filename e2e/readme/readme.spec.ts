import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright/test';
import { createHost } from '../../src/testing';
import { expect, received, test } from '../fixtures';
import { bundle } from './bundle';
import { vocabularyTable } from './vocabularyTable';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const file = new URL('../../docs/vocabulary.md', import.meta.url);
const vocabulary = readFileSync(file, 'utf8');

/** The first code block below a line that begins with `after`. */
function snippet(after: string, text = readme): string {
  const code = text.slice(text.indexOf(`\n${after}`)).match(/```\w+\n([\s\S]*?)```/)?.[1];
  if (!code) throw new Error(`there is no code below "${after}"`);
  return code;
}

/** Runs a module in a page of the origin that has the relay and what the snippets ask for beside it. */
async function run(page: Page, url: string, code: string): Promise<void> {
  const module = await bundle(code);
  await page.route('**/readme.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><script type="module" src="/readme.js"></script>',
    }),
  );
  await page.route('**/readme.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: module }),
  );
  await page.goto(`${url}/readme.html`);
}

/** The session key that the server has issued, where a snippet shows one that it has not. */
const withSession = (code: string, session: string): string =>
  code.replaceAll("'S1'", `'${session}'`);

test('the table of the vocabulary is what the types and the endpoints say', () => {
  const marks = /(<!-- vocabulary -->\n)[\s\S]*(<!-- \/vocabulary -->)/;
  const made = vocabulary.replace(marks, `$1\n${vocabularyTable()}\n\n$2`);
  // `WRITE=1 npx playwright test -c e2e readme` writes it.
  if (process.env['WRITE']) writeFileSync(file, made);
  else expect(vocabulary).toBe(made);
});

test('the sizes are those that the build is held to', () => {
  const { 'size-limit': limits } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as { 'size-limit': { limit: string }[] };
  const said = [...readme.matchAll(/\| under ([\d.]+ kB) \|/g)].map(([, size]) => size);
  expect(said).toEqual(limits.map(({ limit }) => limit));
});

test('the figures of the promises are those of the table of delivery, and of the build', () => {
  const delivery = readFileSync(new URL('../../docs/delivery.md', import.meta.url), 'utf8');
  const rows = [...delivery.matchAll(/^\| \d+b?c? \| [^|]* \| (\d+) \| (\d+) \|/gm)];
  const sum = (column: number) => rows.reduce((total, row) => total + Number(row[column]), 0);
  expect(readme).toContain(
    `${sum(2).toLocaleString('en')} trials of ${sum(1)}\n   scenarios in a real browser`,
  );
  const [, size] = /\| `createTracker`[^|]*\| (under [\d.]+ kB) \|/.exec(readme) ?? [];
  expect(readme).toContain(`bring ${size} into a page`);
});

test('each first example is of five lines', () => {
  for (const after of ['## A script tag', '## npm', '## Miniprograms']) {
    const lines = snippet(after)
      .split('\n')
      .filter((line) => line.trim() && !/^<\/?script>$/.test(line));
    expect(lines.length, after).toBeLessThanOrEqual(5);
  }
});

test('an endpoint, a plugin and a platform are of less than 20 lines', () => {
  for (const after of ['An endpoint is', 'So is a plugin', 'A platform is']) {
    expect(snippet(after).trim().split('\n').length, after).toBeLessThan(20);
  }
});

test('the script tag records a visit', async ({ page, server }) => {
  // From the server itself: a page whose requests the test intercepts loses its beacons as it leaves.
  const built = new URL('../.build/', import.meta.url);
  mkdirSync(built, { recursive: true });
  writeFileSync(new URL('script-tag.html', built), snippet('## A script tag'));
  await page.goto(`${server.url}/e2e/script-tag.html`);
  await page.goto('about:blank');
  const [visit] = await received(server.receiver, 'behavior', 1);
  expect(visit).toMatchObject({
    head: { uid: 'U1', openid: 'O1' },
    record: { operate_id: 10000, channel: 1, page_id: 1, duration: 0 },
  });
});

test('the npm example records a click', async ({ page, server }) => {
  const body = server.receiver.issue('pushData');
  await page.route('**/session', (route) => route.fulfill({ body }));
  await run(page, server.url, snippet('## npm'));
  const [click] = await received(server.receiver, 'pushData', 1);
  expect(click?.record).toMatchObject({ aid: 1003, game_id: 12, game_v: '7.8.8', v: '5' });
});

test('the examples of recording reach three endpoints', async ({ page, server }) => {
  const session = server.receiver.issue('pushData');
  const code = withSession(snippet('## Recording'), session).replace("'/': {", "'/readme.html': {");
  await run(page, server.url, code);
  const played = await received(server.receiver, 'pushData', 2);
  expect(played.map(({ record }) => record)).toMatchObject([
    { aid: 2002, game_id: 12, game_v: '7.8.8' },
    { aid: 3014, game_id: 12, game_v: '7.8.8' },
  ]);
  const [shown] = await received(server.receiver, 'mediaEvent', 1);
  expect(shown?.record).toMatchObject({ event_id: '1110201', code: 'IsFXtWUZ3x3hywGl' });
  await page.goto('about:blank');
  await received(server.receiver, 'behavior', 1);
});

test("a kind of one's own goes where its map sends it", async ({ page, server }) => {
  const session = server.receiver.issue('pushData');
  await run(page, server.url, withSession(snippet('## Kinds of your own', vocabulary), session));
  const [own] = await received(server.receiver, 'pushData', 1);
  expect(own?.record).toMatchObject({ aid: 2001, game_id: 12, game_v: 'level 3' });
});

test("an endpoint of one's own gets its events", async ({ page, server }) => {
  const logged = page.waitForRequest('**/log');
  await page.route('**/log', (route) => route.fulfill({ status: 204 }));
  await run(page, server.url, snippet('An endpoint is'));
  expect((await logged).postDataJSON()).toMatchObject([{ kind: 'anything', n: 1 }]);
});

test("a plugin of one's own records", async ({ page, server }) => {
  const use = `
    import { createTracker, mta } from 'tracelet';
    const loan = mta({ url: '/relay/mta', appKey: 'if8888mta', cui: 'C1' });
    createTracker({ endpoints: [loan], plugins: [online()] });`;
  await run(page, server.url, snippet('So is a plugin') + use);
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  const [event] = await received(server.receiver, 'mta', 1);
  expect(event?.record).toMatchObject({ ei: 'back_online' });
});

test("a platform of one's own carries a tracker", async ({ page, server }) => {
  const use = `
    import { mta } from './common';
    const loan = mta({ url: '/relay/mta', appKey: 'if8888mta', cui: 'C1' });
    createTracker({ endpoints: [loan] }).track('custom', { id: 'kiosk' });`;
  await run(page, server.url, snippet('A platform is') + use);
  const [event] = await received(server.receiver, 'mta', 1);
  expect(event?.record).toMatchObject({ ei: 'kiosk' });
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
});

/** A folder in which the package is installed, and `miniprogram` is an app that consists of the example. */
async function appFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tracelet-'));
  const app = join(folder, 'miniprogram');
  mkdirSync(join(app, 'pages'), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(
    fileURLToPath(new URL('../../', import.meta.url)),
    join(folder, 'node_modules/tracelet'),
  );
  writeFileSync(join(app, 'app.json'), JSON.stringify({ pages: ['pages/index'] }));
  writeFileSync(join(app, 'app.js'), await bundle(snippet('## Miniprograms'), 'iife'));
  writeFileSync(join(app, 'pages/index.js'), 'Page({})');
  return folder;
}

test('the miniprogram example records a page of a miniprogram', async ({
  server: { receiver },
}) => {
  const folder = await appFolder();
  const authorization = receiver.issue('behavior');
  const host = createHost('wx', {
    root: join(folder, 'miniprogram'),
    os: 'ios',
    respond({ method, header, body }) {
      const answer = receiver.handle('behavior', {
        method,
        path: '/upbot/api/ReportBehaviorData',
        query: '',
        // What the relay of the example's address adds.
        headers: { ...header, 'content-type': 'application/json', authorization },
        body,
      });
      return { status: answer.status, body: answer.body, header: answer.headers };
    },
  });
  host.launch();
  await host.clock.advance(3000);
  host.hide();
  await host.clock.advance(4000);
  expect(receiver.received('behavior')).toMatchObject([
    {
      head: { uid: 'U1', openid: 'O1', device_type: 2 },
      record: { operate_id: 11000, channel: 2, page_id: 1, duration: 3 },
    },
  ]);
  expect([...host.errors, ...host.logs]).toEqual([]);
  rmSync(folder, { recursive: true });
});

for (const [page, outcome] of [
  ['"page_id":1', 'passes'],
  ['"page_id":2', 'fails for another page'],
] as const) {
  test(`the test of an app ${outcome}`, async () => {
    const folder = await appFolder();
    const code = snippet('## Testing');
    expect(code.match(/^ .*|^test.*/gm)?.length).toBeLessThanOrEqual(10);
    writeFileSync(join(folder, 'app.test.mjs'), code.replace('"page_id":1', page));
    const { status } = spawnSync(process.execPath, ['--test'], { cwd: folder });
    expect(status).toBe(outcome === 'passes' ? 0 : 1);
    rmSync(folder, { recursive: true });
  });
}

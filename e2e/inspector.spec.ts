import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright/test';
import { count, disk, expect, expectTally, flush, names, received, requested } from './fixtures';
import { inspectPage, test, type Inspected, type Inspector } from './inspected';
import { typeErrors } from './inspectorTypes';
import { bundle } from './readme/bundle';

const require = createRequire(import.meta.url);

/** One event for each endpoint, with what a shell, a URL and an HTML page would stumble over. */
const HARD = `it's "a" $(b) \`c\` \\d [1-3] {e,f} 中文 😀 <img src=x onerror=hacked=1> %41&=?#\n../..`;
const say = (page: Page, text = HARD): Promise<void> =>
  page.evaluate((text) => {
    const { tracker } = window;
    tracker.track('custom', { id: 'an_event', params: { text } });
    tracker.track('game_enter', { game_id: 12, game_v: text });
    tracker.track('qr_show', { code: text, duration: 3 });
    tracker.track('page_leave', { page_id: 7, duration: 2 });
    tracker.track('vote', { action: 'join', id: text, gid: 1, target_id: 't', uid: 2 });
  }, text);

/** Opens the page with its inspector, says one event for each endpoint, and sends what may go. */
async function sayAll(page: Page, url: string, inspected?: Inspected): Promise<void> {
  await page.goto(url);
  await inspectPage(page, inspected);
  await say(page);
  await flush(page);
}

/** What stands beside a term of an open entry. */
const valueOf = async (entry: Locator, term: string): Promise<string> =>
  (await entry
    .locator('dt', { hasText: new RegExp(`^${term}$`) })
    .locator('xpath=following-sibling::dd[1]')
    .textContent()) ?? '';

const ALL = { mta: 1, pushData: 1, mediaEvent: 1, behavior: 1, oper: 1 };

test('records appear by endpoint, with their wire form and what became of them', async ({
  page,
  url,
  server: { receiver },
  inspector,
}) => {
  await page.goto(url);
  await inspectPage(page);
  await say(page, 'plain');
  await expect(inspector.list('Records').getByRole('listitem')).toHaveCount(5);
  await flush(page);
  const entry = await inspector.entry('Records', 'page_leave');
  await expect(entry).toContainText('page_leave behavior accepted');
  const [item] = await received(receiver, 'behavior', 1);
  expect(JSON.parse((await entry.getByLabel('Wire form').textContent()) ?? '')).toEqual(
    item?.record,
  );
  const line = page.getByRole('row').filter({ hasText: 'behavior' });
  await expect(line.getByRole('cell')).toHaveText(['1', '0', '1', '0', '0']);

  await page.getByRole('button', { name: 'behavior', exact: true }).click();
  await expect(inspector.list('Records').getByRole('listitem')).toHaveCount(1);
  await expect(entry).toBeVisible();
});

test('a drop says its reason, and what was said', async ({ page, url, inspector }) => {
  await page.goto(url);
  await inspectPage(page);
  await page.evaluate(() => {
    window.tracker.track('page_leave', { duration: 3 } as never);
    window.tracker.track('nobodys_kind', { some: 'prop' });
  });
  await inspector.tab('Dropped');
  const drops = inspector.list('Drops').getByRole('listitem');
  await expect(drops.filter({ hasText: 'page_leave' })).toContainText(
    /behavior invalid.*without page_id.*duration: 3/,
  );
  await expect(drops.filter({ hasText: 'nobodys_kind' })).toContainText(
    /no endpoint unknown-kind.*some: prop/,
  );
});

test('what the server refuses is told with its answer, and as a drop', async ({
  page,
  url,
  server: { receiver },
  inspector,
}) => {
  await page.goto(url);
  await inspectPage(page, { only: ['behavior'] });
  await page.evaluate(() => window.tracker.track('page_leave', { page_id: 1, duration: 1 }));
  await flush(page);
  receiver.fail('behavior', { status: 400, body: 'not this one' });
  await page.evaluate(() => window.tracker.track('page_leave', { page_id: 2, duration: 1 }));
  await flush(page);
  await inspector.tab('Requests');
  const entry = await inspector.entry('Requests', 'behavior');
  await expect(entry).toContainText('400, drop');
  await expect(entry.getByLabel('Answer')).toContainText('not this one');
  await inspector.tab('Dropped');
  await expect(inspector.list('Drops')).toContainText(
    /page_leave behavior rejected.*400 not this one/,
  );
});

test('a lane that is held says until when, and why', async ({
  page,
  url,
  server: { receiver },
  inspector,
}) => {
  receiver.fail('behavior', { status: 503, retryAfter: 600 });
  await sayAll(page, url, { only: ['behavior', 'mta'] });
  await inspector.tab('Waiting');
  const state = JSON.parse((await disk(page))['tracelet/lane/behavior'] ?? '') as {
    availableAt: number;
  };
  const time = new Date(state.availableAt).toTimeString().slice(0, 8);
  const lane = inspector.list('Waiting').getByRole('listitem').filter({ hasText: 'behavior' });
  await expect(lane).toContainText('1 record waiting held');
  await expect(lane).toContainText(`Held until ${time}, in `);
  await expect(lane).toContainText('retry: 503');
  await expect(lane).toContainText('1 record: 1 attempt, goes when its endpoint is asked again');
  await expect(inspector.list('Waiting')).toContainText('mta 0 records waiting open');
});

test('what an earlier page has left is there from the start', async ({
  page,
  url,
  server: { receiver },
  inspector,
}) => {
  receiver.fail('behavior', { status: 503, retryAfter: 600 });
  await sayAll(page, url, { only: ['behavior'] });
  await page.reload();
  await inspectPage(page, { only: ['behavior'] });
  await inspector.tab('Waiting');
  await expect(inspector.list('Waiting')).toContainText('behavior 1 record waiting held');
  await expect(inspector.list('Waiting')).toContainText('Held until');
});

test.describe('the check of the configuration', () => {
  test('finds what keeps events from arriving', async ({ page, server, inspector }) => {
    await page.route('https://app.test/**', async (route) => {
      const { pathname } = new URL(route.request().url());
      await route.fulfill({ response: await route.fetch({ url: server.url + pathname }) });
    });
    await page.goto('https://app.test/e2e/inspected.html');
    await page.evaluate(() => {
      const { mta, pushData, pageViews } = window.tracelet;
      const endpoints = [
        mta({ url: 'http://pingma.qq.com/mstat/submit', appKey: 'k', cui: 'c' }),
        pushData({ url: '/relay/push', appId: 1, session: 's' }),
      ];
      const plugins = [pageViews({ pages: { '/other': { page_id: 1 } } })];
      window.traceletInspector.inspect(undefined, { endpoints, plugins });
    });
    await inspector.tab('Check');
    const wrong = inspector
      .list('Findings')
      .getByRole('listitem')
      .filter({ hasText: /^wrong/ });
    await expect(wrong).toHaveText([
      /mta: http:\/\/pingma\.qq\.com is http/,
      /pushData: give exactly one of signKey and sign/,
      /pageViews: no page is mapped to \/e2e\/inspected\.html/,
    ]);
  });

  test('says what is fine, what a page should not hold, and what was warned about', async ({
    page,
    url,
    inspector,
  }) => {
    await page.goto(url);
    const pages = { '/e2e/inspected.html': { page_id: 9 } };
    await inspectPage(page, { only: ['behavior', 'mta'], to: 'direct', pages });
    await page.evaluate(() =>
      window.tracker.track('page_leave', { page_id: 1, pos_id: 'x', duration: 1 } as never),
    );
    await flush(page);
    await inspector.tab('Check');
    const findings = inspector.list('Findings');
    await expect(findings).toContainText('mta: this origin, nothing to complain of');
    await expect(findings).toContainText('pageViews: this page is {"page_id":9');
    await expect(findings).toContainText('behavior: this page holds a token');
    await expect(inspector.list('Warnings')).toContainText(
      'behavior "page_leave" sent without a valid pos_id',
    );
  });
});

/** Time and chance stand still, so that two pages make the same requests. */
async function freeze(page: Page): Promise<void> {
  await page.clock.setFixedTime(1_800_000_000_000);
  await page.addInitScript(() => {
    let last = 1;
    crypto.getRandomValues = ((bytes: Uint8Array) =>
      bytes.map((_, i) => (bytes[i] = last = (last * 75 + 74) % 65537))) as never;
  });
}

interface Sent {
  method: string;
  url: string;
  headers: string;
  body: string;
}

/** Each request of the dry run, as it is shown. */
async function shown(inspector: Inspector): Promise<Record<string, Sent>> {
  const all: Record<string, Sent> = {};
  for (const name of names) {
    const entry = await inspector.entry('Requests', name);
    const body = entry.getByLabel('Body', { exact: true });
    all[name] = {
      method: await valueOf(entry, 'Method'),
      url: await valueOf(entry, 'URL'),
      headers: await valueOf(entry, 'Headers'),
      body: (await body.count()) ? ((await body.textContent()) ?? '') : '',
    };
  }
  return all;
}

for (const to of ['direct', 'relay'] as const) {
  test(`a dry run sends nothing, and shows byte for byte what ${to} mode sends`, async ({
    page,
    url,
    server,
    inspector,
  }) => {
    const { receiver } = server;
    await freeze(page);
    await page.goto(url);
    await inspectPage(page, { to, isDry: true });
    await expect(inspector.panel).toContainText('Dry run: nothing is sent');
    await say(page);
    await flush(page);
    await inspector.tab('Requests');
    await expect(inspector.list('Requests').getByRole('listitem')).toHaveCount(5);
    await page.getByLabel('Show and copy Authorization').first().check();
    const promised = await shown(inspector);
    for (const name of names) expect(receiver.requests(name)).toEqual([]);
    expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);

    await sayAll(page, url, { to });
    for (const name of names) {
      const [request] = await requested(receiver, name, 1);
      const { method, query, body } = request!;
      const { path, headers } = request!.relayed ?? request!;
      const { 'content-type': type, authorization } = headers;
      const told = [
        ...(type ? [`Content-Type: ${type}`] : []),
        ...(authorization ? [`Authorization: ${authorization}`] : []),
      ];
      expect(promised[name]).toEqual({
        method,
        url: `${server.url}${path}${query && `?${query}`}`,
        headers: told.join('\n') || 'none of its own',
        body,
      });
    }
    expectTally(receiver, ALL);
  });
}

/** What the clipboard holds once a request is copied. */
async function copied(page: Page, entry: Locator): Promise<string> {
  await entry.getByRole('button', { name: 'Copy as curl' }).click();
  await expect(entry.getByRole('button', { name: 'Copied' })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

test('a request that is copied as curl is accepted when a shell runs it', async ({
  page,
  url,
  context,
  server: { receiver },
  inspector,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await sayAll(page, url, { to: 'direct', isDry: true });
  await inspector.tab('Requests');
  await page.getByLabel('Show and copy Authorization').first().check();
  for (const name of names) {
    const command = await copied(page, await inspector.entry('Requests', name));
    await promisify(execFile)('sh', ['-c', `${command} --silent --show-error --fail`]);
  }
  expectTally(receiver, ALL);
  expect(receiver.received('mta')[0]?.record.kv.text).toBe(HARD);
  expect(receiver.received('mediaEvent')[0]?.record.code).toBe(HARD);
  expect(receiver.received('pushData')[0]?.record.game_v).toBe(HARD);
});

test('a token is neither shown nor copied until somebody asks for it', async ({
  page,
  url,
  context,
  server: { receiver },
  inspector,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await sayAll(page, url, { to: 'direct', only: ['behavior'] });
  await inspector.tab('Requests');
  const entry = await inspector.entry('Requests', 'behavior');
  await expect(entry).toContainText('Authorization: ***');
  expect(await copied(page, entry)).toContain("-H 'Authorization: ***'");
  const token = receiver.issue('behavior');
  await expect(inspector.panel).not.toContainText(token);
  await page.getByLabel('Show and copy Authorization').first().check();
  await expect(entry).toContainText(`Authorization: ${token}`);
});

test('an event is tried, and goes nowhere', async ({ page, url, server, inspector }) => {
  await page.goto(url);
  await inspectPage(page, { only: ['behavior', 'pushData'] });
  const view = await inspector.tab('Dry run');
  await view.getByLabel('Example').selectOption('page_leave');
  await view.getByLabel('Props').fill('{"page_id": 77, "duration": 4}');
  await view.getByRole('button', { name: 'Show the requests' }).click();
  await expect(view.getByRole('status')).toHaveText('1 request. Nothing was sent.');
  await expect(view.getByLabel('Body', { exact: true })).toContainText('"page_id":77');

  await view.getByLabel('Event').fill('nothing_known');
  await view.getByRole('button', { name: 'Show the requests' }).click();
  await expect(view.getByRole('status')).toHaveText('0 requests. Nothing was sent.');
  await expect(inspector.list('Requests of the dry run')).toContainText('unknown-kind');

  await view.getByLabel('Props').fill('{');
  await view.getByRole('button', { name: 'Show the requests' }).click();
  await expect(view.getByRole('status')).toHaveText('The props are no JSON object.');
  for (const name of names) expect(server.receiver.requests(name)).toEqual([]);
  expect(await page.evaluate(() => window.tracker.stats().recorded)).toBe(0);
});

test('a policy that lets in no inline style and no text as code is kept', async ({
  page,
  url,
  inspector,
}) => {
  await page.route(url, async (route) => {
    const response = await route.fetch();
    const policy =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
    await route.fulfill({
      response,
      headers: { ...response.headers(), 'content-security-policy': policy },
    });
  });
  await page.addInitScript(() => {
    window.violations = [];
    addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => {
      window.violations.push(`${violatedDirective} ${sample}`);
    });
  });
  await sayAll(page, url);
  for (const name of ['Records', 'Requests', 'Dropped', 'Waiting', 'Check', 'Dry run']) {
    await inspector.tab(name);
  }
  await page.getByRole('button', { name: 'Show the requests' }).click();
  await expect(page.getByText('Nothing was sent.')).toBeVisible();
  await inspector.tab('Requests');
  await inspector.entry('Requests', 'mta');
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  expect(await page.evaluate(() => window.violations)).toEqual([]);
  await expect(inspector.panel).toHaveCSS('position', 'fixed');
});

test('vConsole shows the same views in a tab', async ({ page, url, inspector }) => {
  await page.goto(url);
  await page.addScriptTag({ path: require.resolve('vconsole/dist/vconsole.min.js') });
  await page.evaluate(() => {
    const { mta } = window.endpoints.relay;
    const options = { endpoints: [mta()] };
    window.tracker = window.tracelet.createTracker(options);
    const { VConsole } = window as unknown as {
      VConsole: {
        new (): { addPlugin(plugin: unknown): void; destroy(): void };
        VConsolePlugin: never;
      };
    };
    const vConsole = new VConsole();
    vConsole.addPlugin(window.traceletInspector.vConsolePlugin(VConsole, window.tracker, options));
    window.stop = () => vConsole.destroy();
  });
  await page.locator('.vc-switch').click();
  await page.locator('.vc-tab', { hasText: 'tracelet' }).click();
  await say(page);
  await expect(inspector.list('Records')).toContainText('custom mta');
  await flush(page);
  await expect(inspector.list('Records')).toContainText('custom mta accepted');
  await inspector.tab('Requests');
  await expect(inspector.list('Requests')).toContainText('accepted, 200');
  await page.evaluate(() => window.stop());
  await expect(page.locator('tracelet-inspector')).toHaveCount(0);
});

test('what a hostile page says is shown as text, and hurts nothing', async ({
  page,
  url,
  server: { receiver },
  inspector,
}) => {
  await page.goto(url);
  await inspectPage(page, { only: ['mta'], more: { limits: { bytes: 50_000 } } });
  const html = '<img src="/x" onerror="window.hacked = 1"><script>window.hacked = 1</script>';
  await page.evaluate((html) => {
    const track = window.tracker.track as (kind: unknown, props: unknown) => void;
    const circle: Record<string, unknown> = {};
    circle['circle'] = circle;
    track('custom', { id: html, params: { [html]: html } });
    track(html, { [html]: html });
    track('custom', { id: 'circle', params: circle });
    track('custom', { id: 'large', params: { text: 'x'.repeat(40_000) } });
    track('custom', { id: 'huge', params: { text: 'y'.repeat(2_000_000) } });
    track('custom', { id: 'many', params: Object.fromEntries(Array(3000).entries()) });
    track(
      {
        toString: () => {
          throw new Error('kind');
        },
      },
      {
        get x() {
          throw new Error('props');
        },
      },
    );
    track('custom', { id: 'last' });
  }, html);
  await flush(page);
  await received(receiver, 'mta', 4);
  const records = inspector.list('Records').getByRole('listitem');
  // From then on none comes in between.
  await expect(records.filter({ hasText: 'accepted' })).toHaveCount(4);
  for (const record of await records.all()) {
    if (!(await record.getByLabel('Wire form').isVisible()))
      await record.locator('summary').click();
  }
  await expect(inspector.list('Records')).toContainText('onerror=');
  await expect(inspector.list('Records')).toContainText('more characters');
  await inspector.tab('Dropped');
  const drops = inspector.list('Drops').getByRole('listitem');
  await expect(drops.filter({ hasText: 'circular' })).toContainText('custom mta invalid');
  await expect(drops.filter({ hasText: 'too-large' })).toContainText('id: huge');
  await expect(drops.filter({ hasText: html }).first()).toContainText('unknown-kind');
  for (const tab of ['Requests', 'Waiting', 'Check', 'Dry run']) await inspector.tab(tab);
  expect(
    await page.evaluate(() => {
      const { shadowRoot } = document.querySelector('tracelet-inspector') as Element;
      return [Reflect.get(window, 'hacked'), shadowRoot?.querySelectorAll('img, script').length];
    }),
  ).toEqual([undefined, 0]);
});

test('a page that breaks the inspector still tracks, and hears of nothing', async ({
  page,
  url,
  server: { receiver },
}) => {
  await page.goto(url);
  await inspectPage(page, { only: ['behavior'] });
  const cdp = await page.context().newCDPSession(page);
  // Past Playwright, whose own code needs what is broken here.
  await cdp.send('Runtime.evaluate', {
    expression: `{
      for (const [object, name] of [[document, 'createElement'], [Node.prototype, 'insertBefore'],
        [Element.prototype, 'setAttribute'], [Element.prototype, 'remove']]) {
        object[name] = () => { throw new Error('broken ' + name); };
      }
      addEventListener('unhandledrejection', () => tracker.track('page_leave', { page_id: 999, duration: 1 }));
      for (let i = 1; i <= 3; i++) tracker.track('page_leave', { page_id: i, duration: 1 });
    }`,
  });
  const items = await received(receiver, 'behavior', 3);
  expect(items.map(({ record }) => record.page_id)).toEqual([1, 2, 3]);
});

test('the page hears nothing of what is typed and clicked in it', async ({
  page,
  url,
  inspector,
}) => {
  await page.goto(url);
  await inspectPage(page);
  await page.evaluate(() => {
    window.violations = [];
    for (const type of ['keydown', 'click', 'pointerdown', 'input']) {
      document.addEventListener(type, () => window.violations.push(type));
    }
  });
  const view = await inspector.tab('Dry run');
  await view.getByLabel('Event').fill('');
  await view.getByLabel('Event').pressSequentially('abc');
  expect(await page.evaluate(() => window.violations)).toEqual([]);
  await page.getByRole('heading').first().click();
  expect(await page.evaluate(() => window.violations)).toEqual(['pointerdown', 'click']);
});

test('by keyboard: arrows change the view, Escape shrinks it, and it opens again', async ({
  page,
  url,
  inspector,
}) => {
  await page.goto(url);
  await inspectPage(page);
  await page.getByRole('tab', { name: 'Records' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Requests' })).toBeFocused();
  await expect(page.getByRole('tabpanel', { name: 'Requests' })).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.getByRole('tab', { name: 'Dry run' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(inspector.panel).toBeHidden();
  await expect(page.getByRole('button', { name: 'Open the inspector' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tabpanel', { name: 'Dry run' })).toBeVisible();
});

test('closing it removes everything and puts back what it heard warnings by', async ({
  page,
  url,
  inspector,
}) => {
  await page.goto(url);
  await page.evaluate(() => Object.assign(window, { warn: console.warn }));
  await inspectPage(page);
  await expect(inspector.panel).toBeVisible();
  expect(await page.evaluate(() => console.warn === Reflect.get(window, 'warn'))).toBe(false);
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.locator('tracelet-inspector')).toHaveCount(0);
  expect(await page.evaluate(() => console.warn === Reflect.get(window, 'warn'))).toBe(true);
  await page.evaluate(() => window.stop());
  // A second one takes the place of the first.
  await page.evaluate(() => {
    const { inspect } = window.traceletInspector;
    inspect(window.tracker, window.options);
    inspect(window.tracker, window.options);
  });
  await expect(page.locator('tracelet-inspector')).toHaveCount(1);
});

test('a page that tracks without end keeps the last few hundred', async ({
  page,
  url,
  server: { receiver },
  inspector,
}) => {
  await page.goto(url);
  await inspectPage(page, { only: ['mta'] });
  await page.evaluate(() => {
    for (let i = 0; i < 1000; i++) window.tracker.track('custom', { id: `event-${i}` });
  });
  await flush(page);
  await received(receiver, 'mta', 1000);
  // Drawn at once, and not with those of the batch before for a moment more.
  await inspector.tab('Requests');
  await inspector.tab('Records');
  const items = inspector.list('Records').getByRole('listitem');
  await expect(items).toHaveCount(300);
  // All of them, so that nothing is drawn anew under the click.
  await expect(items.filter({ hasText: 'accepted' })).toHaveCount(300);
  await inspector.entry('Records', 'custom');
  await expect(inspector.list('Records').getByLabel('Wire form')).toContainText('event-999');
});

test.describe('what the documents say', () => {
  const text = readFileSync(new URL('../docs/inspector.md', import.meta.url), 'utf8');
  const [npm = '', html = '', vConsole = '', dry = ''] = [
    ...text.matchAll(/```\w+\n([\s\S]*?)```/g),
  ].map(([, code]) => code);
  const serve = async (page: Page, body: string, script = ''): Promise<void> => {
    await page.route('**/documented.html*', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html><body>${body}` }),
    );
    await page.route('**/documented.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: script }),
    );
  };
  const module = '<script type="module" src="/documented.js"></script>';

  test('compiles', () => {
    expect(typeErrors(npm)).toEqual([]);
    expect(typeErrors(npm + vConsole)).toEqual([]);
    expect(typeErrors(npm + dry)).toEqual([]);
  });

  for (const [way, body, script] of [
    ['from npm', module, npm],
    ['by a script tag', html, ''],
    [
      'by a script tag that starts by itself',
      `<script src="/dist/tracelet.min.js" data-endpoints='{"behavior":{"url":"/relay/behavior","head":{"uid":"U1","openid":"O1"}}}'></script>
       <script src="/dist/tracelet-inspector.min.js"></script>`,
      '',
    ],
  ] as const) {
    test(`opens it ${way}, when the address asks for it`, async ({ page, server, inspector }) => {
      await serve(page, body, script && (await bundle(script)));
      await page.goto(`${server.url}/documented.html`, { waitUntil: 'load' });
      await expect(inspector.panel).toHaveCount(0);
      await page.goto(`${server.url}/documented.html?tracelet=inspect`);
      await inspector.tab('Check');
      await expect(inspector.list('Findings')).toContainText('behavior: this origin');
    });
  }

  test('makes a dry run', async ({ page, server, inspector }) => {
    await serve(page, module, await bundle(npm + dry));
    await page.goto(`${server.url}/documented.html`);
    await inspector.tab('Requests');
    const entry = await inspector.entry('Requests', 'behavior');
    await expect(entry).toContainText('not sent');
    await expect(entry).toContainText('"duration":30');
    // The snippet's real tracker beside it says that the page was seen.
    await received(server.receiver, 'behavior', 1);
    expectTally(server.receiver, { behavior: 1 });
  });
});

test('the demo opens it when its address asks for it', async ({ page, server, inspector }) => {
  await page.goto(`${server.url}/?tracelet=inspect`);
  await expect(inspector.list('Records')).toContainText('launch pushData');
  await inspector.tab('Check');
  await expect(inspector.list('Findings')).toContainText('pageViews: this page is {"page_id":1');
});

const VIEWS = ['Records', 'Requests', 'Dropped', 'Waiting', 'Check', 'Dry run'];

for (const [width, height] of [
  [390, 844],
  [1280, 800],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`it is accessible and to be looked at, ${colorScheme}, ${width} × ${height}`, async ({
      page,
      url,
      server: { receiver },
      inspector,
    }, info) => {
      test.slow(); // axe reads six views
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.goto(url);
      await page.addScriptTag({ path: require.resolve('axe-core/axe.min.js') });
      await inspectPage(page, { pages: { '/other': { page_id: 1 } } });
      receiver.fail('behavior', { status: 503, retryAfter: 600, body: 'Service Unavailable' });
      for (const n of count(3)) await say(page, `v${n}`);
      await page.evaluate(() => {
        window.tracker.track('page_leave', { duration: 3 } as never);
        window.tracker.track('nobodys_kind', { some: 'prop' });
      });
      await flush(page);
      for (const name of VIEWS) {
        const view = await inspector.tab(name);
        if (name === 'Requests') await inspector.entry('Requests', 'behavior');
        if (name === 'Records') await inspector.entry('Records', 'qr_show');
        if (name === 'Check') await expect(view).toContainText('pageViews');
        if (name === 'Waiting') await expect(view).toContainText('Held until');
        if (name === 'Dry run') {
          await view.getByRole('button', { name: 'Show the requests' }).click();
          await expect(view.getByRole('status')).toContainText('1 request.');
        }
        const file = `${name}-${width}-${colorScheme}.png`;
        const path = info.outputPath(file);
        await page.screenshot({ path });
        await info.attach(file, { path, contentType: 'image/png' });
        const found = await page.evaluate(async () => {
          const { axe } = window as unknown as { axe: typeof import('axe-core') };
          const { violations } = await axe.run(document.querySelector('tracelet-inspector')!);
          return violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`,
          );
        });
        expect(found, name).toEqual([]);
      }
    });
  }
}

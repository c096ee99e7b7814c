import type { Page } from 'playwright/test';
import { expect, expectTally, flush, received, start, until, visit, type Name } from './fixtures';
import { test } from './trouble';

const elsewhere = (server: { url: string }) => `${server.url}/e2e/elsewhere.html`;

/** `track()` without its types, as an application in plain JavaScript has it. */
const leavePage = (page: Page, ...pages: number[]): Promise<void> =>
  page.evaluate((pages) => {
    for (const page_id of pages) window.tracker.track('page_leave', { page_id, duration: 1 });
  }, pages);

const stats = (page: Page) => page.evaluate(() => window.tracker.stats());
const warnings = (page: Page) => page.evaluate(() => window.warnings);

test('without IndexedDB events are delivered from memory, counted, and it is said once', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  const consoleWarnings: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') consoleWarnings.push(message.text());
  });
  await visit(page, blank, { only: ['behavior'] });
  await leavePage(page, 1, 2);
  expect(await flush(page)).toEqual({ accepted: 2, waiting: 0, dropped: 0 });
  expect(await stats(page)).toMatchObject({ recorded: 2, accepted: 2, waiting: 0 });
  expectTally(receiver, { behavior: 2 });
  // Where the host wants to hear of trouble, and nowhere else.
  expect(await warnings(page)).toEqual([expect.stringContaining('memory')]);
  expect(consoleWarnings).toEqual([]);
});

test('without IndexedDB a page that leaves still hands over what it has', async ({
  page,
  blank,
  server,
}) => {
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  await visit(page, blank, { only: ['behavior'] });
  await leavePage(page, 1, 2);
  await page.goto(elsewhere(server));
  await received(server.receiver, 'behavior', 2);
  expectTally(server.receiver, { behavior: 2 });
});

test('without sendBeacon a page that leaves delivers by fetch', async ({ page, blank, server }) => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'sendBeacon', { value: undefined }),
  );
  await visit(page, blank, { only: ['behavior'] });
  await flush(page); // the disk is open
  await leavePage(page, 1, 2, 3);
  await page.goto(elsewhere(server));
  await received(server.receiver, 'behavior', 3);
  await visit(page, blank, { only: ['behavior'] });
  expect(await flush(page)).toEqual({ accepted: 0, waiting: 0, dropped: 0 });
  expect(await stats(page)).toMatchObject({ recorded: 3, handedOver: 3 });
  expectTally(server.receiver, { behavior: 3 });
});

const throwFromFetch = (): void => {
  window.fetch = () => {
    throw new Error('patched');
  };
};

for (const [how, breakFetch] of Object.entries({
  throws: throwFromFetch,
  'is missing': () => Object.defineProperty(window, 'fetch', { value: undefined }),
  'answers nonsense': () => {
    window.fetch = () => Promise.resolve(undefined as never);
  },
  'answers no promise': () => {
    window.fetch = () => 'later' as never;
  },
})) {
  test(`a fetch that ${how} before the library loads: events wait on disk for a visit that can send`, async ({
    page,
    blank,
    server,
  }) => {
    await page.addInitScript(`if (location.search) (${String(breakFetch)})()`);
    await visit(page, `${blank}?broken`, { only: ['behavior'] });
    await leavePage(page, 1, 2);
    expect(await flush(page)).toEqual({ accepted: 0, waiting: 2, dropped: 0 });
    await page.goto(elsewhere(server));
    expect(server.receiver.tally().behavior.requests).toBe(0);

    await page.clock.install({ time: Date.now() + 3600_000 });
    await visit(page, blank, { only: ['behavior'] });
    expect(await flush(page)).toEqual({ accepted: 2, waiting: 0, dropped: 0 });
    expectTally(server.receiver, { behavior: 2 });
  });
}

test('a fetch that is patched after the library has loaded changes nothing', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await page.goto(blank);
  await page.evaluate(throwFromFetch);
  await start(page, { only: ['behavior'] });
  await leavePage(page, 1, 2);
  expect(await flush(page)).toEqual({ accepted: 2, waiting: 0, dropped: 0 });
  expectTally(receiver, { behavior: 2 });
});

test('a fetch that is patched after the tracker was made changes nothing', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await visit(page, blank, { only: ['behavior'] });
  await page.evaluate(throwFromFetch);
  await leavePage(page, 1, 2);
  expect(await flush(page)).toEqual({ accepted: 2, waiting: 0, dropped: 0 });
  expectTally(receiver, { behavior: 2 });
});

test("a page that may connect to nothing: events wait on disk, and the console holds the browser's own words", async ({
  page,
  blank,
  server,
  trouble,
}) => {
  await page.route(`${blank}?strict`, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-security-policy': "connect-src 'none'" };
    await route.fulfill({ response, headers });
  });
  await visit(page, `${blank}?strict`, { only: ['behavior'] });
  await leavePage(page, 1, 2);
  expect(await flush(page)).toEqual({ accepted: 0, waiting: 2, dropped: 0 });
  await page.goto(elsewhere(server));
  expect(server.receiver.tally().behavior.requests).toBe(0);
  for (const line of trouble) expect(line).toContain('Content Security Policy');
  expect(trouble).not.toEqual([]);
  trouble.length = 0;

  await page.clock.install({ time: Date.now() + 3600_000 });
  await visit(page, blank, { only: ['behavior'] });
  expect(await flush(page)).toEqual({ accepted: 2, waiting: 0, dropped: 0 });
  expectTally(server.receiver, { behavior: 2 });
});

/** Each calls `track` once, in the page; what is counted of it then. */
const HOSTILE: Readonly<Record<string, [say: () => void, counts: object]>> = {
  'circular params': [
    () => {
      const params: Record<string, unknown> = {};
      params['self'] = params;
      window.tracker.track('custom', { id: 'a', params });
    },
    { dropped: { invalid: 1 } },
  ],
  'a getter that throws': [
    () =>
      window.tracker.track('page_leave', {
        get page_id(): number {
          throw new Error('no');
        },
        duration: 1,
      }),
    { dropped: { invalid: 1 } },
  ],
  'a BigInt': [
    () => window.tracker.track('custom', { id: 'a', params: { big: BigInt(1) } }),
    { dropped: { invalid: 1 } },
  ],
  'a toJSON that throws': [
    () => {
      const toJSON = (): never => {
        throw new Error('no');
      };
      window.tracker.track('custom', { id: 'a', params: { toJSON } });
    },
    { dropped: { invalid: 1 } },
  ],
  'symbols and functions, which JSON leaves out': [
    () => {
      const params = { symbol: Symbol('s'), run: () => 1, element: undefined };
      window.tracker.track('custom', { id: 'a', params });
    },
    { accepted: 3 },
  ],
  'an element, a window and a function': [
    () => window.tracker.track('custom', { id: document.body as never, params: window as never }),
    { dropped: { invalid: 1 } },
  ],
  'a text of 10 MB': [
    () => window.tracker.track('custom', { id: 'a', params: { text: 'x'.repeat(10 << 20) } }),
    { dropped: { 'too-large': 1 } },
  ],
  'a text of 10 MB that no endpoint reads': [
    () =>
      window.tracker.track('page_leave', {
        page_id: 9,
        duration: 1,
        text: 'x'.repeat(10 << 20),
      } as never),
    { accepted: 3 },
  ],
  'a text of 10 MB for a kind': [
    () => window.tracker.track('x'.repeat(10 << 20), {}),
    { dropped: { 'unknown-kind': 1 } },
  ],
};

for (const isOpen of [true, false]) {
  for (const [what, [say, counts]] of Object.entries(HOSTILE)) {
    const when = isOpen ? '' : ', before the disk is open';
    test(`${what}: nothing is thrown, it is counted, and no other event is harmed${when}`, async ({
      page,
      blank,
      server: { receiver },
    }) => {
      await page.goto(blank);
      await page.evaluate(sayAmong(say, isOpen));
      await until(receiver, 'both', () => [7, 8].every((id) => pagesIn(receiver).includes(id)));
      expect(await flush(page)).toMatchObject({ waiting: 0 });
      expect(await stats(page)).toMatchObject({ recorded: 3, accepted: 2, dropped: {}, ...counts });
      for (const name of ['behavior', 'mta'] as const) {
        expect(receiver.tally()[name]).toMatchObject({ doubled: 0, refused: {} });
      }
    });
  }
}

const pagesIn = (receiver: { received(name: Name): { record: { page_id?: number } }[] }) =>
  receiver.received('behavior').map(({ record }) => record.page_id);

/** The code that makes a tracker, and says it between two others; within one task nothing can be open. */
const sayAmong = (say: () => void, isOpen: boolean): string => `(async () => {
  const { behavior, mta } = window.endpoints.relay;
  window.tracker = window.tracelet.createTracker({
    endpoints: [behavior(), mta()],
    flush: { delay: 0 },
    onWarn: () => {},
  });
  ${isOpen ? 'await window.tracker.flush();' : ''}
  window.tracker.track('page_leave', { page_id: 7, duration: 1 });
  (${String(say)})();
  window.tracker.track('page_leave', { page_id: 8, duration: 1 });
})()`;

for (const isOpen of [true, false]) {
  test(`props that name __proto__ reach no prototype and no wire${isOpen ? '' : ', before the disk is open'}`, async ({
    page,
    blank,
    server: { receiver },
  }) => {
    await page.goto(blank);
    await page.evaluate(async (isOpen) => {
      const { behavior, mta } = window.endpoints.relay;
      const onWarn = (): void => undefined;
      window.tracker = window.tracelet.createTracker({ endpoints: [behavior(), mta()], onWarn });
      if (isOpen) await window.tracker.flush();
      const props = '{"page_id":1,"duration":1,"__proto__":{"pos_id":5,"polluted":1}}';
      window.tracker.track('page_leave', JSON.parse(props));
      window.tracker
        .with(JSON.parse('{"__proto__":{"polluted":1}}'))
        .track('page_leave', { page_id: 2, duration: 1 });
      const params = '{"a":1,"constructor":{"prototype":{"polluted":1}}}';
      window.tracker.track('custom', { id: 'a', params: JSON.parse(params) });
      window.tracker.track('__proto__', {});
    }, isOpen);
    await received(receiver, 'behavior', 2);
    const [item] = await received(receiver, 'mta', 1);
    await flush(page);
    expect(item?.record.kv).toEqual({ a: 1, constructor: { prototype: { polluted: 1 } } });
    expect(receiver.received('behavior').map(({ record }) => Object.keys(record).sort())).toEqual([
      ['channel', 'duration', 'event_time', 'operate_id', 'page_id'],
      ['channel', 'duration', 'event_time', 'operate_id', 'page_id'],
    ]);
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
    expect(await stats(page)).toMatchObject({ recorded: 4, dropped: { 'unknown-kind': 1 } });
    expectTally(receiver, { behavior: 2, mta: 1 });
  });
}

test('with() of props whose getter throws throws nothing, and binds what was bound before', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await visit(page, blank, { only: ['behavior'] });
  await page.evaluate(() => {
    const props = {
      get pos_id(): number {
        throw new Error('no');
      },
    };
    const tracker = window.tracker.with({ pos_id: 3 }).with(props);
    tracker.track('page_leave', { page_id: 1, duration: 1 });
  });
  expect(await flush(page)).toEqual({ accepted: 1, waiting: 0, dropped: 0 });
  expect(receiver.received('behavior')[0]?.record).toMatchObject({ page_id: 1, pos_id: 3 });
  expect(await warnings(page)).toEqual([expect.stringContaining('with()')]);
});

test('a head() that throws costs its own endpoint the event, and is told once', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await page.goto(blank);
  await page.evaluate(() => {
    const head = (): never => {
      throw new Error('not logged in');
    };
    window.warnings = [];
    window.tracker = window.tracelet.createTracker({
      endpoints: [window.endpoints.relay.behavior({ head }), window.endpoints.relay.mta()],
      onWarn: (message) => void window.warnings.push(message),
    });
    for (let i = 0; i < 3; i++) {
      window.tracker.track('page_leave', { page_id: 1, duration: 1 });
      window.tracker.track('custom', { id: `${i}` });
    }
  });
  expect(await flush(page)).toMatchObject({ waiting: 0 });
  await received(receiver, 'mta', 3);
  expect((await stats(page)).lanes['behavior']?.dropped).toEqual({ invalid: 3 });
  expect(await warnings(page)).toEqual([expect.stringContaining('not logged in')]);
  expectTally(receiver, { mta: 3 });
});

/** What a hook may do instead of its work; in the page. */
const HOOKS: Readonly<Record<string, () => unknown>> = {
  throws: () => {
    throw new Error('hook');
  },
  'throws nothing that can be printed': () => {
    throw Object.create(null);
  },
  rejects: () => Promise.reject(new Error('hook')),
  'rejects with what cannot be printed': async () => {
    throw Object.create(null);
  },
  'answers nothing': () => undefined,
  'is a thenable that throws': () => ({
    then() {
      throw new Error('hook');
    },
  }),
};

for (const [how, hook] of Object.entries(HOOKS)) {
  test(`a sign() that ${how}, also at the exit: events wait on disk for one that works`, async ({
    page,
    blank,
    server,
  }) => {
    const { receiver } = server;
    await page.goto(blank);
    await page.evaluate(`{
      const { pushData, behavior } = window.endpoints.relay;
      const session = 'known';
      window.warnings = [];
      window.tracker = window.tracelet.createTracker({
        endpoints: [pushData({ signKey: undefined, sign: ${String(hook)}, session }), behavior()],
        onWarn: (message) => void window.warnings.push(message),
      });
    }`);
    await page.evaluate(() => window.tracker.track('launch'));
    await leavePage(page, 1);
    expect(await flush(page)).toEqual({ accepted: 1, waiting: 1, dropped: 0 });
    expect(await warnings(page)).toEqual([expect.stringContaining('hook')]);
    // Fresh work, which the exit finds.
    await page.evaluate(() => window.tracker.track('load'));
    await leavePage(page, 2);
    await page.goto(elsewhere(server));
    await received(receiver, 'behavior', 2);
    expect(receiver.tally().pushData.requests).toBe(0);

    await page.clock.install({ time: Date.now() + 3600_000 });
    await visit(page, blank, { only: ['pushData'] });
    expect(await flush(page)).toEqual({ accepted: 2, waiting: 0, dropped: 0 });
    expectTally(receiver, { behavior: 2, pushData: 2 });
  });

  test(`a sign() that ${how} for the first time at the exit: nothing goes out, nothing is lost`, async ({
    page,
    blank,
    server,
  }) => {
    const { receiver } = server;
    await page.goto(blank);
    await page.evaluate(`{
      const session = 'known';
      window.tracker = window.tracelet.createTracker({
        endpoints: [window.endpoints.relay.pushData({
          signKey: undefined, sign: ${String(hook)}, session
        })],
      });
    }`);
    await flush(page); // the disk is open
    await page.evaluate(() => window.tracker.track('launch'));
    await page.goto(elsewhere(server));
    await visit(page, blank, { only: ['pushData'] });
    expect(receiver.tally().pushData.requests).toBe(0);
    expect(await flush(page)).toEqual({ accepted: 1, waiting: 0, dropped: 0 });
    expectTally(receiver, { pushData: 1 });
  });

  test(`a token() that ${how}, also at the exit: events wait on disk for one that works`, async ({
    page,
    blank,
    server,
  }) => {
    const { receiver } = server;
    await page.goto(blank);
    await page.evaluate(`{
      window.warnings = [];
      window.tracker = window.tracelet.createTracker({
        endpoints: [window.endpoints.direct().behavior({ token: ${String(hook)} })],
        onWarn: (message) => void window.warnings.push(message),
      });
    }`);
    await leavePage(page, 1);
    expect(await flush(page)).toEqual({ accepted: 0, waiting: 1, dropped: 0 });
    expect(await warnings(page)).toEqual([expect.stringContaining('hook')]);
    await leavePage(page, 2);
    await page.goto(elsewhere(server));

    await page.clock.install({ time: Date.now() + 3600_000 });
    await visit(page, blank, { to: '', only: ['behavior'] });
    expect(receiver.tally().behavior.requests).toBe(0);
    expect(await flush(page)).toEqual({ accepted: 2, waiting: 0, dropped: 0 });
    expectTally(receiver, { behavior: 2 });
  });
}

/** What a careless script of the page's leaves in the prototype of every object. */
const POLLUTIONS: Readonly<Record<string, () => void>> = {
  'a text': () => Object.assign(Object.prototype, { extra: 'polluted' }),
  'a function': () => Object.assign(Object.prototype, { extra: (value: unknown) => value }),
  'names of what fetch may be told': () =>
    Object.assign(Object.prototype, {
      headers: { polluted: '1' },
      signal: 'polluted',
      mode: 'polluted',
      credentials: 'polluted',
      integrity: 'polluted',
      duplex: 'polluted',
    }),
};

for (const [what, pollute] of Object.entries(POLLUTIONS)) {
  for (const isFirst of [true, false]) {
    test(`${what} in Object.prototype, from ${isFirst ? 'before the library loads' : 'after the tracker was made'}: what arrives is exact`, async ({
      page,
      blank,
      server: { receiver },
    }) => {
      await page.addInitScript(`if (location.search) (${String(pollute)})()`);
      await page.goto(`${blank}${isFirst ? '?polluted' : ''}`);
      // Playwright’s own words to the page go by JSON, too.
      await page.addScriptTag({
        content: `{
          const { behavior, mta, pushData, oper } = window.endpoints.relay;
          window.tracker = window.tracelet.createTracker({
            endpoints: [behavior(), mta(), pushData({ session: '${receiver.issue('pushData')}' }), oper()],
          });
          ${isFirst ? '' : `(${String(pollute)})();`}
          window.tracker.track('page_leave', { page_id: 1, duration: 2 });
          window.tracker.track('custom', { id: 'a', params: { b: [1, 'c'] } });
          window.tracker.track('launch');
          window.tracker.track('vote', { action: 'join', id: 'v', gid: 1, target_id: 't', uid: 2 });
        }`,
      });
      for (const name of ['behavior', 'mta', 'pushData', 'oper'] as const) {
        await received(receiver, name, 1);
      }
      const record = (name: Name): unknown => receiver.received(name)[0]?.record;
      const [event_time, ts] = [expect.any(Number), expect.any(Number)];
      expect(record('behavior')).toEqual({
        event_time,
        channel: 1,
        operate_id: 10000,
        page_id: 1,
        duration: 2,
      });
      expect(record('mta')).toEqual({
        ky: 'if8888mta',
        ts,
        et: 1000,
        cui: 'cui-1',
        ei: 'a',
        kv: { b: [1, 'c'] },
      });
      expect(record('pushData')).toEqual({ aid: 1000, app_id: 15154545, uid: 'device-1' });
      expect(record('oper')).toEqual({
        oper_id: '1504000120679',
        gid: 1,
        target_id: 't',
        uid: 2,
        ext1: 'v',
      });
      expectTally(receiver, { behavior: 1, mta: 1, pushData: 1, oper: 1 });
    });
  }
}

test.describe('where the Navigation API is absent', () => {
  test.beforeEach(async ({ page, blank }) => {
    await page.addInitScript(() =>
      Object.defineProperty(window, 'navigation', { value: undefined }),
    );
    await page.goto(blank);
  });

  const startViews = (page: Page): Promise<void> =>
    page.evaluate(() => {
      const { pageViews, dwell, createTracker } = window.tracelet;
      const pages = {
        '/e2e/blank.html': { page_id: 1 },
        '/a': { page_id: 2 },
        '/b': { page_id: 3 },
      };
      window.tracker = createTracker({
        endpoints: [window.endpoints.relay.behavior()],
        plugins: [pageViews({ pages }), dwell()],
      });
    });

  test('pushState, replaceState and going back are page visits', async ({ page, server }) => {
    const { receiver } = server;
    await startViews(page);
    await page.evaluate(async () => {
      history.pushState(null, '', '/a');
      history.replaceState(null, '', '/b');
      const isBack = new Promise((resolve) => addEventListener('popstate', resolve));
      history.back();
      await isBack;
    });
    await page.goto(elsewhere(server));
    const visits = await received(receiver, 'behavior', 4);
    expect(visits.map(({ record: { page_id, prev_id } }) => [page_id, prev_id])).toEqual([
      [1, undefined],
      [2, 1],
      [3, 2],
      [1, 3],
    ]);
    expectTally(receiver, { behavior: 4 });
  });

  for (const name of ['pushState', 'replaceState'] as const) {
    test(`${name} keeps its this, its arguments and what it returns`, async ({ page }) => {
      await page.evaluate((name) => {
        const native = history[name];
        // A router’s wrapper, which came first.
        history[name] = function (this: History, ...args: Parameters<History['pushState']>) {
          Object.assign(window, { got: [this === history, ...args] });
          native.apply(this, args);
          return 'the router’s';
        };
      }, name);
      await startViews(page);
      const [given, got] = await page.evaluate((name) => {
        const given: unknown = history[name]({ state: 1 }, 'title', '/a');
        return [given, Reflect.get(window, 'got') as unknown];
      }, name);
      expect(got).toEqual([true, { state: 1 }, 'title', '/a']);
      expect(given).toBe('the router’s');
    });

    test(`${name} throws as it would without us`, async ({ page, server }) => {
      await startViews(page);
      const errors = await page.evaluate((name) => {
        const call = (run: () => void): string => {
          try {
            run();
            return 'nothing';
          } catch (e) {
            return (e as Error).name;
          }
        };
        return [
          call(() => history[name](null, '', 'https://example.com/')),
          call(() => history[name](() => undefined, '')),
          call(() => history[name].call({} as History, null, '')),
        ];
      }, name);
      expect(errors).toEqual(['SecurityError', 'DataCloneError', 'TypeError']);
      await page.goto(elsewhere(server));
      await received(server.receiver, 'behavior', 1);
      expectTally(server.receiver, { behavior: 1 });
    });

    test(`stop() puts ${name} back`, async ({ page }) => {
      await page.evaluate((name) => Object.assign(window, { before: history[name] }), name);
      await startViews(page);
      const isBefore = (): Promise<boolean> =>
        page.evaluate((name) => history[name] === Reflect.get(window, 'before'), name);
      expect(await isBefore()).toBe(false);
      await page.evaluate(() => window.tracker.stop());
      expect(await isBefore()).toBe(true);
    });

    test(`a ${name} that was wrapped after us stays, and nothing is recorded after stop()`, async ({
      page,
      blank,
      server: { receiver },
    }) => {
      await startViews(page);
      await flush(page); // the disk is open
      const calls = await page.evaluate(async (name) => {
        const ours = history[name];
        let calls = 0;
        history[name] = function (this: History, ...args: Parameters<History['pushState']>) {
          calls++;
          ours.apply(this, args);
        };
        await window.tracker.stop();
        history[name](null, '', '/a');
        return [calls, location.pathname];
      }, name);
      expect(calls).toEqual([1, '/a']);
      // What stop() left on disk is the one visit that it ended.
      await visit(page, blank, { only: ['behavior'] });
      expect(await flush(page)).toEqual({ accepted: 1, waiting: 0, dropped: 0 });
      expectTally(receiver, { behavior: 1 });
    });
  }
});

test('with the Navigation API history is left as it is', async ({ page, blank }) => {
  await page.goto(blank);
  const isSame = await page.evaluate(() => {
    const { pushState, replaceState } = history;
    const { pageViews, createTracker } = window.tracelet;
    window.tracker = createTracker({
      endpoints: [window.endpoints.relay.behavior()],
      plugins: [pageViews({ pages: { '/': { page_id: 1 } } })],
      onWarn: () => undefined,
    });
    return history.pushState === pushState && history.replaceState === replaceState;
  });
  expect(isSame).toBe(true);
});

test('stop() in the task in which the tracker was made loses nothing', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await page.goto(blank);
  await page.evaluate(() => {
    window.tracker = window.tracelet.createTracker({
      endpoints: [window.endpoints.relay.behavior()],
    });
    window.tracker.track('page_leave', { page_id: 1, duration: 1 });
    return window.tracker.stop();
  });
  await visit(page, blank, { only: ['behavior'] });
  await flush(page);
  expectTally(receiver, { behavior: 1 });
});

test('stop() while requests are under way, and calls after it, throw nothing and warn of nothing', async ({
  page,
  blank,
  server: { receiver },
}) => {
  const consoleWarnings: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') consoleWarnings.push(message.text());
  });
  await visit(page, blank, { only: ['behavior'], flush: { delay: 0 } });
  await leavePage(page, 1);
  await page.evaluate(async () => {
    await Promise.all([window.tracker.stop(), window.tracker.stop()]);
    window.tracker.track('page_leave', { page_id: 2, duration: 1 });
    await window.tracker.flush();
    await window.tracker.stop();
  });
  expect(await warnings(page)).toEqual([]);
  expect(consoleWarnings).toEqual([]);
  // One visit later at most, and never the one that was said after stop().
  await visit(page, blank, { only: ['behavior'] });
  await flush(page);
  expectTally(receiver, { behavior: 1 });
});

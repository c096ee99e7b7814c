import type { Page } from 'playwright/test';
import {
  count,
  expect,
  expectTally,
  flush,
  keepStages,
  names,
  openStill,
  received,
  requested,
  stages,
  start,
  test,
  visit,
  type Name,
  type Receiver,
} from './fixtures';
import { numbersIn, trackTwentyInPage } from './twenty';

const trackTwenty = (page: Page, name: Name): Promise<void> =>
  page.evaluate(trackTwentyInPage, name);

/** The twenty arrived, each once. Order is not promised at an exit: each request goes its own way. */
function expectTwenty(receiver: Receiver, name: Name): void {
  expect(numbersIn(receiver, name)).toEqual(count(20));
  expectTally(receiver, { [name]: 20 });
}

/** What the page sent was a beacon: no header of its own, nothing that is worth a preflight. */
function expectBeacons(receiver: Receiver, name: Name): void {
  for (const { headers, relayed } of receiver.requests(name)) {
    const sent = (relayed?.headers ?? headers) as Record<string, string>;
    expect(sent['authorization']).toBeUndefined();
    expect(sent['sec-fetch-mode']).toBe('no-cors');
    expect(sent['content-type']).toBe(name === 'pushData' ? undefined : 'text/plain;charset=UTF-8');
  }
}

const elsewhere = (server: { url: string }) => `${server.url}/e2e/elsewhere.html`;

const leave: Record<string, (page: Page, to: string) => Promise<unknown>> = {
  'the page navigates away': (page, to) => page.goto(to),
  'the page goes to another origin': (page) => page.goto('about:blank'),
  'the page is reloaded': (page) => page.reload(),
  'the tab is closed': (page) => page.close(),
};

/**
 * The numbers of a page that leaves in its first milliseconds, before its database is open, may go
 * with its process: what it sent has arrived, and nothing is left that could come twice.
 */
function expectCounted(how: string, recorded: number, done: number): void {
  expect(done).toBe(recorded);
  const mayEnd = ['the tab is closed', 'the page goes to another origin'].indexOf(how) >= 0;
  expect(mayEnd ? [0, 20] : [20]).toContain(recorded);
}

for (const [how, go] of Object.entries(leave)) {
  for (const name of ['mta', 'pushData', 'mediaEvent', 'behavior'] as const) {
    test(`${name}: 20 events, and at once ${how}: all arrive by beacon, once`, async ({
      page,
      blank,
      server,
    }) => {
      const { receiver } = server;
      // The token is none of the page's business; pushData needs its session key, which a host has
      // at hand that has logged in.
      const more = name === 'pushData' ? { session: receiver.issue(name) } : {};
      await visit(page, blank, { only: [name], more });
      await keepStages(page, 'send');
      await trackTwenty(page, name);
      await go(page, elsewhere(server));
      await received(receiver, name, 20);
      expectTwenty(receiver, name);
      expectBeacons(receiver, name);

      const later = how === 'the tab is closed' ? await page.context().newPage() : page;
      await later.goto(elsewhere(server));
      const sent = await stages(later);
      expect(sent.map((stage) => stage.kind === 'send' && stage.urgency)).toEqual(
        sent.map(() => 'exit'),
      );
      expect(sent).toHaveLength(receiver.requests(name).length);

      // No visit finds any of it on disk.
      await visit(later, blank, { only: [name], more });
      expect(await flush(later)).toEqual({ accepted: 0, waiting: 0, dropped: 0 });
      const { recorded, handedOver } = await later.evaluate(() => window.tracker.stats());
      expectCounted(how, recorded, handedOver);
      expectTwenty(receiver, name);
    });
  }
}

// One record a request, so they are on their way as soon as they are tracked, and the page leaves in
// the midst of it. The one that is just being leased may stay on disk.
for (const [how, go] of Object.entries(leave)) {
  test(`oper: 20 events, and at once ${how}: all arrive, once`, async ({ page, blank, server }) => {
    const { receiver } = server;
    await visit(page, blank, { only: ['oper'] });
    await trackTwenty(page, 'oper');
    await go(page, elsewhere(server));
    await received(receiver, 'oper', 19);

    const later = how === 'the tab is closed' ? await page.context().newPage() : page;
    await later.clock.install({ time: Date.now() + 120_000 });
    await visit(later, blank, { only: ['oper'] });
    expect(await flush(later)).toMatchObject({ waiting: 0, dropped: 0 });
    expectTwenty(receiver, 'oper');
    const { recorded, accepted, handedOver } = await later.evaluate(() => window.tracker.stats());
    expectCounted(how, recorded, accepted + handedOver);
  });
}

test('pushData: the session hook is asked with the first event, so that an exit has its answer', async ({
  page,
  blank,
  server,
}) => {
  const { receiver } = server;
  await visit(page, blank, { only: ['pushData'], flush: { delay: 3600_000 } });
  await trackTwenty(page, 'pushData');
  // The page has it, and not the network alone.
  await page.waitForFunction(() => window.endpoints.answered.pushData === 1);
  await page.goto(elsewhere(server));
  await received(receiver, 'pushData', 20);
  expectTwenty(receiver, 'pushData');
});

test('flush() in a pagehide handler of the host: what goes out is off the disk', async ({
  page,
  blank,
  server,
}) => {
  const { receiver } = server;
  await page.goto(blank);
  // Before ours: its reading of the disk is under way when ours writes.
  await page.evaluate(() => addEventListener('pagehide', () => void window.tracker.flush()));
  await start(page, { only: ['behavior'] });
  await flush(page);
  await trackTwenty(page, 'behavior');
  await page.goto(elsewhere(server));
  await received(receiver, 'behavior', 20);

  await page.clock.install({ time: Date.now() + 120_000 });
  await visit(page, blank, { only: ['behavior'] });
  await flush(page);
  expectTwenty(receiver, 'behavior');
});

test('a page that leaves in the task in which the tracker was made delivers, too', async ({
  page,
  blank,
  server,
}) => {
  const { receiver } = server;
  await page.goto(blank);
  await page.evaluate((to) => {
    window.tracker = window.tracelet.createTracker({
      endpoints: [window.endpoints.relay.behavior()],
    });
    for (let i = 0; i < 20; i++) {
      window.tracker.track('page_leave', { page_id: 1, duration: i });
    }
    location.href = to;
  }, elsewhere(server));
  await received(receiver, 'behavior', 20);
  expectTwenty(receiver, 'behavior');
  await page.waitForURL(elsewhere(server));
  await visit(page, blank, { only: ['behavior'] });
  expect(await flush(page)).toEqual({ accepted: 0, waiting: 0, dropped: 0 });
  expectTwenty(receiver, 'behavior');
});

test("what the host's own pagehide handlers say goes along", async ({ page, blank, server }) => {
  const { receiver } = server;
  await page.goto(blank);
  const say = (from: number) =>
    page.evaluate((from) => {
      addEventListener('pagehide', () => {
        for (let i = from; i < from + 10; i++) {
          window.tracker.track('page_leave', { page_id: 1, duration: i });
        }
      });
    }, from);
  await say(0); // before ours
  await start(page, { only: ['behavior'] });
  await say(10); // and after
  await page.goto(elsewhere(server));
  await received(receiver, 'behavior', 20);
  expectTwenty(receiver, 'behavior');
});

test('a tab that is only hidden sends what it has and waits for the answers', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await visit(page, blank, { only: ['behavior'], flush: { delay: 3600_000 } });
  await flush(page);
  await keepStages(page, 'send');
  await trackTwenty(page, 'behavior');
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await received(receiver, 'behavior', 20);
  expectTwenty(receiver, 'behavior');
  expect(await stages(page)).toMatchObject([{ urgency: 'ordinary', taken: 20 }]);
  expect(await flush(page)).toMatchObject({ waiting: 0, dropped: 0 });
  expect(await page.evaluate(() => window.tracker.stats())).toMatchObject({ accepted: 20 });
});

test('a request that is under way when the page leaves is not sent again', async ({
  page,
  blank,
  server,
}) => {
  const { receiver } = server;
  receiver.fail('behavior', { slow: 1000, times: 1 });
  await visit(page, blank, { only: ['behavior'], flush: { delay: 0 } });
  await trackTwenty(page, 'behavior');
  await requested(receiver, 'behavior', 1);
  await page.goto(elsewhere(server));
  await page.clock.install({ time: Date.now() + 3600_000 });
  await visit(page, blank, { only: ['behavior'] });
  expect(await flush(page)).toEqual({ accepted: 0, waiting: 0, dropped: 0 });
  expectTwenty(receiver, 'behavior');
});

for (const to of ['the own origin', 'another origin'] as const) {
  test(`direct mode with Authorization to ${to}: ${
    to === 'the own origin' ? 'goes out at the exit' : 'stays on disk until the next visit'
  }`, async ({ page, blank, server }) => {
    const { receiver, vendorUrl } = server;
    const isOwn = to === 'the own origin';
    const options = { to: isOwn ? '' : vendorUrl, only: ['behavior'] } as const;
    await visit(page, blank, options);
    // The token is fetched with the first work; an exit has no time for it.
    await page.evaluate(() => window.tracker.track('page_leave', { page_id: 2 } as never));
    await flush(page);
    await keepStages(page, 'send');
    await trackTwenty(page, 'behavior');
    await page.goto(elsewhere(server));
    if (isOwn) await received(receiver, 'behavior', 21);
    expect(receiver.tally().behavior.requests).toBe(isOwn ? 2 : 1);
    expect((await stages(page)).length).toBe(isOwn ? 1 : 0);

    await visit(page, blank, options);
    const delivered = { accepted: isOwn ? 0 : 20, waiting: 0, dropped: 0 };
    expect(await flush(page)).toEqual(delivered);
    expect(numbersIn(receiver, 'behavior').filter(Number.isFinite)).toEqual(count(20));
    expectTally(receiver, { behavior: 21 });
  });
}

test('direct mode before the token is there: nothing goes out, the next visit delivers', async ({
  page,
  blank,
  server,
}) => {
  const { receiver } = server;
  await page.goto(blank);
  await page.evaluate(() => {
    const token = (): Promise<string> => new Promise(() => undefined);
    const endpoints = [window.endpoints.direct().behavior({ token })];
    window.tracker = window.tracelet.createTracker({ endpoints });
  });
  await trackTwenty(page, 'behavior');
  await page.goto(elsewhere(server));
  await visit(page, blank, { to: '', only: ['behavior'] });
  expect(receiver.tally().behavior.requests).toBe(0);
  expect(await flush(page)).toEqual({ accepted: 20, waiting: 0, dropped: 0 });
  expectTwenty(receiver, 'behavior');
});

test('a signature that takes a promise is not waited for: the next visit delivers', async ({
  page,
  blank,
  server,
}) => {
  const { receiver } = server;
  const begin = async (): Promise<void> => {
    await page.goto(blank);
    await page.evaluate(() => {
      const sign = (params: Readonly<Record<string, string>>): Promise<string> =>
        Promise.resolve(params['ts'] ?? '');
      window.tracker = window.tracelet.createTracker({
        endpoints: [window.endpoints.relay.pushData({ signKey: undefined, sign })],
      });
    });
  };
  await begin();
  await page.evaluate(() => window.tracker.flush());
  await trackTwenty(page, 'pushData');
  await page.goto(elsewhere(server));
  expect(receiver.tally().pushData.requests).toBe(0);
  await visit(page, blank, { only: ['pushData'] });
  expect(await flush(page)).toEqual({ accepted: 20, waiting: 0, dropped: 0 });
  expectTwenty(receiver, 'pushData');
});

test("exit: 'keep' hands nothing over, the next visit delivers", async ({
  page,
  blank,
  server,
}) => {
  const { receiver } = server;
  await visit(page, blank, { only: ['behavior'], more: { exit: 'keep' } });
  await trackTwenty(page, 'behavior');
  await page.goto(elsewhere(server));
  expect(receiver.tally().behavior.requests).toBe(0);
  await visit(page, blank, { only: ['behavior'], more: { exit: 'keep' } });
  expect(await flush(page)).toEqual({ accepted: 20, waiting: 0, dropped: 0 });
  expectTwenty(receiver, 'behavior');
});

for (const name of names) {
  test(`${name}: nothing is handed over while the endpoint answers 503; a visit when it is well delivers`, async ({
    page,
    blank,
    server,
  }) => {
    const { receiver } = server;
    receiver.fail(name, { status: 503, retryAfter: 60 });
    await visit(page, blank, { only: [name] });
    await trackTwenty(page, name);
    expect(await flush(page)).toEqual({ accepted: 0, waiting: 20, dropped: 0 });
    await keepStages(page, 'send');
    await page.goto(elsewhere(server));
    expect(await stages(page)).toEqual([]);
    expect(receiver.tally()[name].requests).toBe(1);

    // Still within the time that the server asked for.
    receiver.fail(name);
    await visit(page, blank, { only: [name] });
    expect(await flush(page)).toMatchObject({ accepted: 0, dropped: 0 });
    expect(receiver.tally()[name].requests).toBe(1);

    await page.clock.install({ time: Date.now() + 120_000 });
    await visit(page, blank, { only: [name] });
    expect(await flush(page)).toEqual({ accepted: 20, waiting: 0, dropped: 0 });
    expectTwenty(receiver, name);
  });
}

test('flush() says how many wait, also of those that an earlier visit left', async ({
  page,
  blank,
  server: { receiver },
}) => {
  receiver.fail('oper', { status: 503, retryAfter: 60 });
  for (let visits = 0; visits < 2; visits++) {
    await visit(page, blank, { only: ['oper'] });
    await trackTwenty(page, 'oper');
    await flush(page);
  }
  expect(await flush(page)).toEqual({ accepted: 0, waiting: 40, dropped: 0 });
  await page.reload();
  await start(page, { only: ['oper'] });
  expect(await flush(page)).toEqual({ accepted: 0, waiting: 40, dropped: 0 });
});

test('flush() counts what it did itself, not what earlier visits did', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await visit(page, blank, { only: ['behavior'] });
  await trackTwenty(page, 'behavior');
  expect(await flush(page)).toEqual({ accepted: 20, waiting: 0, dropped: 0 });
  await page.goto(blank);
  const first = await page.evaluate(() => {
    const endpoints = [window.endpoints.relay.behavior()];
    return window.tracelet.createTracker({ endpoints }).flush();
  });
  expect(first).toEqual({ accepted: 0, waiting: 0, dropped: 0 });
  expectTwenty(receiver, 'behavior');
});

test('nothing is handed over while the browser is offline', async ({ page, blank, server }) => {
  const { receiver } = server;
  await visit(page, blank, { only: ['behavior'] });
  await page.context().setOffline(true);
  await trackTwenty(page, 'behavior');
  await page.goto('about:blank');
  await page.context().setOffline(false);
  await visit(page, blank, { only: ['behavior'] });
  expect(await flush(page)).toEqual({ accepted: 20, waiting: 0, dropped: 0 });
  expectTwenty(receiver, 'behavior');
});

test('away and back, again and again, at any moment: each event arrives and is counted, once', async ({
  page,
  blank,
  server,
}) => {
  await visit(page, blank, { only: ['behavior'], flush: { delay: 3600_000 } });
  await flush(page);
  const EXITS = 60;
  await page.evaluate(async (exits) => {
    /** Some milliseconds, or some turns of promises: an exit comes between whatever is under way. */
    async function some(): Promise<void> {
      const much = Math.random();
      if (much < 0.5) return new Promise((resolve) => setTimeout(resolve, much * 25));
      for (let turn = 0; turn < (much - 0.5) * 120; turn++) await Promise.resolve();
    }
    const goes = (type: 'pagehide' | 'pageshow') =>
      window.dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
    for (let i = 0; i < exits; i++) {
      for (let j = 0; j < 5; j++) {
        window.tracker.track('page_leave', { page_id: 1, duration: 5 * i + j });
      }
      await some();
      goes('pagehide');
      await some();
      goes('pageshow');
      await some();
    }
  }, EXITS);
  await flush(page);
  await received(server.receiver, 'behavior', 5 * EXITS);
  expect(numbersIn(server.receiver, 'behavior')).toEqual(count(5 * EXITS));
  const { recorded, waiting, accepted, handedOver } = await page.evaluate(() =>
    window.tracker.stats(),
  );
  expect([recorded, waiting, accepted + handedOver]).toEqual([5 * EXITS, 0, 5 * EXITS]);
});

test('a fetch that never ends, as in a browser’s page cache, is given up after its time', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await page.addInitScript(() => {
    const { fetch } = window;
    let asked = 0;
    // It does not even hear that it is aborted.
    window.fetch = (...args) => (asked++ ? fetch(...args) : new Promise(() => undefined));
  });
  await openStill(page, blank, Date.UTC(2026, 4, 5));
  await start(page, { only: ['behavior'] });
  await page.evaluate(() => window.tracker.track('page_leave', { page_id: 1, duration: 3 }));
  await expect
    .poll(
      async () => {
        await page.clock.runFor(5000);
        return page.evaluate(() => window.tracker.stats().accepted);
      },
      { intervals: [100] },
    )
    .toBe(1);
  expectTally(receiver, { behavior: 1 });
});

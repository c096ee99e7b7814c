import type { Frame, Page } from 'playwright/test';
import { playOnce, ready, servePhaser, tap } from './apps/phaser/servePhaser';
import { expect, flush, received, test, type Receiver } from './fixtures';
import { crash } from './reliability/dying';
import { createWorld } from './reliability/world';

const GAME = { game_id: 12, game_v: '7.8.8' };
const TIME = Date.UTC(2026, 0, 1);

/** The same server as another site: a frame of it is another process. */
const elsewhere = (url: string): string => url.replace('127.0.0.1', 'localhost');

/** What the server has got of games, `v` behind the aid where there is one; `count` of them, and no more. */
async function told(receiver: Receiver, count: number) {
  const got = await received(receiver, 'pushData', count);
  // Two entries of one game are alike on the wire: nothing in them tells of the time.
  const { received: all, refused } = receiver.tally().pushData;
  expect([all, refused]).toEqual([count, {}]);
  return got.map(({ record: { aid, v, game_id } }) => {
    expect(game_id).toBe(12);
    return v === undefined ? aid : `${aid} ${v}`;
  });
}

/** The tracker has noted so many events: what a frame says takes a moment to arrive. */
const noted = (page: Page, count: number) =>
  expect
    .poll(() => page.evaluate(() => window.tracker.stats().recorded), { timeout: 15_000 })
    .toBe(count);

test('a Phaser game in a frame of another site is told by the shell around it', async ({
  page,
  server: { url, receiver },
}) => {
  await servePhaser(page.context());
  await page.clock.install({ time: TIME });
  const game = `${elsewhere(url)}/apps/phaser/framed.html?shell=${url}`;
  await page.goto(`${url}/apps/phaser/shell.html?game=${encodeURIComponent(game)}`);
  const frame = page.frame({ url: game }) as Frame;
  await ready(page, frame, TIME);
  await noted(page, 1);
  await tap(page, 'share');
  await noted(page, 2);
  await playOnce(page, frame, async () => {
    await noted(page, 3);
    await page.clock.runFor(7000);
  });
  await noted(page, 4);
  await tap(page, 'another');
  await noted(page, 5);
  await flush(page);
  expect(await told(receiver, 5)).toEqual([2001, 2013, 2002, '2003 7', '2017 13']);
});

const WEB_VIEWS = {
  'Android, Chrome 66':
    'Mozilla/5.0 (Linux; Android 9; V1) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/66.0.3359.126 Mobile Safari/537.36 MicroMessenger/8.0.2',
  'iOS 12':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 12_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/16A366 MicroMessenger/8.0.2',
};

/** What the native app does to the page of its WebView. */
const show = (page: Page, state: 'visible' | 'hidden'): Promise<void> =>
  page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

for (const [webView, userAgent] of Object.entries(WEB_VIEWS)) {
  test(`a Phaser game in a WebView tells of itself: ${webView}`, async ({
    browser,
    server: { url, receiver },
  }) => {
    const context = await browser.newContext({ userAgent });
    await servePhaser(context);
    const page = await context.newPage();
    // What such a WebView has not.
    await page.addInitScript(() => {
      for (const name of ['navigation', 'PerformanceObserver', 'BroadcastChannel']) {
        Object.defineProperty(window, name, { value: undefined });
      }
      Object.defineProperty(navigator, 'locks', { value: undefined });
    });
    await page.clock.install({ time: TIME });
    await page.goto(`${url}/apps/phaser/webview.html`);
    const frame = page.mainFrame();
    await ready(page, frame, TIME);
    await playOnce(page, frame, async () => {
      await page.clock.runFor(4000);
      await show(page, 'hidden');
      await flush(page); // half a minute would be over before a request that is under way is answered
      await page.clock.runFor(30_000);
      await show(page, 'visible');
      await page.clock.runFor(3000);
    });
    await tap(page, 'share');
    await tap(page, 'play');
    await page.clock.runFor(2000);
    await page.goto('about:blank');
    // Order is not promised at an exit.
    const sorted = (await told(receiver, 6)).sort();
    expect(sorted).toEqual([2001, 2002, 2002, '2003 2', '2003 7', 2013]);
    await context.close();
  });
}

/** A shell whose tracker hears the games of `origin`, and a frame of each origin that is given. */
async function openShell(
  page: Page,
  url: string,
  frames: readonly string[],
  origin = elsewhere(url),
): Promise<Frame[]> {
  await page.clock.install({ time: TIME });
  await page.goto(`${url}/e2e/blank.html`);
  await page.evaluate((origin) => {
    window.warnings = [];
    const { gameFrames, games, createTracker } = window.tracelet;
    const all = games();
    window.tracker = createTracker({
      endpoints: [window.endpoints.relay.pushData()],
      plugins: [gameFrames({ origins: [origin] }), all],
      onWarn: (message) => void window.warnings.push(message),
    });
    Object.assign(window, { game: all.game({ game_id: 12, game_v: '7.8.8' }) });
  }, origin);
  await flush(page); // the disk is open
  const opened: Frame[] = [];
  for (const origin of frames) {
    const attached = page.waitForEvent('frameattached');
    await page.evaluate(
      (src) =>
        new Promise((resolve) => {
          const frame = Object.assign(document.createElement('iframe'), { src, onload: resolve });
          document.body.append(frame);
        }),
      `${origin}/e2e/blank.html`,
    );
    opened.push(await attached);
  }
  await page.clock.pauseAt(TIME + 60_000);
  return opened;
}

/** Makes the game's handle in the frame, for `shell`, and enters. */
const enter = (frame: Frame, shell: string, game: object = GAME) =>
  frame.evaluate(
    ([game, shell]) => {
      const handle = window.tracelet.gameInShell({ ...(game as typeof GAME), shell });
      Object.assign(window, { game: handle });
      handle.enter();
    },
    [game, shell] as const,
  );

declare global {
  interface Window {
    readonly game: ReturnType<Window['tracelet']['gameInShell']>;
  }
}

test('who is not of the given origins tells the shell nothing, and another shell hears nothing', async ({
  page,
  server: { url, receiver, vendorUrl },
}) => {
  const [stranger, friend] = (await openShell(page, url, [url, elsewhere(url)])) as [Frame, Frame];
  await enter(stranger, url);
  // For a shell of another origin: the browser does not deliver it.
  await enter(friend, vendorUrl);
  // As a page of the right origin that is no frame of this one.
  const popup = page.waitForEvent('popup');
  await friend.evaluate(() => void window.open('/e2e/blank.html'));
  await (await popup).waitForLoadState();
  await (
    await popup
  ).evaluate(
    ([game, url]) => {
      const { parent } = window.opener as Window;
      parent.postMessage({ tracelet: 1, id: 'x', call: 'enter', ...game }, url);
    },
    [GAME, url] as const,
  );
  await friend.evaluate(
    ([game, url]) => {
      for (const call of ['stop', 'constructor', '', null]) {
        parent.postMessage({ tracelet: 1, id: 'x', call, ...game }, url);
      }
      parent.postMessage({ tracelet: 1, id: 'x', call: 'enter', game_id: 'no', game_v: [] }, url);
      parent.postMessage('tracelet', url);
    },
    [GAME, url] as const,
  );
  await enter(friend, url);
  await noted(page, 1);
  await page.clock.runFor(3000);
  await friend.evaluate(() => window.game.exit());
  await noted(page, 2);
  await flush(page);
  expect(await told(receiver, 2)).toEqual([2002, '2003 3']);
  expect(await page.evaluate(() => window.warnings)).toEqual([
    `tracelet: gameFrames: messages of ${elsewhere(url)} without a valid call are ignored`,
    `tracelet: gameFrames: messages of ${elsewhere(url)} without a valid game_id, game_v are ignored`,
  ]);
});

const remove = (page: Page): Promise<unknown> =>
  page.evaluate(() => document.querySelector('iframe')?.remove());

const ENDS: Readonly<Record<string, (page: Page, frame: Frame) => Promise<unknown>>> = {
  // What a page of another site says then is not delivered: the shell looks each second.
  'is taken away': (page) => remove(page).then(() => page.clock.runFor(900)),
  'goes to another page': (_, frame) => frame.goto('about:blank'),
};

for (const [what, end] of Object.entries(ENDS)) {
  for (const site of ['another site', 'the same site'] as const) {
    test(`a frame of ${site} that ${what} has left its game`, async ({
      page,
      server: { url, receiver },
    }) => {
      const origin = site === 'another site' ? elsewhere(url) : url;
      const [frame] = (await openShell(page, url, [origin], origin)) as [Frame];
      await enter(frame, url);
      await noted(page, 1);
      await page.clock.runFor(5100);
      await end(page, frame);
      await noted(page, 2);
      await flush(page);
      const seconds = origin !== url && what === 'is taken away' ? 6 : 5;
      expect(await told(receiver, 2)).toEqual([2002, `2003 ${seconds}`]);
    });
  }
}

test('a page that leaves exits its games in the exit request, in frames too', async ({
  page,
  server: { url, receiver },
}) => {
  const [frame] = (await openShell(page, url, [elsewhere(url)])) as [Frame];
  await page.evaluate(() => window.game.enter());
  await page.clock.runFor(2000);
  await enter(frame, url);
  await noted(page, 2);
  await flush(page);
  await page.clock.runFor(3000);
  await page.goto(`${url}/e2e/elsewhere.html`);
  expect((await told(receiver, 4)).sort()).toEqual([2002, 2002, '2003 3', '2003 5']);
});

test('a game in a frame goes on when its shell is back from a cache, and is told as another play', async ({
  browser,
  launchOptions,
}) => {
  const world = await createWorld(browser, launchOptions, 'no-cache', 1);
  const { receiver } = world;
  const page = await (await (await world.user()).connect()).newPage();
  const { origin } = new URL(world.blank);
  const [frame] = (await openShell(page, origin, [elsewhere(origin)])) as [Frame];
  await page.evaluate(() => window.game.enter());
  await enter(frame, origin);
  await noted(page, 2);
  await page.clock.runFor(5000);
  await page.goto(world.elsewhere);
  expect((await told(receiver, 4)).sort()).toEqual([2002, 2002, '2003 5', '2003 5']);
  await page.evaluate(() => history.back()).catch(() => undefined);
  const isBack = () => page.evaluate(() => 'tracker' in window).catch(() => false);
  await expect.poll(isBack).toBe(true);
  await page.clock.runFor(1); // what the exit put off is asked in a task of its own, by this clock
  await noted(page, 6);
  await page.clock.runFor(3000);
  await page.goto(world.elsewhere);
  expect((await told(receiver, 8)).slice(4).sort()).toEqual([2002, 2002, '2003 3', '2003 3']);
  await world.close();
});

test('a game in a page that is killed is exited by the next visit', async ({
  page,
  server: { url, receiver },
}) => {
  await openShell(page, url, []);
  await page.evaluate(() => window.game.enter());
  await page.clock.runFor(13_000);
  await flush(page);
  await crash(page);
  const next = await page.context().newPage();
  await openLater(next, url);
  await flush(next);
  expect(await told(receiver, 2)).toEqual([2002, '2003 10']);
});

/** Another visit, when the dead page's dates have passed. */
async function openLater(page: Page, url: string): Promise<void> {
  await page.clock.install({ time: TIME + 5 * 60_000 });
  await page.goto(`${url}/e2e/blank.html`);
  await page.evaluate(() => {
    window.tracker = window.tracelet.createTracker({
      endpoints: [window.endpoints.relay.pushData()],
    });
  });
}

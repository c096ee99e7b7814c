import type { Page } from 'playwright/test';
import type { TrackedEvent } from '../src/core/event';
import { expect, expectTally, flush, received, test, type Receiver } from './fixtures';

/** What a page may have of Google's, and how its ads end. */
type Ending = 'viewed' | 'dismissed' | 'frequencyCapped';
interface Google {
  /** What each break that the script is asked for comes to, in their order; the last holds. */
  endings: Ending[];
  /** What the app's callbacks saw. */
  log: string[];
}

declare global {
  interface Window {
    google: Google;
    ads: import('../src/index').Ads;
    adBreak: (placement: object) => unknown;
    adConfig: (config: object) => unknown;
    adsbygoogle: object[] | { push: (...placements: object[]) => unknown; loaded?: boolean };
  }
}

/** The double of Google's script, which cannot be here: it takes the queue's place, as that does. */
function googleScript(): void {
  const queue = window.adsbygoogle as object[];
  type Callbacks = Record<string, ((argument?: unknown) => void) | undefined>;
  let count = 0;
  const show = (item: object): void => {
    const placement = item as Callbacks & { type?: string };
    if (!placement.type) return void window.google.log.push(`config ${JSON.stringify(item)}`);
    const { endings } = window.google;
    const breakStatus = endings[Math.min(count++, endings.length - 1)];
    const isReward = placement.type === 'reward';
    const shown = (): void => {
      const isPreroll = placement.type === 'preroll';
      if (!isPreroll) placement.beforeAd?.();
      if (isReward) placement[breakStatus === 'viewed' ? 'adViewed' : 'adDismissed']?.();
      if (!isPreroll) placement.afterAd?.();
    };
    if (breakStatus !== 'frequencyCapped') {
      if (isReward) placement.beforeReward?.(shown);
      else shown();
    }
    placement.adBreakDone?.({ breakType: placement.type, breakStatus });
  };
  window.adsbygoogle = {
    loaded: true,
    push: (...items: object[]) => (items.forEach(show), items.length),
  };
  queue.forEach(show);
}

/** Google's snippet, in each of the ways in which pages hold what it makes. */
const SNIPPETS = {
  'as it is published':
    'window.adsbygoogle = window.adsbygoogle || []; const adBreak = adConfig = function(o) {adsbygoogle.push(o);};',
  'with globals of var':
    'var adsbygoogle = window.adsbygoogle || []; var adBreak = function(o) {adsbygoogle.push(o);}; var adConfig = adBreak;',
  'with globals of the window':
    'window.adsbygoogle = window.adsbygoogle || []; window.adBreak = window.adConfig = function(o) {adsbygoogle.push(o);};',
  'with a function':
    'window.adsbygoogle = window.adsbygoogle || []; function adBreak(o) {adsbygoogle.push(o);} var adConfig = adBreak;',
};

/** Two rewarded breaks, an interstitial and a preroll, in the page's own scope. */
const APP = `
  adConfig({ preloadAdBreaks: 'on', sound: 'on' });
  const note = (what) => (argument) => void google.log.push(argument ? what + ' ' + argument.breakStatus : what);
  adBreak({ type: 'preroll', name: 'start', adBreakDone: note('preroll done') });
  for (const name of ['life', 'coins']) {
    adBreak({
      type: 'reward',
      name,
      beforeAd: note(name + ' before'),
      afterAd: note(name + ' after'),
      beforeReward: (showAdFn) => showAdFn(0),
      adDismissed: note(name + ' dismissed'),
      adViewed: note(name + ' viewed'),
      adBreakDone: note(name + ' done'),
    });
  }
  adBreak({ type: 'next', name: 'level' });
`;

/** The aids that the server has got, in order; `count` of them, and no more. */
async function aids(page: Page, receiver: Receiver, count: number): Promise<unknown[]> {
  await flush(page);
  const got = await received(receiver, 'pushData', count);
  await received(receiver, 'mta', count);
  expectTally(receiver, { pushData: count, mta: count });
  for (const { record } of got) expect(record.game_id).toBe(12);
  return got.map(({ record }) => record.aid);
}

/** Makes `tracker` and `ads` in the page, and `warnings` of what it warned about. Each showing is of another version. */
const startAds = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { ads, createTracker } = window.tracelet;
    const { pushData, mta } = window.endpoints.relay;
    window.google ??= { endings: ['viewed'], log: [] };
    window.warnings = [];
    let showings = 0;
    window.ads = ads({ game: () => ({ game_id: 12, game_v: `1.${showings++}` }) });
    const said = ({ props }: TrackedEvent) => ({ ei: 'ad', kv: props });
    window.tracker = createTracker({
      endpoints: [pushData(), mta({ map: { ad: said } })],
      plugins: [window.ads],
      onWarn: (message) => void window.warnings.push(message),
    });
  });

const addScript = (page: Page, content: string) => page.addScriptTag({ content });
const GOOGLE = `(${googleScript.toString()})()`;
const setEndings = (page: Page, ...endings: Ending[]): Promise<void> =>
  page.evaluate((endings) => void (window.google = { endings, log: [] }), endings);

test.describe('the Ad Placement API', () => {
  test.beforeEach(async ({ page, blank }) => {
    await page.goto(blank);
    await setEndings(page, 'viewed', 'viewed', 'dismissed', 'viewed');
  });

  const parts = {
    tracker: (page: Page, _snippet: string) => startAds(page),
    snippet: addScript,
    google: (page: Page, _snippet: string) => addScript(page, GOOGLE),
    app: (page: Page, _snippet: string) => addScript(page, APP),
  };
  const ORDERS: (keyof typeof parts)[][] = [
    ['tracker', 'snippet', 'app', 'google'],
    ['tracker', 'snippet', 'google', 'app'],
    ['snippet', 'tracker', 'google', 'app'],
    ['snippet', 'google', 'tracker', 'app'],
  ];

  for (const [how, snippet] of Object.entries(SNIPPETS)) {
    for (const order of ORDERS) {
      test(`${how} is followed, in the order ${order.join(', ')}`, async ({
        page,
        server: { receiver },
      }) => {
        for (const part of order) await parts[part](page, snippet);
        expect(await aids(page, receiver, 7)).toEqual([3021, 3011, 3014, 3013, 3011, 3013, 3021]);
        expect(await page.evaluate(() => [window.google.log, window.warnings])).toEqual([
          [
            'config {"preloadAdBreaks":"on","sound":"on"}',
            'preroll done viewed',
            ...['life before', 'life viewed', 'life after', 'life done viewed'],
            ...['coins before', 'coins dismissed', 'coins after', 'coins done dismissed'],
          ],
          [],
        ]);
      });
    }
  }

  test('a break without an ad is none', async ({ page, server: { receiver } }) => {
    await setEndings(page, 'frequencyCapped', 'frequencyCapped', 'viewed');
    await startAds(page);
    for (const content of [SNIPPETS['as it is published'], GOOGLE, APP]) {
      await addScript(page, content);
    }
    expect(await aids(page, receiver, 4)).toEqual([3011, 3014, 3013, 3021]);
  });

  test('an adBreak that is no global is followed where it is handed over, and once', async ({
    page,
    server: { receiver },
  }) => {
    await startAds(page);
    await addScript(page, SNIPPETS['with globals of the window']);
    await addScript(page, GOOGLE);
    const answer = await page.evaluate(() => {
      const sdk = {
        sound: 'on',
        adBreak(this: { sound: string }, placement: object) {
          window.adBreak(placement);
          return this.sound;
        },
      };
      sdk.adBreak = window.ads.placement(sdk.adBreak);
      return sdk.adBreak({ type: 'pause' });
    });
    expect(answer).toBe('on');
    expect(await aids(page, receiver, 1)).toEqual([3021]);
  });

  test('what was replaced is put back when the tracker stops, and follows nothing more', async ({
    page,
    server: { receiver },
  }) => {
    for (const when of ['before', 'after'] as const) {
      await page.reload();
      await setEndings(page, 'viewed');
      const snippet = SNIPPETS['with globals of the window'];
      if (when === 'before') await addScript(page, snippet);
      const before = await page.evaluate(() => {
        const of = (name: string) => Object.getOwnPropertyDescriptor(window, name);
        (window as { of?: unknown }).of = of;
        const { adBreak, adsbygoogle } = window;
        (window as { raw?: unknown }).raw = { adBreak, adsbygoogle };
        return [of('adBreak'), of('adsbygoogle')].map((each) => each && Object.keys(each).sort());
      });
      await startAds(page);
      if (when === 'after') await addScript(page, snippet);
      const [names, keys, isRaw] = await page.evaluate(async () => {
        const held = window.adBreak;
        await window.tracker.stop();
        held({ type: 'next' });
        const { of, raw } = window as unknown as {
          of: (name: string) => PropertyDescriptor | undefined;
          raw: object;
        };
        return [
          [of('adBreak'), of('adsbygoogle')].map((each) => each && Object.keys(each).sort()),
          Object.keys(Object.getOwnPropertyDescriptors(window.adsbygoogle)),
          Object.entries(raw).map(([name, value]) => window[name as 'adBreak'] === value),
        ] as const;
      });
      const plain = ['configurable', 'enumerable', 'value', 'writable'];
      expect(names).toEqual([plain, plain]);
      expect(keys).toEqual(['0', 'length']);
      if (when === 'before') {
        expect(before).toEqual(names);
        expect(isRaw).toEqual([true, true]);
      }
    }
    expectTally(receiver, {});
  });

  test('a page without ads has no such globals when the tracker has stopped', async ({ page }) => {
    await startAds(page);
    expect(
      await page.evaluate(async () => {
        const during = [typeof window.adBreak, typeof window.adsbygoogle];
        await window.tracker.stop();
        return [...during, 'adBreak' in window, 'adsbygoogle' in window];
      }),
    ).toEqual(['undefined', 'undefined', false, false]);
  });
});

test('any other SDK tells by a handle, which cannot tell twice', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await page.goto(blank);
  await startAds(page);
  await page.evaluate(() => {
    const video = window.ads.ad('rewarded');
    for (const completed of [true, false]) {
      video.shown();
      video.shown();
      video.clicked();
      video.clicked();
      video.closed({ completed });
      video.closed({ completed });
    }
    const plaque = window.ads.ad('interstitial');
    plaque.closed();
    plaque.shown();
    plaque.closed({ completed: true });
  });
  expect(await aids(page, receiver, 8)).toEqual([
    ...[3011, 3012, 3014, 3013],
    ...[3011, 3012, 3013],
    3021,
  ]);
  expect(await page.evaluate(() => window.warnings)).toEqual([
    'tracelet: ads: rewarded ad: shown() came twice',
    'tracelet: ads: rewarded ad: closed() came before shown()',
    'tracelet: ads: interstitial ad: closed() came before shown()',
  ]);
});

test.describe('a banner', () => {
  /** Opens a page of its own, its banners' content being another site's: `localhost` is not the site of 127.0.0.1. */
  async function open(page: Page, url: string, content: string): Promise<void> {
    const other = url.replace('127.0.0.1', 'localhost');
    await page.goto(`${url}/e2e/blank.html`);
    await page.evaluate(
      ([content, src]) => void (document.body.innerHTML = content.split('SRC').join(src)),
      [content, `${other}/e2e/banner.html`] as const,
    );
    await page.waitForFunction(() =>
      [...document.querySelectorAll('iframe')].every((frame) => !frame.contentDocument),
    );
    await startAds(page);
  }
  /** A user's click in the frame, which has to be drawn for it, and know that it has not the focus. */
  async function clickInFrame(page: Page): Promise<void> {
    const frame = page.frames()[1];
    if (!frame) throw new Error('the page has no frame');
    await frame.waitForFunction(() => !document.hasFocus());
    let heard = false;
    const move = frame
      .evaluate(
        () =>
          new Promise<void>((done) => {
            addEventListener('mousemove', () => done(), { once: true });
          }),
      )
      .then(() => void (heard = true));
    await expect
      .poll(async () => {
        await page.mouse.move(150, 151);
        await page.mouse.move(150, 150);
        return heard;
      })
      .toBe(true);
    await move;
    await page.mouse.click(150, 150);
  }
  /** What the banners were said to be, and how they were clicked. */
  async function banners(page: Page, receiver: Receiver, count: number) {
    await aids(page, receiver, count);
    return receiver.received('mta').map(({ record }) => {
      const { format, action, placement, inferred } = record.kv;
      expect(format).toBe('banner');
      return [placement, action, ...(inferred === undefined ? [] : [{ inferred }])];
    });
  }
  const FRAME = '<iframe src="SRC" width="300" height="200"></iframe>';
  const BANNER = `<input id="field"><div data-tracelet-banner="top">${FRAME}</div>`;

  test('is shown when it was seen for a second, once, and clicked where the page hears it', async ({
    page,
    server: { url, receiver },
  }) => {
    await open(
      page,
      url,
      `<a href="#1" data-tracelet-banner="first">first</a><br>
       <p data-tracelet-banner><button>second</button></p>
       <div style="height: 3000px"></div><p data-tracelet-banner="below">below</p>`,
    );
    await received(receiver, 'pushData', 2);
    await page.click('a');
    await page.click('button');
    await page.click('button');
    expect(await aids(page, receiver, 4)).toEqual([3001, 3001, 3002, 3002]);
    expect(await banners(page, receiver, 4)).toEqual([
      ['first', 'show'],
      [undefined, 'show'],
      ['first', 'click'],
      [undefined, 'click'],
    ]);
    const traces = receiver.received('mta').map(({ record }) => record.kv.trace_id);
    expect(traces.slice(2)).toEqual(traces.slice(0, 2));
    expect(traces[0]).not.toBe(traces[1]);
  });

  test('that is clicked before it counts as seen was shown too, and not again', async ({
    page,
    server: { url, receiver },
  }) => {
    await open(page, url, '<p data-tracelet-banner="a">a</p>');
    await page.evaluate(() => document.querySelector('p')?.click());
    await received(receiver, 'pushData', 2);
    // It is seen before this one.
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<p data-tracelet-banner="b">b</p>');
    });
    await received(receiver, 'pushData', 3);
    expect(await banners(page, receiver, 3)).toEqual([
      ['a', 'show'],
      ['a', 'click'],
      ['b', 'show'],
    ]);
  });

  for (const [where, content] of [
    ['in it', BANNER],
    ['that it is', BANNER.replace('<iframe', '<iframe data-tracelet-banner="top"')],
    [
      'in its shadow root',
      `<input id="field"><div data-tracelet-banner="top"></div><template>${FRAME}</template>`,
    ],
  ] as const) {
    test(`is taken to be clicked when the focus goes into a frame of another site ${where}`, async ({
      page,
      server: { url, receiver },
    }) => {
      await open(
        page,
        url,
        where === 'that it is'
          ? content.replace('<div data-tracelet-banner="top">', '<div>')
          : content,
      );
      if (where === 'in its shadow root') {
        await page.evaluate(() => {
          const root = document.querySelector('div')?.attachShadow({ mode: 'open' });
          root?.append(document.querySelector('template')!.content);
        });
        await expect.poll(() => page.frames()[1]?.url()).toContain('localhost');
      }
      await page.click('#field');
      await clickInFrame(page);
      expect(await banners(page, receiver, 2)).toEqual([
        ['top', 'show'],
        ['top', 'click', { inferred: true }],
      ]);
      // Of a showing the first click counts.
      await page.click('#field');
      await clickInFrame(page);
      await page.waitForFunction(
        () => !['INPUT', 'BODY'].includes(document.activeElement?.tagName ?? ''),
      );
      await aids(page, receiver, 2);
    });
  }

  test('is not taken to be clicked by the Tab key, and is by a pointer after it', async ({
    page,
    server: { url, receiver },
  }) => {
    await open(page, url, `${BANNER}<input id="last">`);
    await received(receiver, 'pushData', 1);
    await page.click('#field');
    // To the link in the frame.
    await page.keyboard.press('Tab');
    await page.waitForFunction(() => document.activeElement?.tagName === 'IFRAME');
    await aids(page, receiver, 1);
    await page.click('#last');
    await clickInFrame(page);
    expect(await banners(page, receiver, 2)).toEqual([
      ['top', 'show'],
      ['top', 'click', { inferred: true }],
    ]);
  });

  test('is not taken to be clicked when its frame takes the focus by itself', async ({
    page,
    server: { url, receiver },
  }) => {
    // What the test does in the page would count as activity of the user.
    await page.addInitScript(() =>
      Object.defineProperty(navigator, 'userActivation', { value: { isActive: false } }),
    );
    await open(page, url, BANNER);
    await received(receiver, 'pushData', 1);
    await page.focus('#field');
    await page.frames()[1]?.locator('a').focus();
    await page.waitForFunction(() => document.activeElement?.tagName === 'IFRAME');
    expect(await banners(page, receiver, 1)).toEqual([['top', 'show']]);
  });

  test('is not clicked when the focus leaves the page, or goes into a frame beside it', async ({
    page,
    server: { url, receiver },
  }) => {
    await open(page, url, `<div data-tracelet-banner="top"><input id="field"></div>${FRAME}`);
    await received(receiver, 'pushData', 1);
    await page.focus('#field');
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await clickInFrame(page);
    await page.waitForFunction(() => document.activeElement?.tagName === 'IFRAME');
    expect(await banners(page, receiver, 1)).toEqual([['top', 'show']]);
  });

  test('is nothing any more when the tracker has stopped', async ({
    page,
    server: { url, receiver },
  }) => {
    await open(page, url, BANNER);
    await received(receiver, 'pushData', 1);
    await page.evaluate(() => window.tracker.stop());
    await page.click('#field');
    await clickInFrame(page);
    await page.waitForFunction(() => document.activeElement?.tagName === 'IFRAME');
    await page.evaluate(() => document.querySelector('div')?.click());
    expect(await page.evaluate(() => window.tracker.stats().recorded)).toBe(2);
    expect(await page.evaluate(() => window.warnings)).toEqual([]);
  });
});

import type { CDPSession, Page } from 'playwright/test';
import type { QrOptions } from '../src/index';
import { expect, expectTally, flush, received, test, type Receiver } from './fixtures';

test.use({ hasTouch: true });

/** The vendor's own example, with the blank at its end. */
const CODE = 'IsFXtWUZ3x3hywGl ';

const TRACE = /^[0-9A-Za-z]{32}$/;

const IMAGE = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><rect width="200" height="200"/></svg>',
)}`;
const QR = `<img id="code" data-tracelet-qr="${CODE}" src="${IMAGE}" width="200" height="200">`;

/** Shows `html` and starts a tracker in the page, as its own scripts would. */
async function startQr(page: Page, html: string, options: QrOptions = {}): Promise<void> {
  await page.evaluate(
    ({ html, options }) => {
      const { createTracker, qr } = window.tracelet;
      document.body.innerHTML = html;
      window.warnings = [];
      window.tracker = createTracker({
        endpoints: [window.endpoints.relay.mediaEvent()],
        plugins: [qr(options)],
        onWarn: (message) => void window.warnings.push(message),
      });
    },
    { html, options },
  );
}

/** What the server has got, `count` items and no more, in the order in which they happened. */
async function told(page: Page, receiver: Receiver, count: number) {
  await expect.poll(() => recorded(page)).toBe(count);
  await flush(page);
  const items = (await received(receiver, 'mediaEvent', count)).map(({ record }) => record);
  expectTally(receiver, { mediaEvent: count });
  expect(await page.evaluate(() => window.warnings)).toEqual([]);
  return items;
}

/** By all pages together. */
const recorded = (page: Page): Promise<number> =>
  page.evaluate(() => window.tracker.stats().recorded);

const idsOf = (items: Awaited<ReturnType<typeof told>>) => items.map((item) => item.event_id);
const tracesOf = (items: Awaited<ReturnType<typeof told>>) => [
  ...new Set(items.map((item) => item.trace_id as string)),
];

/** A finger on the middle of `selector`, a little beside it if asked. */
async function finger(page: Page, selector: string) {
  const session: CDPSession = await page.context().newCDPSession(page);
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not there`);
  const point = (id: number, by: number) => ({
    ...{ id, x: Math.round(box.x + box.width / 2) + by, y: Math.round(box.y + box.height / 2) },
  });
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', touches: object[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: touches as [] });
  return {
    down: (fingers = 1) =>
      send(
        'touchStart',
        Array.from({ length: fingers }, (_, i) => point(i, 20 * i)),
      ),
    move: (by: number) => send('touchMove', [point(0, by)]),
    up: () => send('touchEnd', []),
    cancel: () => send('touchCancel', []),
  };
}

test('one trace goes from a jump by a link through a full page load to the press', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await page.goto(blank);
  const href = '/e2e/blank.html?group=7#codes';
  await startQr(page, `<a data-tracelet-jump="${CODE}" href="${href}">Join</a>`);
  await page.click('a');
  await page.waitForURL('**trace_id=**');
  const { search, hash } = new URL(page.url());
  expect(search).toMatch(/^\?group=7&trace_id=[0-9A-Za-z]{32}$/);
  expect(hash).toBe('#codes');
  await startQr(page, QR);
  await expect.poll(() => recorded(page)).toBe(2);
  await page.click('#code', { button: 'right' });

  const items = await told(page, receiver, 3);
  const trace_id = search.slice(-32);
  const item = { event_time: expect.any(Number), media_type: 2, code: CODE, trace_id };
  expect(items).toEqual([
    { ...item, event_id: '1100102' },
    { ...item, event_id: '1110201' },
    { ...item, event_id: '1110204' },
  ]);
});

for (const [how, go] of [
  ['a router that goes there by itself', 'pushState'],
  ['a route in the hash', 'hash'],
] as const) {
  test(`${how} keeps the trace in the page, and gets the address that it wanted`, async ({
    page,
    blank,
    server: { receiver },
  }) => {
    await page.goto(blank);
    const href = go === 'hash' ? '#/group' : '/e2e/group?a=b';
    await startQr(page, `<a data-tracelet-jump="${CODE}" href="${href}">Join</a>`);
    await page.evaluate(
      ({ go, href, html }) => {
        const show = (): void => void (document.body.innerHTML = html);
        addEventListener('hashchange', show);
        document.addEventListener('click', (event) => {
          if (go === 'hash') return;
          event.preventDefault();
          history.pushState(null, '', href);
          show();
        });
      },
      { go, href, html: QR },
    );
    await page.click('a');
    await page.click('#code', { button: 'right' });
    const items = await told(page, receiver, 3);
    expect(page.url()).toBe(new URL(href, blank).href);
    expect(tracesOf(items)).toEqual([expect.stringMatching(TRACE)]);
    expect(idsOf(items).sort()).toEqual(['1100102', '1110201', '1110204']);
  });
}

test('the middle button carries the trace to another tab', async ({
  page,
  blank,
  context,
  server: { receiver },
}) => {
  await page.goto(blank);
  await startQr(page, `<a data-tracelet-jump="${CODE}" href="?tab=2"><b>Join</b></a>`);
  const opening = context.waitForEvent('page');
  await page.click('b', { button: 'middle' });
  const tab = await opening;
  await tab.waitForURL('**tab=2**');
  const items = await told(page, receiver, 1);
  expect(tab.url()).toBe(`${blank}?tab=2&trace_id=${tracesOf(items)[0]}`);
});

test('a link is changed while its click is dealt with, and only if it leads to another page', async ({
  page,
  blank,
  server: { receiver },
}) => {
  const links: [href: string, atClick: string][] = [
    ['group', 'group?trace_id=T'],
    ['../group?a=b#c', '../group?a=b&trace_id=T#c'],
    [' /group ', '/group?trace_id=T'],
    ['/app/#/group', '/app/?trace_id=T#/group'],
    ['https://other.test/?trace_id=1', 'https://other.test/?trace_id=T'],
    ['/e2e/blank.html', '/e2e/blank.html?trace_id=T'],
    ...[
      ...['#codes', '#', '', ' ', '#/group', '#!/group', '/e2e/blank.html#codes'],
      ...['?#x'.slice(1), ' blank.html#', 'javascript:void 0', ' JavaScript:void 0'],
      ...['mailto:a@b.test', 'tel:10086', 'weixin://dl/business/?t=1', 'data:text/plain,'],
      'https://',
    ].map((href): [string, string] => [href, href]),
  ];
  await page.goto(blank);
  await startQr(page, '');
  const seen = await page.evaluate(
    async (hrefs) => {
      const atClick: string[] = [];
      document.addEventListener('click', (event) => {
        event.preventDefault();
        atClick.push((event.target as Element).getAttribute('href') as string);
      });
      const afterwards: string[] = [];
      for (const href of hrefs) {
        const link = document.createElement('a');
        link.setAttribute('href', href);
        link.setAttribute('data-tracelet-jump', 'code');
        document.body.append(link);
        // Twice in a task, as a script may do.
        link.click();
        link.click();
        await new Promise((resolve) => setTimeout(resolve));
        afterwards.push(link.getAttribute('href') as string);
      }
      return { atClick, afterwards };
    },
    links.map(([href]) => href),
  );
  expect(seen.afterwards).toEqual(links.map(([href]) => href));
  expect(seen.atClick.map((href) => href.replace(/\b[0-9A-Za-z]{32}\b/, 'T'))).toEqual(
    links.flatMap(([, atClick]) => [atClick, atClick]),
  );
  const items = await told(page, receiver, 2 * links.length);
  expect(tracesOf(items)).toHaveLength(2 * links.length);
});

test('what WeChat draws carries the trace beforehand, and jumps when it says so', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await page.goto(blank);
  const path = 'pages/group.html?x=1';
  const mark = `data-tracelet-jump="${CODE}"`;
  await startQr(
    page,
    `<wx-open-launch-weapp id="a" ${mark} path="${path}"></wx-open-launch-weapp>
     <wx-open-launch-weapp id="b" ${mark}></wx-open-launch-weapp>
     <wx-open-launch-weapp id="c" path="${path}"></wx-open-launch-weapp>
     <div></div>`,
  );
  const pathOf = (selector: string) =>
    page.evaluate((selector) => {
      const element =
        document.querySelector(selector) ??
        document.querySelector('div')?.shadowRoot?.querySelector(selector);
      return element?.getAttribute('path');
    }, selector);
  const carried = async (selector: string, own = path): Promise<string> => {
    await expect
      .poll(() => pathOf(selector))
      .toMatch(new RegExp(`^${own.replace('?', '\\?')}&trace_id=[0-9A-Za-z]{32}$`));
    return ((await pathOf(selector)) as string).slice(-32);
  };
  const first = await carried('#a');
  // As a framework does that knows nothing of it.
  await page.evaluate((path) => document.querySelector('#a')?.setAttribute('path', path), path);
  expect(await carried('#a')).toBe(first);
  await page.evaluate(() => {
    for (const type of ['click', 'error', 'ready']) {
      document.querySelector('#a')?.dispatchEvent(new CustomEvent(type));
    }
    document.querySelector('#a')?.dispatchEvent(new CustomEvent('launch'));
    document.querySelector('#b')?.dispatchEvent(new CustomEvent('launch'));
    document.querySelector('#c')?.dispatchEvent(new CustomEvent('launch'));
  });
  const second = await carried('#a');
  // It comes later, in a shadow root; and one goes.
  await page.evaluate(
    ([mark, path]) => {
      const host = document.createElement('div');
      host.attachShadow({ mode: 'open' }).innerHTML =
        `<wx-open-launch-weapp id="d" ${mark} path="${path}"></wx-open-launch-weapp>`;
      document.querySelector('div')?.replaceWith(host);
      document.querySelector('#b')?.remove();
    },
    [mark, path] as const,
  );
  const third = await carried('#d');
  await page.evaluate(() => {
    document
      .querySelector('div')
      ?.shadowRoot?.querySelector('#d')
      ?.dispatchEvent(new CustomEvent('launch'));
  });
  const items = await told(page, receiver, 3);
  expect(items.map(({ event_id, code, trace_id }) => [event_id, code, trace_id])).toEqual([
    ['1100102', CODE, first],
    ['1100102', CODE, expect.stringMatching(TRACE)],
    ['1100102', CODE, third],
  ]);
  expect(new Set([...tracesOf(items), second]).size).toBe(4);
  await carried('#d');
  await page.evaluate(() => window.tracker.stop());
  for (const selector of ['#a', '#c', '#d']) expect(await pathOf(selector)).toBe(path);
});

test('two trackers leave one path to each other', async ({ page, blank, server: { receiver } }) => {
  await page.goto(blank);
  const html = `<wx-open-launch-weapp data-tracelet-jump="a" path="p"></wx-open-launch-weapp>`;
  const path = () => page.evaluate(() => document.querySelector('[path]')?.getAttribute('path'));
  await startQr(page, html);
  await expect.poll(path).toContain('trace_id=');
  const first = await path();
  await page.evaluate(() => {
    const { createTracker, qr } = window.tracelet;
    createTracker({
      name: 'other',
      endpoints: [window.endpoints.relay.mediaEvent()],
      plugins: [qr()],
    });
  });
  await expect.poll(path).not.toBe(first);
  const trace_id = (await path())?.slice(-32);
  await page.evaluate(() => document.querySelector('[path]')?.dispatchEvent(new Event('launch')));
  const items = await received(receiver, 'mediaEvent', 2);
  expect(items.map(({ record }) => record.trace_id)).toEqual([trace_id, trace_id]);
});

/** Events on the code with times of their own: those of a real finger go by the machine's clock, whatever the page's is. */
const tell = (page: Page, ...events: (readonly [type: string, timeStamp: number])[]) =>
  page.evaluate((events) => {
    for (const [type, timeStamp] of events) {
      const touches = type === 'touchstart' ? [{ clientX: 0, clientY: 0 }] : [];
      const event = Object.assign(new Event(type, { bubbles: true }), { touches });
      Object.defineProperty(event, 'timeStamp', { value: timeStamp });
      document.querySelector('#code')?.dispatchEvent(event);
    }
  }, events);

test.describe('a finger', () => {
  test.beforeEach(async ({ page, blank }) => {
    await page.clock.install();
    await page.goto(blank);
    await page.clock.pauseAt(Date.now() + 60_000);
  });

  async function startSeen(page: Page, html: string): Promise<void> {
    await startQr(page, html);
    await expect
      .poll(
        async () => {
          await page.clock.runFor(100);
          return recorded(page);
        },
        { intervals: [50], timeout: 15_000 },
      )
      .toBe(1);
  }

  /** When all is over the server has got that the code was seen, and that it was pressed so often. */
  async function expectPresses(page: Page, receiver: Receiver, presses: number): Promise<void> {
    await page.clock.runFor(1000);
    const items = await told(page, receiver, 1 + presses);
    expect(idsOf(items).sort()).toEqual(['1110201', ...Array<string>(presses).fill('1110204')]);
    expect(tracesOf(items)).toHaveLength(1);
  }

  for (const html of [
    QR,
    `<div data-tracelet-qr="${CODE}" id="code" style="width:200px"><canvas width="200" height="200"></canvas></div>`,
  ]) {
    test(`that rests on ${html.slice(1, 4)} for half a second presses it, once`, async ({
      page,
      server: { receiver },
    }) => {
      await startSeen(page, html);
      const { down, move, up } = await finger(page, '#code');
      await down();
      await page.clock.runFor(300);
      await move(9);
      await page.clock.runFor(200);
      await up();
      await expectPresses(page, receiver, 1);
    });
  }

  test('that comes and goes, strays or is one of two presses nothing', async ({
    page,
    server: { receiver },
  }) => {
    await startSeen(page, QR);
    for (const end of ['touchend', 'touchcancel']) {
      await tell(page, ['touchstart', 1000]);
      await page.clock.runFor(499);
      await tell(page, [end, 1499]);
      await page.clock.runFor(1000);
    }
    const { down, move, up } = await finger(page, '#code');
    await down();
    await move(40);
    await page.clock.runFor(1000);
    await up();
    await down(2);
    await page.clock.runFor(1000);
    await up();
    await expectPresses(page, receiver, 0);
  });

  test('that is taken away by the menu presses once, whichever of the two comes first', async ({
    page,
    server: { receiver },
  }) => {
    await startSeen(page, QR);
    const menu = (): Promise<void> => page.dispatchEvent('#code', 'contextmenu');
    const { down, cancel } = await finger(page, '#code');
    await down();
    await page.clock.runFor(400);
    await menu();
    await cancel();
    await page.clock.runFor(1000);
    await down();
    await page.clock.runFor(500);
    await menu();
    await cancel();
    await page.clock.runFor(1000);
    // As Windows does; and a second later it is another press, as of a mouse.
    await tell(page, ['touchstart', 1000], ['touchend', 1500], ['contextmenu', 2499]);
    await page.clock.runFor(1000);
    await tell(page, ['contextmenu', 2500]);
    await expectPresses(page, receiver, 4);
  });

  test('that the platform takes away while the page hangs presses, if it has rested', async ({
    page,
    server: { receiver },
  }) => {
    await startSeen(page, QR);
    for (const end of ['touchcancel', 'touchend']) {
      await tell(page, ['touchstart', 1000], [end, 1499], ['touchstart', 2000], [end, 2500]);
      // Two presses in one second are the same to the vendor.
      await page.clock.runFor(1000);
    }
    await expectPresses(page, receiver, 2);
  });

  test('presses nothing when the code is gone before its time', async ({
    page,
    server: { receiver },
  }) => {
    await startSeen(page, QR);
    const { down, up } = await finger(page, '#code');
    await down();
    await page.evaluate(() => document.querySelector('#code')?.remove());
    await up();
    await expectPresses(page, receiver, 0);
  });
});

test('in an open shadow root a code is seen and pressed, and nothing is after stop()', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await page.goto(blank);
  await startQr(page, '<div></div>');
  await page.evaluate((html) => {
    const host = document.createElement('div');
    host.attachShadow({ mode: 'open' }).innerHTML = html;
    document.body.append(host);
  }, QR);
  await page.click('#code', { button: 'right' });
  expect(idsOf(await told(page, receiver, 2)).sort()).toEqual(['1110201', '1110204']);
  const changed = await page.evaluate(async () => {
    await window.tracker.stop();
    document.body.innerHTML = '<a data-tracelet-jump="a" href="/group">Join</a>';
    const link = document.querySelector('a') as HTMLAnchorElement;
    let atClick;
    document.addEventListener('click', (event) => {
      event.preventDefault();
      atClick = link.getAttribute('href');
    });
    link.click();
    return atClick;
  });
  expect(changed).toBe('/group');
});

test('a code that changes is another one, and is seen again', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await page.goto(blank);
  await startQr(page, QR.replace(`data-tracelet-qr="${CODE}"`, ''));
  await expect(page.locator('#code')).toBeInViewport();
  // As a framework fills it in.
  for (const code of ['', CODE, 'other']) {
    await page.evaluate((code) => {
      document.querySelector('#code')?.setAttribute('data-tracelet-qr', code);
    }, code);
    await expect.poll(() => recorded(page)).toBe(['', CODE, 'other'].indexOf(code));
  }
  const items = await told(page, receiver, 2);
  expect(items.map(({ event_id, code }) => [event_id, code])).toEqual([
    ['1110201', CODE],
    ['1110201', 'other'],
  ]);
});

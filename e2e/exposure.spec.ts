import type { Page } from 'playwright/test';
import { expect, expectTally, flush, received } from './fixtures';
import { idsOf, mark, startMarks, test } from './marksInPage';

/** An element that is recorded on show, of a size. */
const unit = (id: string, style = 'height:50px', tag = 'div'): string =>
  `<${tag} ${mark(id, 'show')} id="${id}" style="${style}"></${tag}>`;
const far = '<div style="height:5000px"></div>';

const scroll = (page: Page, y: number): Promise<void> => page.evaluate((y) => scrollTo(0, y), y);

/** What arrives when `more` is in view as well, whose second begins now: whatever is not there was not seen. */
async function idsUntil(page: Page, receiver: Parameters<typeof idsOf>[0], count: number) {
  await page.evaluate(
    (html) => {
      document.body.insertAdjacentHTML('beforeend', html);
    },
    unit('last', 'height:50px;width:50px;position:fixed;top:0'),
  );
  const ids = await idsOf(receiver, count + 1);
  await flush(page);
  return ids;
}

test('what is scrolled into view is seen; what is not, or not half of it, is not', async ({
  page,
  open,
  server: { receiver },
}) => {
  const height = page.viewportSize()?.height ?? 0;
  await open(`${far}${unit('a')}${far}${unit('b')}${unit('tall', `height:${height * 4}px`)}`);
  await startMarks(page);
  await page.locator('#a').scrollIntoViewIfNeeded();
  expect(await idsOf(receiver, 1)).toEqual(['a']);
  // It fills the viewport, and yet that is a quarter of it.
  await page.locator('#tall').evaluate((tall) => tall.scrollIntoView());
  expect(await idsUntil(page, receiver, 1)).toEqual(['a', 'last']);
  expectTally(receiver, { mta: 2 });
  expect(await page.evaluate(() => window.warnings)).toEqual([]);
});

test('half of the pixels, 30 % of a large unit, and two seconds of a video', async ({
  page,
  open,
  server: { receiver },
}) => {
  // Each goes out of view at the left, by its margin.
  const cut = (id: string, width: number, height: number, out: number, tag?: string): string =>
    unit(id, `width:${width}px;height:${height}px;margin-left:${-out}px;display:block`, tag);
  await open(
    '<style>body { margin: 0 }</style>' +
      cut('half', 100, 50, 50) +
      cut('less', 100, 50, 52) +
      cut('large', 970, 250, 670) +
      cut('not-large', 969, 250, 670) +
      cut('video', 100, 50, 0, 'video') +
      `<div ${mark('holds-video', 'show')}><video style="height:50px"></video></div>`,
  );
  await startMarks(page);
  expect((await idsOf(receiver, 2)).sort()).toEqual(['half', 'large']);
  const all = await idsUntil(page, receiver, 4);
  expect(all.slice(2).sort()).toEqual(['holds-video', 'last', 'video']);
  expectTally(receiver, { mta: 5 });
});

test('nothing is seen in a hidden tab, and what is there when it is shown is', async ({
  page,
  open,
  server: { receiver },
}) => {
  const show = (state: string): Promise<void> =>
    page.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { get: () => state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await open(unit('a'));
  await show('hidden');
  await startMarks(page);
  await page.evaluate(async () => {
    const start = performance.now();
    while (performance.now() < start + 1500) await new Promise(requestAnimationFrame);
  });
  expect(await page.evaluate(() => window.tracker.stats().recorded)).toBe(0);
  await show('visible');
  expect(await idsOf(receiver, 1)).toEqual(['a']);
  expectTally(receiver, { mta: 1 });
});

test('elements that come later, in whatever way, are seen', async ({
  page,
  open,
  server: { receiver },
}) => {
  await open('<img id="image" alt=""><div id="late"></div>');
  await page.locator('#image').evaluate(
    (image, id) => {
      for (const [name, value] of Object.entries(id)) image.setAttribute(name, value);
    },
    { 'data-tracelet': 'custom', 'data-tracelet-id': 'image', 'data-tracelet-on': 'show' },
  );
  await startMarks(page);
  const insert = (html: string): Promise<void> =>
    page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), html);
  await insert(`<div><p>${unit('inner')}</p></div>`);
  expect(await idsOf(receiver, 1)).toEqual(['inner']);
  // Built from the outside in, in one task.
  await page.evaluate((html) => {
    const outer = document.body.appendChild(document.createElement('div'));
    const inner = outer.appendChild(document.createElement('div'));
    inner.innerHTML = html;
    outer.remove();
    document.body.append(outer);
  }, unit('built'));
  expect(await idsOf(receiver, 2)).toEqual(['inner', 'built']);
  // A mark that comes to an element, and one that goes.
  await insert(unit('gone'));
  await page.evaluate(
    (names) => {
      const late = document.getElementById('late') as HTMLElement;
      late.style.height = '50px';
      for (const [name, value] of Object.entries(names)) late.setAttribute(name, value);
      document.getElementById('gone')?.removeAttribute('data-tracelet');
    },
    { 'data-tracelet-id': 'late', 'data-tracelet': 'custom', 'data-tracelet-on': 'show' },
  );
  expect(await idsOf(receiver, 3)).toEqual(['inner', 'built', 'late']);
  // An image gets its size when it has come.
  await page.locator('#image').evaluate((image: HTMLImageElement) => {
    image.src = `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='50' height='50'/>`;
  });
  expect(await idsOf(receiver, 4)).toEqual(['inner', 'built', 'late', 'image']);
  expect(await idsUntil(page, receiver, 4)).not.toContain('gone');
  expectTally(receiver, { mta: 5 });
});

test('an element that is taken out within its second is not seen, and one that is put back is not seen again', async ({
  page,
  open,
  server: { receiver },
}) => {
  await open(unit('a'));
  await startMarks(page);
  await received(receiver, 'mta', 1);
  await page.evaluate(async (html) => {
    const a = document.getElementById('a') as HTMLElement;
    a.insertAdjacentHTML('afterend', html);
    for (let i = 0; i < 10; i++) await new Promise(requestAnimationFrame);
    a.remove();
    document.getElementById('taken')?.remove();
    for (let i = 0; i < 10; i++) await new Promise(requestAnimationFrame);
    document.body.append(a);
  }, unit('taken'));
  expect(await idsUntil(page, receiver, 1)).toEqual(['a', 'last']);
  expectTally(receiver, { mta: 2 });
});

test('open shadow roots: those that are there, those that come, those that are defined later', async ({
  page,
  open,
  server: { receiver },
}) => {
  await open(
    '<div id="there"></div><late-one></late-one><svg><annotation-xml></annotation-xml></svg>',
  );
  await page.evaluate(
    (units) => {
      const attach = (host: Element | null, html: string): void => {
        if (host) host.attachShadow({ mode: 'open' }).innerHTML = html;
      };
      attach(document.getElementById('there'), `<div id="nested"></div>${units[0]}`);
      attach(
        document.getElementById('there')?.shadowRoot?.getElementById('nested') ?? null,
        `${units[1]}<late-one></late-one>`,
      );
      Object.assign(window, { attach });
    },
    [unit('there'), unit('nested')],
  );
  await startMarks(page);
  expect((await idsOf(receiver, 2)).sort()).toEqual(['nested', 'there']);
  await page.evaluate(
    (units) => {
      const { attach } = window as unknown as { attach: (host: Element, html: string) => void };
      const host = document.createElement('div');
      attach(host, units[0] as string);
      document.body.append(host);
      let count = 0;
      customElements.define(
        'late-one',
        class extends HTMLElement {
          connectedCallback(): void {
            attach(this, units[1 + count++] as string);
          }
        },
      );
    },
    [unit('came'), unit('defined-1'), unit('defined-2')],
  );
  expect((await idsOf(receiver, 5)).slice(2).sort()).toEqual(['came', 'defined-1', 'defined-2']);
  // And what comes in them later.
  await page.evaluate((html) => {
    const root = document.getElementById('there')?.shadowRoot;
    root?.getElementById('nested')?.insertAdjacentHTML('beforebegin', html);
  }, unit('inside'));
  expect((await idsOf(receiver, 6)).slice(5)).toEqual(['inside']);
  expectTally(receiver, { mta: 6 });
  expect(await page.evaluate(() => window.warnings)).toEqual([]);
});

test('an element that a list uses for something else is another one, and one that says the same again is not', async ({
  page,
  open,
  server: { receiver },
}) => {
  await open(unit('row') + unit('same') + unit('there-and-back'));
  await startMarks(page);
  await received(receiver, 'mta', 3);
  await page.evaluate(() => {
    const set = (name: string, id: string): void =>
      document.getElementById(name)?.setAttribute('data-tracelet-id', id);
    set('same', 'same');
    set('there-and-back', 'other');
    set('there-and-back', 'there-and-back');
    set('row', 'other-row');
  });
  expect((await idsOf(receiver, 4))[3]).toBe('other-row');
  await page.evaluate(() => {
    document.getElementById('row')?.setAttribute('data-tracelet-params', '{"a":1}');
  });
  const [, , , , last] = await received(receiver, 'mta', 5);
  expect(last?.record).toMatchObject({ ei: 'other-row', kv: { a: 1 } });
  expect(await idsUntil(page, receiver, 5)).toHaveLength(6);
});

for (const again of [false, true]) {
  test(`an element that comes back is seen ${again ? 'again, if wanted' : 'once'}`, async ({
    page,
    open,
    server: { receiver },
  }) => {
    await open(`${unit('a')}${far}${unit('b')}${far}${unit('c')}`);
    await startMarks(page, { again });
    expect(await idsOf(receiver, 1)).toEqual(['a']);
    await page.locator('#b').scrollIntoViewIfNeeded();
    expect(await idsOf(receiver, 2)).toEqual(['a', 'b']);
    await scroll(page, 0);
    if (again) expect(await idsOf(receiver, 3)).toEqual(['a', 'b', 'a']);
    else expect(await idsUntil(page, receiver, 2)).toEqual(['a', 'b', 'last']);
  });
}

test('10,000 elements that come at once are recorded, each once', async ({
  page,
  blank,
  server: { receiver },
}) => {
  test.setTimeout(120_000);
  await page.goto(blank);
  await page.evaluate(() => {
    const { createTracker, exposure } = window.tracelet;
    window.tracker = createTracker({
      endpoints: [window.endpoints.relay.mta()],
      plugins: [exposure()],
      retention: { records: 20_000 },
    });
  });
  await page.evaluate(
    (html) => document.body.insertAdjacentHTML('beforeend', html),
    Array.from({ length: 10_000 }, (_, i) =>
      unit(`unit-${i}`, 'height:1px;width:3px;float:left'),
    ).join(''),
  );
  await expect
    .poll(() => page.evaluate(() => window.tracker.stats().recorded), { timeout: 60_000 })
    .toBe(10_000);
  await flush(page);
  const got = await received(receiver, 'mta', 10_000);
  expect(new Set(got.map(({ record }) => record.ei)).size).toBe(10_000);
  expectTally(receiver, { mta: 10_000 });
});

test('without an IntersectionObserver nothing is recorded, which is told once', async ({
  page,
  open,
}) => {
  await page.addInitScript(() => {
    for (const name of ['IntersectionObserver', 'customElements']) {
      Object.defineProperty(window, name, { value: undefined });
    }
    delete (window as Partial<typeof globalThis>).IntersectionObserver;
  });
  await open(unit('a'));
  await startMarks(page);
  expect(await page.evaluate(() => window.warnings)).toEqual([
    'tracelet: exposure: what is shown is not recorded: there is no IntersectionObserver here',
  ]);
  await page.evaluate(() => window.tracker.stop());
});

test('a tracker that stops looks at nothing more', async ({ page, open, server: { receiver } }) => {
  await page.addInitScript(() => {
    const { observe, disconnect } = IntersectionObserver.prototype;
    const watched = { count: 0 };
    Object.assign(window, { watched });
    IntersectionObserver.prototype.observe = function (target) {
      watched.count++;
      observe.call(this, target);
    };
    IntersectionObserver.prototype.disconnect = function () {
      watched.count = 0;
      disconnect.call(this);
    };
  });
  await open(unit('a'));
  await startMarks(page);
  await received(receiver, 'mta', 1);
  const watched = await page.evaluate(async (html) => {
    await window.tracker.stop();
    document.body.insertAdjacentHTML('beforeend', html);
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    return (window as unknown as { watched: { count: number } }).watched.count;
  }, unit('b'));
  expect(watched).toBe(0);
});

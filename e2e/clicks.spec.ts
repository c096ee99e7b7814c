import { readFileSync } from 'node:fs';
import { expect, expectTally, flush, received, type Name } from './fixtures';
import { idsOf, mark, startMarks, test } from './marksInPage';

const TIME = Date.UTC(2026, 4, 5, 6, 7, 8, 999);
const SECONDS = Date.UTC(2026, 4, 5, 6, 7, 8) / 1000;
const TRACE = 'Fi6JoptoXX8EI3sttq3pcVGC2H1Nesy9';

type Row = readonly [
  kind: string,
  attributes: Readonly<Record<string, string>>,
  name: Name,
  record: object,
];

const game = { game_id: '12', game_v: '7.8.8' };
const from = { app_id: 15154545, uid: 'device-1' };
const onWire = { ...from, game_id: 12, game_v: '7.8.8' };
const live = { event_time: SECONDS, media_type: 2, code: 'IsFXtWUZ3x3hywGl ' };
const group = { gid: '901', target_id: '77', uid: '80001' };
const visited = { event_time: SECONDS, channel: 1, operate_id: 10000 };
const named = { ky: 'if8888mta', ts: SECONDS, et: 1000, cui: 'cui-1' };

/** What each kind of the vocabulary says in a page, and what has to arrive of it. */
const ROWS: readonly Row[] = [
  ['launch', {}, 'pushData', { aid: 1000, ...from }],
  ['load', game, 'pushData', { aid: 1001, ...onWire }],
  ['loaded', {}, 'pushData', { aid: 1002, ...from }],
  ['game_click', { ...game, column: '5' }, 'pushData', { aid: 1003, ...onWire, v: '5' }],
  ['game_load', game, 'pushData', { aid: 2001, ...onWire }],
  ['game_enter', game, 'pushData', { aid: 2002, ...onWire }],
  ['game_exit', { ...game, duration: '61' }, 'pushData', { aid: 2003, ...onWire, v: '61' }],
  ['game_button', { ...game, button: 'share' }, 'pushData', { aid: 2013, ...onWire }],
  ['game_jump', { ...game, target: '99' }, 'pushData', { aid: 2017, ...onWire, v: '99' }],
  ['ad', { ...game, format: 'rewarded', action: 'complete' }, 'pushData', { aid: 3014, ...onWire }],
  [
    'page_view',
    { page_id: '4', pos_id: '3', prev_id: '1' },
    'behavior',
    { ...visited, page_id: 4, pos_id: 3, prev_id: 1 },
  ],
  [
    'page_leave',
    { page_id: '4', duration: '20', trace_id: TRACE },
    'behavior',
    { ...visited, page_id: 4, trace_id: TRACE, duration: 20 },
  ],
  [
    'miniprogram_jump',
    { code: live.code, trace_id: TRACE },
    'mediaEvent',
    { event_id: '1100102', ...live, trace_id: TRACE },
  ],
  [
    'qr_show',
    { code: live.code, media_type: '2', duration: '3' },
    'mediaEvent',
    { event_id: '1110201', ...live, duration: 3 },
  ],
  ['qr_press', { code: live.code }, 'mediaEvent', { event_id: '1110204', ...live }],
  [
    'vote',
    { ...group, action: 'join', id: 'v-1' },
    'oper',
    { oper_id: '1504000120679', gid: 901, target_id: '77', uid: 80001, ext1: 'v-1' },
  ],
  [
    'lottery',
    { ...group, action: 'create', id: 'l-1' },
    'oper',
    { oper_id: '1505000120618', gid: 901, target_id: '77', uid: 80001, ext1: 'l-1' },
  ],
  [
    'loan',
    { id: '__LOAN__register', params: '{"status":1,"note":["zwei","三"]}' },
    'mta',
    { ...named, ei: '__LOAN__register', kv: { status: 1, note: ['zwei', '三'] } },
  ],
  ['custom', { id: 'sign_in' }, 'mta', { ...named, ei: 'sign_in' }],
];

/** The elements of some rows. */
const pageOf = (rows: readonly Row[], on: string): string =>
  rows
    .map(([kind, attributes]) => {
      const props = Object.entries(attributes).map(
        ([name, value]) => ` data-tracelet-${name}='${value}'`,
      );
      return `<button data-tracelet="${kind}"${on}${props.join('')}>${kind}</button>`;
    })
    .join('');

test('the rows below are the vocabulary', () => {
  const page = readFileSync(new URL('../docs/vocabulary.md', import.meta.url), 'utf8');
  const table = page.split('<!-- vocabulary -->')[1]?.split('<!-- /vocabulary -->')[0] ?? '';
  const kinds = Array.from(table.matchAll(/^\| `(\w+)`/gm), ([, kind]) => kind);
  expect(ROWS.map(([kind]) => kind)).toEqual(kinds);
});

for (const [occasion, on] of [
  ['click', ''],
  ['click', ' data-tracelet-on="show click"'],
  ['show', ' data-tracelet-on="show"'],
] as const) {
  test(`each kind of the vocabulary says by its attributes what arrives on ${occasion}${on}, exactly`, async ({
    page,
    open,
    server: { receiver },
  }) => {
    await page.clock.setFixedTime(TIME);
    await open(pageOf(ROWS, on));
    await startMarks(page);
    const times = on.indexOf('show click') < 0 ? 1 : 2;
    if (occasion === 'click') {
      for (const button of await page.locator('button').all()) await button.click();
    }
    const tally: Partial<Record<Name, number>> = {};
    for (const [, , name] of ROWS) tally[name] = (tally[name] ?? 0) + times;
    for (const [name, count] of Object.entries(tally)) {
      const got = await received(receiver, name as Name, count);
      const text = (record: object): string => JSON.stringify(record, Object.keys(record).sort());
      const wanted = ROWS.filter(([, , wanted]) => wanted === name).map(([, , , record]) => record);
      expect(got.map(({ record }) => record).sort((a, b) => (text(a) < text(b) ? -1 : 1))).toEqual(
        [...wanted, ...(times === 2 ? wanted : [])].sort((a, b) => (text(a) < text(b) ? -1 : 1)),
      );
    }
    if (times === 1) expectTally(receiver, tally);
    expect(await page.evaluate(() => window.warnings)).toEqual([]);
  });
}

test('an ad that does not say its action has that of the occasion', async ({
  page,
  open,
  server: { receiver },
}) => {
  const ad =
    'data-tracelet="ad" data-tracelet-format="banner" data-tracelet-game_id="12" data-tracelet-game_v="1"';
  await open(`<button ${ad} data-tracelet-on="click show">Ad</button>`);
  await startMarks(page);
  // What a script has left in every object is no attribute of any element.
  await page.evaluate(() => Object.assign(Object.prototype, { action: 'close' }));
  await received(receiver, 'pushData', 1);
  await page.locator('button').click();
  const got = await received(receiver, 'pushData', 2);
  expect(got.map(({ record }) => record.aid)).toEqual([3001, 3002]);
});

test("params that are no JSON are told once and left out, and a page's own marks are no props", async ({
  page,
  open,
  server: { receiver },
}) => {
  await open(`<button data-tracelet="level_up" data-tracelet-level="7" data-tracelet-params="{a:1}"
       data-tracelet-on="click" data-tracelet-page="3" data-tracelet-pos="4" data-level="8">x</button>`);
  await page.evaluate(() => {
    window.warnings = [];
    const map = {
      level_up: ({ props }: { props: Readonly<Record<string, unknown>> }) => ({
        ei: 'level_up',
        kv: props,
      }),
    };
    window.tracker = window.tracelet.createTracker({
      endpoints: [window.endpoints.relay.mta({ map })],
      plugins: [window.tracelet.clicks()],
      onWarn: (message) => void window.warnings.push(message),
    });
  });
  await page.locator('button').click();
  await page.locator('button').click();
  const got = await received(receiver, 'mta', 2);
  expect(got.map(({ record }) => record.kv)).toEqual([{ level: '7' }, { level: '7' }]);
  expect(await page.evaluate(() => window.warnings)).toEqual([
    'tracelet: data-tracelet-params of level_up is no JSON object, and left out',
  ]);
});

test('a click counts whatever the page does with it, and whichever way it comes', async ({
  page,
  open,
  server: { receiver },
}) => {
  await open(`<button ${mark('stopped')} id="stopped">x</button>
     <button ${mark('key')} id="key">x</button>
     <div ${mark('outer')}><p id="outer">x</p><p ${mark('inner')}><b id="inner">x</b></p>
       <p data-tracelet="custom" data-tracelet-id="only-shown" data-tracelet-on="show" id="shown">x</p></div>`);
  await page.evaluate(() => {
    for (const target of [document, document.body, document.getElementById('stopped')]) {
      for (const type of ['click', 'keydown', 'keyup']) {
        target?.addEventListener(type, (event) => event.stopImmediatePropagation(), true);
      }
    }
  });
  await startMarks(page);
  await page.locator('#stopped').click();
  await page.locator('#key').press('Enter');
  await page.locator('#key').press('Space');
  await page.locator('#inner').click();
  await page.locator('#outer').click();
  await page.evaluate(() => document.getElementById('inner')?.click());
  expect(await idsOf(receiver, 6)).toEqual(['stopped', 'key', 'key', 'inner', 'outer', 'inner']);
  // The innermost that is recorded on click.
  await page.locator('#shown').click({ button: 'right' });
  await page.locator('#shown').click();
  await expect
    .poll(async () => (await idsOf(receiver, 7)).filter((id) => id === 'outer'))
    .toEqual(['outer', 'outer']);
  expect(await page.evaluate(() => window.warnings)).toEqual([]);
});

test('a click in an open shadow root counts, and one that a disabled control swallows does not', async ({
  page,
  open,
  server: { receiver },
}) => {
  await open(`<div id="host"></div>
     <div ${mark('card')}><button disabled><span ${mark('disabled')} id="disabled">x</span></button></div>
     <fieldset disabled ${mark('fieldset')}><a href="#x" id="link">x</a></fieldset>`);
  await page.evaluate(
    ([inside, form]) => {
      const root = document.getElementById('host')?.attachShadow({ mode: 'open' });
      if (root) root.innerHTML = `<button ${inside}><b>inside</b></button>`;
      // A form whose fields hide its methods.
      document.body.insertAdjacentHTML(
        'beforeend',
        `<form ${form}><input name="matches"><input name="getAttribute"><b id="clobbered">x</b></form>`,
      );
    },
    [mark('inside'), mark('clobbered')] as const,
  );
  await startMarks(page);
  await page.getByText('inside').click();
  await page.locator('#disabled').click({ force: true });
  await page.evaluate(() => document.getElementById('disabled')?.click());
  await page.locator('#clobbered').click();
  await page.locator('#link').click();
  expect(await idsOf(receiver, 2)).toEqual(['inside', 'fieldset']);
});

test('a label and its control are one click', async ({ page, open, server: { receiver } }) => {
  await open(`<div ${mark('around')}><label id="around">x<input type="checkbox"></label></div>
     <label ${mark('for')} id="for" for="b">x</label><input id="b" type="checkbox" ${mark('b')}>
     <label id="plain">x<input id="c" type="checkbox" ${mark('c')}></label>`);
  await startMarks(page);
  const clicks = [
    ['#around', 'around'],
    ['#around input', 'around'],
    ['#for', 'for'],
    ['#b', 'b'],
    ['#plain', 'c'],
    ['#c', 'c'],
  ] as const;
  for (const [selector] of clicks) await page.locator(selector).click({ position: { x: 2, y: 2 } });
  const wanted = clicks.map(([, id]) => id);
  expect(await idsOf(receiver, wanted.length)).toEqual(wanted);
  // The page takes the click from the label; then the control's own counts.
  await page
    .locator('#for')
    .evaluate((label) => label.addEventListener('click', (event) => event.preventDefault()));
  await page.locator('#for').click();
  await page.locator('#b').click();
  expect(await idsOf(receiver, wanted.length + 2)).toEqual([...wanted, 'for', 'b']);
  await flush(page);
  expect(receiver.received('mta')).toHaveLength(wanted.length + 2);
});

test('a link that leaves the page is recorded on the way, and one opened by the middle button too', async ({
  page,
  open,
  server: { receiver },
}) => {
  await open(
    `<p ${mark('text')} id="text">x</p><a href="/e2e/elsewhere.html" ${mark('link')}><b>x</b></a>`,
  );
  await startMarks(page);
  await page.evaluate(() => window.tracker.flush());
  await page.locator('#text').click({ button: 'middle' });
  await page.locator('a').click({ button: 'right' });
  await page.locator('a').click({ button: 'middle' });
  expect(await idsOf(receiver, 1)).toEqual(['link']);
  await page.locator('a').click();
  await page.waitForURL('**/elsewhere.html');
  expect(await idsOf(receiver, 2)).toEqual(['link', 'link']);
});

test('nothing that the user has typed or that stands in the page goes out', async ({
  page,
  open,
  server: { receiver },
}) => {
  await open(`<form ${mark('form')}><label>SECRET-TEXT<input ${mark('field', 'click show')} value="SECRET-VALUE"
       name="SECRET-NAME" title="SECRET-TITLE"></label><button type="button" ${mark('button')}>SECRET-TEXT</button></form>`);
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url(), request.postData() ?? ''));
  await startMarks(page);
  await page.locator('input').click();
  await page.keyboard.type('SECRET-TYPED');
  await page.locator('button').click();
  expect((await idsOf(receiver, 3)).sort()).toEqual(['button', 'field', 'field']);
  expect(sent.join()).toContain('field');
  expect(sent.join()).not.toContain('SECRET');
});

test('a tracker that stops hears no click', async ({ page, open, server: { receiver } }) => {
  await open(`<button ${mark('a')}>x</button>`);
  await page.evaluate(() => {
    const listening: string[] = [];
    Object.assign(window, { listening });
    const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (type, ...rest) {
      listening.push(type);
      add.call(this ?? window, type, ...rest);
    };
    EventTarget.prototype.removeEventListener = function (type, ...rest) {
      listening.splice(listening.indexOf(type), 1);
      remove.call(this ?? window, type, ...rest);
    };
  });
  await startMarks(page);
  await page.locator('button').click();
  await received(receiver, 'mta', 1);
  await page.evaluate(() => window.tracker.stop());
  expect(
    await page.evaluate(() =>
      (window as unknown as { listening: string[] }).listening.filter((type) => /click/.test(type)),
    ),
  ).toEqual([]);
});

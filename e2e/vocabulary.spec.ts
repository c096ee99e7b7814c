import { expect, expectTally, flush, received, start, test, type Name } from './fixtures';

/** What `track()` is called with, and what has to arrive. */
type Row = readonly [kind: string, props: object, record: object];

const TIME = Date.UTC(2026, 4, 5, 6, 7, 8, 999);
const SECONDS = Date.UTC(2026, 4, 5, 6, 7, 8) / 1000;
const TRACE = 'Fi6JoptoXX8EI3sttq3pcVGC2H1Nesy9';

test.beforeEach(async ({ page, blank }) => {
  await page.clock.setFixedTime(TIME);
  await page.goto(blank);
});

/** Tracks what the rows say through the relay, and asserts on all that the server got. */
const check = (name: Name, title: string, rows: readonly Row[], more: object = {}): void =>
  test(`${name}: ${title}`, async ({ page, server: { receiver } }) => {
    await start(page, { only: [name], more });
    await page.evaluate((rows) => {
      for (const [kind, props] of rows) window.tracker.track(kind, props as never);
    }, rows);
    await received(receiver, name, rows.length);
    const { waiting, dropped } = await flush(page);

    expect({ waiting, dropped }).toEqual({ waiting: 0, dropped: 0 });
    expect(receiver.received(name).map(({ record }) => record)).toEqual(
      rows.map(([, , record]) => record),
    );
    expect(receiver.tally()[name].voided).toBe(0);
    expectTally(receiver, { [name]: rows.length });
    expect(await page.evaluate(() => window.warnings)).toEqual([]);
  });

const game = { game_id: 12, game_v: '7.8.8' };
const from = { app_id: 15154545, uid: 'device-1' };
const button = (name: string, aid: number): Row => [
  'game_button',
  { ...game, button: name },
  { aid, ...from, ...game },
];
const ad = (format: string, action: string, aid: number): Row => [
  'ad',
  { ...game, format, action },
  { aid, ...from, ...game },
];

check('pushData', 'each of the 23 aids arrives once, its v a string', [
  ['launch', {}, { aid: 1000, ...from }],
  ['load', {}, { aid: 1001, ...from }],
  ['loaded', {}, { aid: 1002, ...from }],
  ['game_click', { ...game, column: 5 }, { aid: 1003, ...from, ...game, v: '5' }],
  ['game_load', game, { aid: 2001, ...from, ...game }],
  ['game_enter', game, { aid: 2002, ...from, ...game }],
  ['game_exit', { ...game, duration: 61.9 }, { aid: 2003, ...from, ...game, v: '61' }],
  button('close', 2011),
  button('more', 2012),
  button('share', 2013),
  button('favorite', 2014),
  button('unfavorite', 2015),
  button('clear_cache', 2016),
  ['game_jump', { ...game, target: 99 }, { aid: 2017, ...from, ...game, v: '99' }],
  button('lobby', 2018),
  ad('banner', 'show', 3001),
  ad('banner', 'click', 3002),
  ad('rewarded', 'show', 3011),
  ad('rewarded', 'click', 3012),
  ad('rewarded', 'close', 3013),
  ad('rewarded', 'complete', 3014),
  ad('interstitial', 'show', 3021),
  ad('interstitial', 'click', 3022),
]);

check('pushData', 'a game may be named on any aid', [
  ['launch', game, { aid: 1000, ...from, ...game }],
  ['load', game, { aid: 1001, ...from, ...game }],
  ['loaded', game, { aid: 1002, ...from, ...game }],
]);

const visit = { page_id: 2, pos_id: 3, prev_id: 1 };

check('behavior', 'a page visit in H5 is operate 10000', [
  [
    'page_leave',
    { ...visit, duration: 20.7, trace_id: TRACE },
    {
      event_time: SECONDS,
      channel: 1,
      operate_id: 10000,
      ...visit,
      trace_id: TRACE,
      duration: 20,
    },
  ],
  ['page_view', { page_id: 4 }, { event_time: SECONDS, channel: 1, operate_id: 10000, page_id: 4 }],
]);

test("behavior: a map of one's own sends operate 11000", async ({ page, server: { receiver } }) => {
  await page.evaluate(() => {
    const map = {
      miniprogram_visit: ({ props }: { props: Readonly<Record<string, unknown>> }) => ({
        operate_id: 11000,
        channel: 2,
        page_id: props['page_id'],
      }),
    };
    window.tracker = window.tracelet.createTracker({
      endpoints: [window.endpoints.relay.behavior({ map })],
    });
    window.tracker.track('miniprogram_visit', { page_id: 7 });
  });
  const [item] = await received(receiver, 'behavior', 1);
  expect(item?.record).toEqual({ event_time: SECONDS, channel: 2, operate_id: 11000, page_id: 7 });
  expectTally(receiver, { behavior: 1 });
});

// Verbatim, with the space at its end.
const code = 'IsFXtWUZ3x3hywGl ';
const live = { event_time: SECONDS, media_type: 2, code };

check('mediaEvent', 'the three events arrive once, their ids strings', [
  [
    'miniprogram_jump',
    { code, trace_id: TRACE },
    { event_id: '1100102', ...live, trace_id: TRACE },
  ],
  [
    'qr_show',
    { code, media_type: 2, duration: 3.2, trace_id: TRACE },
    { event_id: '1110201', ...live, trace_id: TRACE, duration: 3 },
  ],
  ['qr_press', { code, duration: 0 }, { event_id: '1110204', ...live, duration: 0 }],
]);

const loan = (ei: string, kv?: object): Row => [
  'loan',
  { id: ei, ...(kv && { params: kv }) },
  { ky: 'if8888mta', ts: SECONDS, et: 1000, cui: 'cui-1', ei, ...(kv && { kv }) },
];

check('mta', 'the seven loan events arrive once, their parameters of the types they had', [
  loan('__LOAN__product', { product_id: '1000234' }),
  loan('__LOAN__register', { status: 1 }),
  loan('__LOAN__apply_edu', { product_id: '1000234' }),
  loan('__LOAN__fill_info'),
  loan('__LOAN__submit', { product_id: '1000234', note: { step: [1, 'zwei', '三'] } }),
  loan('__LOAN__bind_card', { status: 0, product_id: '1000234' }),
  loan('__LOAN__card_confirm', { product_id: '1000234' }),
]);

test('mta: __LOAN__product goes once a day for each product, also after a reload', async ({
  page,
  server: { receiver },
}) => {
  const showThree = async (): Promise<unknown> => {
    await start(page, { only: ['mta'] });
    await flush(page); // by then it is read what this day has had
    return page.evaluate(async () => {
      for (const product_id of ['1', '2', '1']) {
        window.tracker.track('loan', { id: '__LOAN__product', params: { product_id } });
      }
      await window.tracker.flush();
      const { recorded, accepted, dropped } = window.tracker.stats();
      return { recorded, accepted, dropped };
    });
  };
  expect(await showThree()).toEqual({ recorded: 3, accepted: 2, dropped: { repeated: 1 } });
  await page.reload();
  expect(await showThree()).toEqual({ recorded: 6, accepted: 2, dropped: { repeated: 4 } });
  await page.clock.setFixedTime(TIME + 24 * 3600_000);
  await page.reload();
  expect(await showThree()).toEqual({ recorded: 9, accepted: 4, dropped: { repeated: 5 } });
  expectTally(receiver, { mta: 4 });
});

const group = { gid: 901, target_id: 'channel-1', uid: 80001 };
const operation = (kind: string, action: string, oper_id: string): Row => [
  kind,
  { ...group, action, id: `${kind}-${action}` },
  { oper_id, ...group, ext1: `${kind}-${action}` },
];

check('oper', 'the eight operations arrive once, each in a request of its own', [
  operation('vote', 'create', '1504000120618'),
  operation('vote', 'launch', '1504000120678'),
  operation('vote', 'join', '1504000120679'),
  operation('vote', 'delete', '1504000120617'),
  operation('lottery', 'create', '1505000120618'),
  operation('lottery', 'launch', '1505000120678'),
  operation('lottery', 'join', '1505000120679'),
  operation('lottery', 'delete', '1505000120617'),
]);

test('what is said of all records of a request is exact, and no device type on a desktop', async ({
  page,
  server: { receiver },
}) => {
  await start(page);
  await page.evaluate(() => {
    const { track } = window.tracker;
    track('launch');
    track('page_leave', { page_id: 1, duration: 1 });
    track('qr_show', { code: 'c' });
    track('vote', { action: 'join', id: 'v', gid: 1, target_id: 't', uid: 2 });
    track('custom', { id: 'sign_in' });
  });
  const [push] = await received(receiver, 'pushData', 1);
  const [behavior] = await received(receiver, 'behavior', 1);
  const [media] = await received(receiver, 'mediaEvent', 1);
  const [oper] = await received(receiver, 'oper', 1);
  const [mta] = await received(receiver, 'mta', 1);

  expect(push?.head).toEqual({ app_id: 15154545, uid: 'device-1' });
  expect(push?.params).toMatchObject({
    in: 'query',
    session_key: receiver.issue('pushData'),
    ts: String(SECONDS),
  });
  expect(behavior?.head).toEqual({ uid: '80001', openid: 'openid-1' });
  expect(media?.head).toEqual({
    account_info: { account_type: 2, appid: 'wx-1', openid: 'openid-1' },
  });
  expect(oper?.at).toBe(SECONDS);
  expect(oper?.head.nonce).toMatch(/^[0-9A-Za-z]{16,}$/);
  expect(mta?.record.ei).toBe('sign_in');
  expectTally(receiver, { mta: 1, pushData: 1, mediaEvent: 1, behavior: 1, oper: 1 });
});

for (const [device, userAgent, type] of [
  ['an Android phone', 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Mobile', 1],
  ['an iPhone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15', 2],
] as const) {
  test.describe(device, () => {
    test.use({ userAgent });
    test(`says device_type ${type}`, async ({ page, server: { receiver } }) => {
      await start(page, { only: ['behavior', 'mediaEvent'] });
      await page.evaluate(() => {
        window.tracker.track('page_view', { page_id: 1 });
        window.tracker.track('qr_show', { code: 'c' });
      });
      const [behavior] = await received(receiver, 'behavior', 1);
      const [media] = await received(receiver, 'mediaEvent', 1);
      expect(behavior?.head).toEqual({ device_type: type, uid: '80001', openid: 'openid-1' });
      expect(media?.head).toEqual({
        account_info: { account_type: 2, appid: 'wx-1', openid: 'openid-1' },
        device_info: { device_type: type },
      });
      expectTally(receiver, { behavior: 1, mediaEvent: 1 });
    });
  });
}

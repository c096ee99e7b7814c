import type { Page } from 'playwright/test';
import type { Kind } from '../src/core/catalogue';
import {
  expect,
  expectTally,
  names,
  openStill,
  received,
  test as base,
  until,
  type Name,
  type Receiver,
} from './fixtures';

/** Everything that a visitor would find in the console. */
const test = base.extend<{ trouble: string[] }>({
  trouble: [
    async ({ page }, use) => {
      const trouble: string[] = [];
      page.on('pageerror', (error) => void trouble.push(`uncaught ${String(error)}`));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) trouble.push(message.text());
      });
      await use(trouble);
      expect(trouble).toEqual([]);
    },
    { auto: true },
  ],
});

/** In seconds; see demo/page/ads.js. */
const VIDEO = 3;

/** In milliseconds, how long a tracker gathers before it sends by itself. */
const FLUSH_DELAY = 2000;

/** Where each kind of the vocabulary arrives, and under which ids; a page visit arrives when it ends. */
const ARRIVES: Readonly<Record<Exclude<Kind, 'page_view'>, readonly [Name, ...ids: unknown[]]>> = {
  launch: ['pushData', 1000],
  load: ['pushData', 1001],
  loaded: ['pushData', 1002],
  game_click: ['pushData', 1003],
  game_load: ['pushData', 2001],
  game_enter: ['pushData', 2002],
  game_exit: ['pushData', 2003],
  game_button: ['pushData', 2011, 2012, 2013, 2014, 2015, 2016, 2018],
  game_jump: ['pushData', 2017],
  ad: ['pushData', 3001, 3002, 3011, 3012, 3013, 3014, 3021, 3022],
  page_leave: ['behavior', 10000],
  miniprogram_jump: ['mediaEvent', '1100102'],
  qr_show: ['mediaEvent', '1110201'],
  qr_press: ['mediaEvent', '1110204'],
  vote: ['oper', '1504000120618', '1504000120678', '1504000120679', '1504000120617'],
  lottery: ['oper', '1505000120618', '1505000120678', '1505000120679', '1505000120617'],
  loan: [
    'mta',
    '__LOAN__product',
    '__LOAN__register',
    '__LOAN__apply_edu',
    '__LOAN__fill_info',
    '__LOAN__submit',
    '__LOAN__bind_card',
    '__LOAN__card_confirm',
  ],
  custom: ['mta', 'demo_call_me'],
};

const idsWanted = (name: Name): string[] =>
  Object.values(ARRIVES)
    .flatMap(([to, ...ids]) => (to === name ? ids.map(String) : []))
    .sort();

/** The ids that arrived, each once. */
const idsArrived = (receiver: Receiver, name: Name): string[] => [
  ...new Set(
    receiver
      .received(name)
      .map(({ record }) =>
        String(record.aid ?? record.operate_id ?? record.event_id ?? record.oper_id ?? record.ei),
      )
      .sort(),
  ),
];

const click = (page: Page, ...ids: string[]): Promise<void> =>
  ids.reduce((before, id) => before.then(() => page.locator(`#${id}`).click()), Promise.resolve());

/** Opens the game and waits until it can be played. */
async function play(page: Page, testId: string): Promise<void> {
  await page.getByTestId(testId).click();
  await expect(page.locator('#game-status')).not.toHaveText('Loading …');
}

async function visitGames(page: Page, receiver: Receiver): Promise<void> {
  await play(page, 'game-1-12');
  await click(page, 'button-favorite', 'button-favorite', 'button-share', 'button-clear-cache');
  await click(page, 'button-more');
  await expect(page.locator('#more-dialog')).toContainText('7.8.8');
  await click(page, 'more-close', 'banner');
  await click(page, 'rewarded-open', 'rewarded-click');
  await page.clock.runFor(VIDEO * 1000);
  await expect(page.locator('#rewarded-close')).toHaveText('Collect the reward');
  await click(page, 'rewarded-close');
  await click(page, 'interstitial-open', 'interstitial-click');
  await click(page, 'interstitial-open', 'interstitial-close');
  await until(receiver, 'the banner that is in view', () =>
    receiver.received('pushData').some(({ record }) => record.aid === 3001),
  );
  await click(page, 'game-jump');
  await expect(page).toHaveURL(/game\/31$/);
  await expect(page.locator('#game-status')).not.toHaveText('Loading …');
  await click(page, 'button-close');
  await play(page, 'game-2-52');
  await click(page, 'button-lobby');
}

async function visitGroup(page: Page): Promise<void> {
  await click(page, 'nav-group', 'qr-jump', 'qr-show', 'qr-press', 'qr-close');
  for (const kind of ['vote', 'lottery']) {
    for (const action of ['create', 'launch', 'join', 'delete'])
      await click(page, `${kind}-${action}`);
    await expect(page.getByTestId(`${kind}-state`)).toHaveText('none yet');
  }
}

async function applyForLoan(page: Page): Promise<void> {
  await click(page, 'nav-loan', 'loan-product-1001');
  await page.locator('#loan-code').fill('4711');
  await click(page, 'loan-register', 'loan-apply', 'loan-fill', 'loan-submit');
  await page.locator('#loan-card').fill('1881');
  await click(page, 'loan-bind', 'loan-confirm', 'loan-help');
  await expect(page.locator('#loan-done')).toContainText('All done');
}

const cell = (page: Page, name: Name, what: string) => page.getByTestId(`tally-${name}-${what}`);

test('a visit to every corner produces the whole vocabulary, and the panel says what the server says', async ({
  page,
  server: { url, receiver },
}) => {
  // Some eighty steps, each drawn in the panel too.
  test.slow();
  await page.clock.install();
  await page.goto(url);
  await visitGames(page, receiver);
  await visitGroup(page);
  await applyForLoan(page);
  await click(page, 'send-now');
  await expect(page.locator('#flush-result')).toHaveText(/accepted, 0 waiting, 0 dropped$/);

  // pushData has 23 ids, mediaEvent 3, oper 8, mta 7 steps and one of the demo's own.
  expect(Object.fromEntries(names.map((name) => [name, idsWanted(name).length]))).toEqual({
    pushData: 23,
    behavior: 1,
    mediaEvent: 3,
    oper: 8,
    mta: 8,
  });
  const tally = receiver.tally();
  for (const name of names) {
    expect(idsArrived(receiver, name)).toEqual(idsWanted(name));
    expect(tally[name]).toMatchObject({ refused: {}, voided: 0 });
    // As many as were recorded, so none came twice: two clicks alike are alike on pushData's wire.
    const { received } = tally[name];
    await expect(cell(page, name, 'received')).toHaveText(String(received));
    await expect(cell(page, name, 'refused')).toHaveText('0');
    await expect(cell(page, name, 'recorded')).toHaveText(String(received));
    await expect(cell(page, name, 'accepted')).toHaveText(String(received));
    await expect(cell(page, name, 'waiting')).toHaveText('0');
    await expect(cell(page, name, 'dropped')).toHaveText('0');
  }
  await expect(page.locator('#panel-count')).toHaveText('0');
});

test('a game tells who it is in each of its events, in the order in which they happened', async ({
  page,
  server: { url, receiver },
}) => {
  await page.clock.install();
  await page.goto(url);
  await play(page, 'game-1-12');
  await page.clock.runFor(7000);
  await click(page, 'game-jump');
  await expect(page.locator('#game-status')).not.toHaveText('Loading …');
  await click(page, 'button-close', 'send-now');
  await expect(page.locator('#flush-result')).toHaveText(/ 0 waiting/);

  const told = receiver
    .received('pushData')
    .map(({ record: { aid, game_id, game_v, v } }) => [aid, game_id, game_v, v])
    .filter(([aid]) => aid < 3000);
  const [fish, lantern] = [
    [12, '7.8.8'],
    [31, '2.1.0'],
  ] as const;
  expect(told).toEqual([
    [1000, undefined, undefined, undefined],
    [1001, undefined, undefined, undefined],
    [1002, undefined, undefined, undefined],
    [1003, ...fish, '1'],
    [2001, ...fish, undefined],
    [2002, ...fish, undefined],
    [2017, ...fish, '31'],
    [2003, ...fish, expect.stringMatching(/^\d+$/)],
    [2001, ...lantern, undefined],
    [2002, ...lantern, undefined],
    [2011, ...lantern, undefined],
    [2003, ...lantern, expect.stringMatching(/^\d+$/)],
  ]);
  expect(Number(told[7]?.[3])).toBeGreaterThanOrEqual(7);
});

test('the way into the group is one operation: three events, one trace_id', async ({
  page,
  server: { url, receiver },
}) => {
  await page.goto(url);
  await click(page, 'qr-jump', 'qr-show', 'qr-press', 'qr-close', 'nav-group');
  await click(page, 'qr-jump', 'qr-show', 'qr-press', 'qr-close', 'send-now');
  const items = await received(receiver, 'mediaEvent', 6);
  const [first, second] = [items.slice(0, 3), items.slice(3)].map((flow) => {
    expect(flow.map(({ record }) => record.event_id)).toEqual(['1100102', '1110201', '1110204']);
    // The vendor's own example, with its blank at the end.
    expect(new Set(flow.map(({ record }) => record.code))).toEqual(new Set(['IsFXtWUZ3x3hywGl ']));
    const traces = new Set(flow.map(({ record }) => record.trace_id as string));
    expect(traces.size).toBe(1);
    return [...traces][0];
  });
  expect(first).toMatch(/^[0-9A-Za-z]{32}$/);
  expect(second).toMatch(/^[0-9A-Za-z]{32}$/);
  expect(second).not.toBe(first);
  expectTally(receiver, { ...counts(receiver), mediaEvent: 6 });
});

const counts = (receiver: Receiver) =>
  Object.fromEntries(names.map((name) => [name, receiver.tally()[name].received]));

test('a long press on the code is a press, a short one is none', async ({
  page,
  server: { url, receiver },
}) => {
  await page.clock.install();
  await page.goto(url);
  await click(page, 'qr-jump', 'qr-show', 'qr-code');
  await page.locator('#qr-code').hover();
  await page.mouse.down();
  await page.clock.runFor(600);
  await page.mouse.up();
  await expect(page.locator('.qr-hint')).toHaveText('Code recognised: welcome to the group.');
  await click(page, 'qr-close', 'send-now');
  const items = await received(receiver, 'mediaEvent', 3);
  expect(items.map(({ record }) => record.event_id)).toEqual(['1100102', '1110201', '1110204']);
});

test('page visits tell where one came from and how long one stayed', async ({
  page,
  server: { url, receiver },
}) => {
  const TIME = Date.UTC(2026, 4, 5, 6, 7, 8);
  await openStill(page, url, TIME);
  await expect(page.locator('h1')).toBeVisible();
  await page.clock.runFor(5000);
  await page.getByTestId('game-1-12').click();
  await page.clock.runFor(7000);
  await click(page, 'nav-group');
  await page.clock.runFor(11_000);
  await click(page, 'nav-loan');
  await page.clock.runFor(13_000);
  await page.goto(`${url}/e2e/elsewhere.html`);

  const items = await received(receiver, 'behavior', 4);
  const visits = items.map(({ record }) => record);
  expect(
    visits.map(({ operate_id, channel, page_id, pos_id, prev_id, duration }) => ({
      operate_id,
      channel,
      page_id,
      pos_id,
      prev_id,
      duration,
    })),
  ).toEqual([
    { operate_id: 10000, channel: 1, page_id: 1, pos_id: 1, prev_id: undefined, duration: 5 },
    { operate_id: 10000, channel: 1, page_id: 2, pos_id: 2, prev_id: 1, duration: 7 },
    { operate_id: 10000, channel: 1, page_id: 4, pos_id: undefined, prev_id: 2, duration: 11 },
    { operate_id: 10000, channel: 1, page_id: 3, pos_id: undefined, prev_id: 4, duration: 13 },
  ]);
  expect(new Set(visits.map(({ trace_id }) => trace_id as string)).size).toBe(4);
  expect(receiver.tally().behavior).toMatchObject({ received: 4, doubled: 0, refused: {} });
});

test('events go by themselves, with no button pressed', async ({
  page,
  server: { url, receiver },
}) => {
  await page.clock.install();
  await page.goto(url);
  await page.getByTestId('game-1-12').click();
  await page.clock.runFor(FLUSH_DELAY);
  await received(receiver, 'pushData', 5);
  await received(receiver, 'behavior', 1);
});

test('trouble is made where it was asked for, seen in the panel, and over when it is over', async ({
  page,
  server: { url, receiver },
  trouble,
}) => {
  await page.clock.install();
  await page.goto(url);
  await expect(page.locator('h1')).toBeVisible();
  await page.locator('#trouble-endpoint').selectOption('mta');
  await click(page, 'trouble-503');
  await expect(page.locator('#troubles')).toHaveAttribute('data-armed', '503');
  await click(page, 'nav-loan', 'loan-help', 'send-now');
  await expect(page.locator('#flush-result')).toHaveText(/ 1 waiting, 0 dropped$/);
  await expect(cell(page, 'mta', 'waiting')).toHaveText('1');
  await expect(page.locator('[data-testid=log-line][data-lane=mta]')).toContainText('503');
  expect(receiver.tally().mta).toMatchObject({ received: 0, faulted: 1 });
  expect(receiver.tally().pushData.faulted).toBe(0);

  await click(page, 'trouble-well');
  await expect(page.locator('#troubles')).toHaveAttribute('data-armed', 'well');
  // Past the first back-off, and far from the time after which an answer is given up.
  await page.clock.runFor(3000);
  await received(receiver, 'mta', 1);
  await expect(cell(page, 'mta', 'waiting')).toHaveText('0');
  expect(receiver.tally().mta).toMatchObject({ received: 1, doubled: 0 });
  // The browser's own words about the 503.
  for (const line of trouble.splice(0)) expect(line).toContain('503');
});

test('events go out under the name of who was signed in when they happened', async ({
  page,
  server: { url, receiver },
}) => {
  await page.goto(url);
  await click(page, 'nav-loan', 'loan-help');
  await page.locator('#user').selectOption('80002');
  await click(page, 'loan-help', 'nav-lobby', 'send-now');
  const items = await received(receiver, 'mta', 2);
  expect(items.map(({ record }) => record.cui)).toEqual(['80001', '80002']);
});

test('what the registration and the bank refuse is told as refused, and goes no further', async ({
  page,
  server: { url, receiver },
}) => {
  await page.goto(`${url}/loan`);
  await click(page, 'loan-product-1002');
  await page.locator('#loan-code').fill('0000');
  await click(page, 'loan-register');
  await expect(page.locator('#loan-apply')).toBeDisabled();
  await page.locator('#loan-code').fill('1234');
  await click(page, 'loan-register', 'loan-apply', 'send-now');
  const items = await received(receiver, 'mta', 4);
  expect(items.map(({ record: { ei, kv } }) => [ei, kv])).toEqual([
    ['__LOAN__product', { product_id: '1002' }],
    ['__LOAN__register', { status: 0 }],
    ['__LOAN__register', { status: 1 }],
    ['__LOAN__apply_edu', { product_id: '1002' }],
  ]);
});

test('a rewarded video that is closed early is no complete one', async ({
  page,
  server: { url, receiver },
}) => {
  await page.clock.install();
  await page.goto(`${url}/game/12`);
  await expect(page.locator('#game-status')).not.toHaveText('Loading …');
  // Time stands still: on a busy machine the video would come to its end.
  await page.clock.pauseAt(Date.now() + 60_000);
  await click(page, 'rewarded-open');
  await page.clock.runFor(1000);
  await click(page, 'rewarded-close', 'send-now');
  await expect(page.locator('#flush-result')).toHaveText(/ 0 waiting/);
  const aids = receiver.received('pushData').map(({ record }) => record.aid as number);
  expect(aids.filter((aid) => aid > 3010)).toEqual([3011, 3013]);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the panel is a drawer with the same numbers, closed by its button, by Escape, or beside it', async ({
    page,
    server: { url, receiver },
  }) => {
    await page.goto(url);
    await expect(page.locator('h1')).toBeVisible();
    const [panel, toggle] = [page.locator('#panel'), page.locator('#panel-toggle')];
    await expect(panel).not.toBeInViewport();
    await click(page, 'panel-toggle', 'send-now');
    await expect(toggle).toHaveAttribute('aria-expanded', 'true');
    await expect(panel).toBeInViewport();
    await received(receiver, 'pushData', 3);
    await expect(cell(page, 'pushData', 'received')).toHaveText('3');
    await click(page, 'panel-close');
    await expect(panel).not.toBeInViewport();

    await click(page, 'panel-toggle');
    await page.keyboard.press('Escape');
    await expect(panel).not.toBeInViewport();
    await expect(toggle).toBeFocused();

    await click(page, 'panel-toggle');
    await page.locator('#scrim').click({ position: { x: 5, y: 400 } });
    await expect(toggle).toHaveAttribute('aria-expanded', 'false');
    expect(receiver.tally().pushData).toMatchObject({ received: 3, refused: {} });
  });
});

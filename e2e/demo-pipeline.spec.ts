import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page, TestInfo } from 'playwright/test';
import {
  disk,
  expect as patient,
  flush,
  names,
  openStill,
  received,
  requested,
  test,
  until,
  type Name,
} from './fixtures';

/** In milliseconds; see demo/page/pipeline/pace.js. */
const HOLD = 350;
const SLOW_HOLD = 2500;

/** More than from one paint to the next, in milliseconds. */
const FRAME = 20;

/** Past the 5 s that the 429 asks for, and any first back-off. In milliseconds. */
const ANY_WAIT = 13_000;

/** See src/core/lease.ts; in milliseconds. */
const REQUEST_TIMEOUT = 20_000;
const OPEN_FOR = 30_000;

/** Less than a card stays in a column, and more than it takes to get there; in milliseconds. */
const STEP = 200;
const MARGIN = 3000;
const MINUTE = 60_000;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// A page that is drawn by software, on a machine that does other things beside, takes its time.
const expect = patient.configure({ timeout: 20_000 });
test.describe.configure({ timeout: 90_000 });

type Place = 'events' | 'buffer' | 'lease' | 'request' | 'response';

const trays = (page: Page, place: Place, lane: Name): Locator =>
  page.locator(`[data-place=${place}] [data-testid=tray][data-lane=${lane}]`);

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** Presses a button that hurts the server, and waits until the server knows. */
async function trouble(page: Page, name: string, id: string): Promise<void> {
  await press(page, name);
  await expect(page.locator('#troubles')).toHaveAttribute('data-armed', id);
}

async function open(page: Page, url: string): Promise<void> {
  await page.clock.install();
  await page.goto(url);
  await expect(page.locator('h1')).toBeVisible();
}

/** One record of mta: on the loan's page, "Call me". */
const callMe = (page: Page): Promise<void> => page.locator('#loan-help').click();

test('a card goes from column to column, and shows the very bytes that the server got', async ({
  page,
  server: { url, receiver },
}) => {
  const TIME = Date.UTC(2026, 4, 5, 6, 7, 8);
  await openStill(page, `${url}/loan`, TIME);
  await press(page, 'Slow motion');
  await callMe(page);
  await press(page, 'Send now');
  const [request] = await requested(receiver, 'mta', 1);

  // Time stands still: the tracker is done, and its card is not.
  await expect(page.locator('[data-place=events]').getByText('custom')).toBeVisible();
  await expect(trays(page, 'buffer', 'mta')).toContainText('custom');
  await page.clock.runFor(SLOW_HOLD);
  await expect(trays(page, 'lease', 'mta')).toContainText('leased');
  await page.clock.runFor(SLOW_HOLD);
  await expect(trays(page, 'request', 'mta')).toContainText(`${request?.body.length} bytes`);
  await page.clock.runFor(2 * SLOW_HOLD);
  const answered = trays(page, 'response', 'mta');
  await expect(answered).toContainText('200 · accepted');
  await expect(page.locator('#said')).toContainText('mta: 200 · accepted (1)');

  await answered.getByRole('button').focus();
  await page.keyboard.press('Enter');
  const details = page.getByRole('dialog', { name: 'A batch of mta' });
  await expect(details.getByRole('region', { name: 'URL and headers' })).toHaveText(
    'POST /relay/mta\nContent-Type: text/plain;charset=UTF-8',
  );
  expect(await details.getByRole('region', { name: 'Body' }).textContent()).toBe(request?.body);
  await expect(details.getByRole('region', { name: 'Answer' })).toContainText('200');
  await expect(details.locator('#details-outcome')).toContainText('accepted');
  await expect(details.locator('#details-verdict')).toHaveText('accepted');
  await page.keyboard.press('Escape');
  await expect(answered.getByRole('button')).toBeFocused();
});

/** Where the cards of a lane are in view at this moment of their last flight; null: there was none. */
const flightAt = (page: Page, lane: Name, share: 0 | 1) =>
  page.evaluate(
    ([lane, share]) => {
      const flying = [...document.querySelectorAll(`.flying[data-lane=${lane}]`)].at(-1);
      const [flight] = flying?.getAnimations() ?? [];
      if (!flying || !flight) return null;
      // Short of the end, where it would be taken away.
      flight.currentTime = share * (Number(flight.effect?.getComputedTiming().endTime) - 0.001);
      const { x, y } = flying.getBoundingClientRect();
      return { x: Math.round(x), y: Math.round(y) };
    },
    [lane, share] as const,
  );

async function placeOf(tray: Locator) {
  const box = await tray.boundingBox();
  return box && { x: Math.round(box.x), y: Math.round(box.y) };
}

test('cards that leave a column together fly from where each was to where each comes', async ({
  page,
  server: { url, receiver },
}) => {
  const lanes = ['pushData', 'behavior'] as const;
  await openStill(page, url, Date.UTC(2026, 4, 5, 6, 7, 8));
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Animation.enable');
  await cdp.send('Animation.setPlaybackRate', { playbackRate: 0 });
  await page.getByTestId('game-1-12').click();
  for (const lane of lanes) await expect(trays(page, 'buffer', lane)).toBeVisible();
  await page.clock.runFor(HOLD);
  await press(page, 'Send now');
  for (const lane of lanes) await requested(receiver, lane, 1);
  for (const lane of lanes) await expect(trays(page, 'lease', lane)).toBeVisible();
  const before = await Promise.all(lanes.map((lane) => placeOf(trays(page, 'lease', lane))));
  await page.clock.runFor(HOLD + FRAME);
  expect(await Promise.all(lanes.map((lane) => flightAt(page, lane, 0)))).toEqual(before);
  const after = await Promise.all(lanes.map((lane) => placeOf(trays(page, 'request', lane))));
  expect(await Promise.all(lanes.map((lane) => flightAt(page, lane, 1)))).toEqual(after);

  // The verdict comes when a card is where it stays.
  await flush(page);
  await page.clock.runFor(HOLD + FRAME);
  const flights = await page.locator('.flying').count();
  await page.clock.runFor(HOLD + FRAME);
  for (const lane of lanes) {
    await expect(trays(page, 'response', lane).locator('.tray-state')).toHaveAttribute(
      'data-tone',
      'good',
    );
  }
  expect(await page.locator('.flying').count()).toBe(flights);
});

test('what hurts the server is seen: lanes wait with a ring, and deliver when all is well', async ({
  page,
  server: { url, receiver },
}) => {
  await open(page, `${url}/loan`);
  await page.locator('#trouble-endpoint').selectOption('mta');
  let count = 0;
  for (const [name, id, said] of [
    ['503', '503', '503 · again at'],
    ['429', '429', '429 · again at'],
    ['Portal', 'portal', '200 · again at'],
    ['Offline', 'offline', 'no response · again at'],
  ] as const) {
    await trouble(page, name, id);
    await callMe(page);
    await press(page, 'Send now');
    await expect(trays(page, 'response', 'mta').first()).toContainText(said);
    await expect(trays(page, 'buffer', 'mta').locator('.ring')).toBeVisible();
    await expect(page.locator('#sum-waiting')).toHaveText('1');
    await trouble(page, 'All is well', 'well');
    await page.clock.runFor(ANY_WAIT);
    await received(receiver, 'mta', (count += 1));
    await expect(trays(page, 'response', 'mta').first()).toContainText('200 · accepted');
    await expect(page.locator('#agreement')).toContainText('They agree');
  }

  // From here on time stands still but for this: a real answer is never late, and each state is seen.
  await page.clock.pauseAt(Date.now() + MINUTE);
  const passUntil = (place: Locator, text: string): Promise<void> =>
    expect
      .poll(
        async () => {
          await page.clock.runFor(STEP);
          return (await place.allTextContents()).join();
        },
        { intervals: [STEP] },
      )
      .toContain(text);
  await trouble(page, 'Hang', 'hang');
  await callMe(page);
  await press(page, 'Send now');
  await passUntil(trays(page, 'request', 'mta'), 'sent');
  await trouble(page, 'All is well', 'well');
  await page.clock.runFor(REQUEST_TIMEOUT - MARGIN);
  await passUntil(trays(page, 'response', 'mta').first(), 'no response · again at');
  await page.clock.runFor(ANY_WAIT);
  await received(receiver, 'mta', (count += 1));
  await passUntil(page.locator('#agreement'), 'They agree');
  expect(receiver.tally().mta).toMatchObject({ received: count, doubled: 0, refused: {} });
});

test('what is too large is halved until it fits, and nothing is lost of it', async ({
  page,
  server: { url, receiver },
}) => {
  await open(page, `${url}/loan`);
  await page.locator('#trouble-endpoint').selectOption('mta');
  await trouble(page, '413', '413');
  // Time stands still, so that all of them are in one batch.
  await page.clock.pauseAt(Date.now() + MINUTE);
  for (let i = 0; i < 8; i += 1) await callMe(page);
  await expect(page.locator('[data-place=events] [data-kinds=custom]')).toHaveText('custom×8');
  await press(page, 'Send now');
  await received(receiver, 'mta', 8);
  await flush(page); // all answers are heard, before time passes what they are waited for
  await page.clock.runFor(MINUTE);
  const answers = trays(page, 'response', 'mta');
  await expect(answers.filter({ hasText: '8 records' })).toContainText('413 · halved: 4 next');
  await expect(answers.first()).toContainText('200 · accepted');
  await expect(page.locator('#agreement')).toContainText('They agree');
  const sizes = receiver.requests('mta').map(({ bodyBytes }) => bodyBytes?.length ?? 0);
  expect(sizes[0]).toBeGreaterThan(600);
  expect(sizes.at(-1)).toBeLessThanOrEqual(600);
  // All of one second, so the server takes them for one and the same: their number tells.
  expect(receiver.tally().mta).toMatchObject({ received: 8, refused: {} });
});

test('a record that came twice is counted as doubled, for the answer was lost', async ({
  page,
  server: { url, receiver },
}) => {
  await open(page, `${url}/loan`);
  await press(page, 'Send now');
  await expect(page.locator('#agreement')).toContainText('They agree');
  await page.locator('#trouble-endpoint').selectOption('mta');
  await trouble(page, 'Cut one answer', 'cut');
  await callMe(page);
  await press(page, 'Send now');
  await expect(trays(page, 'response', 'mta').first()).toContainText('again at');
  await page.clock.runFor(ANY_WAIT);
  await received(receiver, 'mta', 2);
  await expect(page.locator('#agreement')).toHaveText('1 came twice');
  await expect(page.locator('#sum-doubled')).toHaveText('1');
  expect(receiver.tally().mta).toMatchObject({ received: 2, doubled: 1 });
  await press(page, 'Count anew');
  await expect(page.locator('#agreement')).toHaveText('They agree: 0 tracked = 0 received');
});

test('after trouble, with two tabs and one of them killed, tracker and server agree', async ({
  page,
  context,
  server: { url, receiver },
}) => {
  await open(page, `${url}/loan`);
  await press(page, 'Send now');
  await trouble(page, '503', '503');
  await callMe(page);
  const opening = context.waitForEvent('page');
  await press(page, 'Open a second tab');
  const second = await opening;
  // It says what the server is doing, though the trouble was made elsewhere.
  await expect(second.getByRole('button', { name: '503' })).toHaveAttribute('aria-pressed', 'true');
  await trouble(page, 'All is well', 'well');
  await page.clock.runFor(ANY_WAIT);
  await received(receiver, 'mta', 1);
  // What is cut off between the server's answer and its deletion would rightly come twice.
  for (const tab of [page, second]) {
    // Looks at the disk, where the other tab's counts are.
    await press(tab, 'Send now');
    await expect(tab.locator('#agreement')).toContainText('They agree');
  }
  // Time stands still in both tabs, and what its last jump has sent is settled: nothing is under way
  // when the second is killed.
  await page.clock.pauseAt(Date.now() + MINUTE);
  for (const tab of [page, second]) await flush(tab);
  await callMe(second);
  await callMe(second);
  await press(second, 'Kill this tab');
  await expect(second.getByRole('heading')).toHaveText('This tab died without a goodbye');
  const kept = Object.entries(await disk(second)).filter(([key]) => key.includes('/lane/mta/'));
  expect(kept.filter(([, text]) => text.split('demo_call_me').length === 3)).toHaveLength(1);

  await page.clock.runFor(OPEN_FOR);
  await page.clock.resume();
  await press(page, 'Send now');
  const items = await received(receiver, 'mta', 3);
  expect(items).toHaveLength(3);
  await expect(page.locator('#agreement')).toContainText('They agree');
  const tally = receiver.tally();
  const there = names.reduce((sum, name) => sum + tally[name].received, 0);
  await expect(page.locator('#sum-tracked')).toHaveText(String(there));
  await expect(page.locator('#sum-received')).toHaveText(String(there));
  await second.close();
});

test('of a thousand events one stack is shown, and all arrive', async ({
  page,
  server: { url, receiver },
}) => {
  await open(page, url);
  await press(page, 'Send now');
  await expect(page.locator('#flush-result')).toHaveText(/ 0 waiting, 0 dropped$/);
  const before = receiver.tally().pushData.received;
  await press(page, '1,000 events');
  const stack = page.locator('[data-place=events] [data-kinds=game_button]');
  await expect(stack).toHaveText('game_button×1000');
  await press(page, 'Send now');
  await until(receiver, 'all of them', () => receiver.tally().pushData.received >= before + 1000);
  await expect(page.locator('#agreement')).toContainText('They agree');
  await page.clock.runFor(SLOW_HOLD);
  expect(await page.locator('#stages [data-testid=tray]').count()).toBeLessThanOrEqual(12);
  expect(receiver.tally().pushData.received).toBe(before + 1000);
});

/** Names of the rules that the page breaks, and where. */
const violations = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const found = await axe.run();
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
    );
  });

async function attach(page: Page, info: TestInfo, name: string): Promise<void> {
  const path = info.outputPath(`${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  info.attachments.push({ name, path, contentType: 'image/png' });
}

for (const [device, width, height] of [
  ['desktop', 1280, 800],
  ['phone', 390, 844],
] as const) {
  test.describe(`on a ${device}`, () => {
    test.use({ viewport: { width, height }, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds nothing, by day and by night, and it is there to be looked at', async ({
      page,
      server: { url },
    }, info) => {
      await open(page, url);
      await page.getByTestId('game-1-12').click();
      await expect(page.locator('#game-status')).not.toHaveText('Loading …');
      if (device === 'phone') await page.locator('#panel-toggle').click();
      await press(page, 'Send now');
      await expect(trays(page, 'response', 'behavior')).toContainText('200 · accepted');
      await trouble(page, '503', '503');
      await press(page, '1,000 events');
      await press(page, 'Send now');
      await expect(trays(page, 'response', 'pushData').first()).toContainText('503 · again at');
      await page.locator('#panel').evaluate((panel) => panel.scrollTo(0, 0));
      await page.evaluate(axe);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await attach(page, info, `pipeline-${width}x${height}-${colorScheme}`);
        expect(await violations(page)).toEqual([]);
      }
      await trays(page, 'response', 'pushData').first().getByRole('button').click();
      await attach(page, info, `details-${width}x${height}-dark`);
      expect(await violations(page)).toEqual([]);
    });
  });
}

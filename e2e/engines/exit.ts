import type { Name, Receiver } from '../fixtures';
import { numbersIn, trackTwentyInPage } from '../twenty';
import {
  count,
  expect,
  expectTally,
  names,
  received,
  requested,
  test,
  until,
  type EnginePage,
} from './fixtures';

const trackTwenty = (page: EnginePage, name: Name): Promise<void> =>
  page.run(trackTwentyInPage, name);

/** What the engine did not let out is delivered by the next visit. */
async function expectTwenty(
  page: EnginePage,
  receiver: Receiver,
  name: Name,
  mayDouble = false,
): Promise<void> {
  await page.visit({ only: [name] });
  // A tab that is closed may say its last after the next has begun.
  await page.deliver(20);
  await received(receiver, name, 20);
  const numbers = numbersIn(receiver, name);
  expect(mayDouble ? [...new Set(numbers)] : numbers).toEqual(count(20));
  if (!mayDouble) expectTally(receiver, { [name]: 20 });
}

for (const name of names) {
  test(`${name}: 20 events, and at once the page is left: all arrive, once`, async ({
    page,
    server,
  }) => {
    await page.visit({ only: [name] });
    await trackTwenty(page, name);
    await page.leave();
    await expectTwenty(page, server.receiver, name);
  });

  test(`${name}: 20 events, and at once the tab is closed: all arrive, once`, async ({
    page,
    server,
  }) => {
    test.skip(/^WPE/.test(page.version), 'its browser ends with the tab');
    test.skip(/^Chromium 88/.test(page.version), 'what it wrote last is now and then not on disk');
    const first = await page.tab();
    await page.open();
    await page.visit({ only: [name] });
    await page.flush(); // the disk is open: an engine may let a tab say nothing at its end
    await trackTwenty(page, name);
    await page.close();
    await page.use(first);
    // It ends a tab's process at once: a beacon goes out, and now and then no write that says so.
    await expectTwenty(page, server.receiver, name, /^Firefox/.test(page.version));
  });
}

test('behavior: what is tracked as the page is left goes out with it, and needs no next visit', async ({
  page,
  server,
}) => {
  await page.visit({ only: ['behavior'] });
  // The endpoint has answered once, so an exit may go to it.
  await page.run(() => window.tracker.track('page_leave', { page_id: 2, duration: 1 }));
  await page.flush();
  await trackTwenty(page, 'behavior');
  await page.leave();
  await until(server.receiver, 'all', () => server.receiver.received('behavior').length >= 21);
  expectTally(server.receiver, { behavior: 21 });
});

for (const name of names) {
  test(`${name}: the page is left when the head of an answer has come: all arrive, once`, async ({
    page,
    server: { receiver },
  }) => {
    receiver.fail(name, { hang: 'body', times: 1 });
    await page.visit({ only: [name], flush: { delay: 0 } });
    await trackTwenty(page, name);
    await requested(receiver, name, 1);
    await page.leave();
    await expectTwenty(page, receiver, name);
  });
}

test('away and back, again and again: each event arrives and is counted, once', async ({
  page,
  server,
}) => {
  await page.visit({ only: ['behavior'], flush: { delay: 200 } });
  const track = (duration: number): Promise<void> =>
    page.run((duration) => window.tracker.track('page_leave', { page_id: 1, duration }), duration);
  let documents = 1;
  for (let i = 0; i < 6; i += 1) {
    await track(i);
    await page.leave();
    await page.back();
    // Out of bfcache, or loaded anew.
    const isBack = await page.run(() => 'tracker' in window);
    if (isBack) continue;
    documents += 1;
    await page.visit({ only: ['behavior'], flush: { delay: 200 } });
  }
  test.info().annotations.push({ type: 'bfcache', description: documents === 1 ? 'yes' : 'no' });
  await page.deliver();
  const items = await received(server.receiver, 'behavior', 6);
  expect(items).toHaveLength(6);
  expect(numbersIn(server.receiver, 'behavior')).toEqual(count(6));
  expectTally(server.receiver, { behavior: 6 });
  const { recorded, waiting, accepted, handedOver } = await page.run(() => window.tracker.stats());
  expect({ recorded, waiting, sent: accepted + handedOver }).toEqual({
    recorded: 6,
    waiting: 0,
    sent: 6,
  });
});

import { diskInPage } from '../fixtures';
import { expect, expectTally, received, test, trouble, type EnginePage } from './fixtures';

const track = (page: EnginePage, duration: number): Promise<void> =>
  page.run((duration) => window.tracker.track('page_leave', { page_id: 1, duration }), duration);

/** How many records are on disk: each is a line of its batch, below a first one. */
async function records(page: EnginePage): Promise<number> {
  const batches = Object.entries(await page.run(diskInPage))
    .filter(([key]) => key.startsWith('tracelet/lane/behavior/'))
    .map(([, text]) => text.split('\n').length - 1);
  return batches.reduce((sum, lines) => sum + lines, 0);
}

test('an event is on disk in the task in which it is tracked', async ({ page }) => {
  await page.visit({ only: ['behavior'], flush: { delay: 60_000 } });
  await page.flush();
  await track(page, 1);
  expect(await records(page)).toBe(1);
  expect(await trouble(page)).toEqual([]);
});

test('a connection that the engine closes under us is opened again, and nobody hears of it', async ({
  page,
  server,
}) => {
  await page.visit({ only: ['behavior'], flush: { delay: 60_000 } });
  await page.flush();
  await track(page, 0);
  for (let i = 1; i < 4; i += 1) {
    await page.run(() => window.opened.forEach((connection) => connection.close()));
    await track(page, i);
    await expect.poll(() => records(page)).toBe(i + 1);
  }
  await page.deliver();
  await received(server.receiver, 'behavior', 4);
  expectTally(server.receiver, { behavior: 4 });
  expect(await page.run(() => window.warnings)).toEqual([]);
  expect(await trouble(page)).toEqual([]);
});

test('what is tracked while a connection is opened again is newer than what was refused', async ({
  page,
  server,
}) => {
  await page.visit({ only: ['behavior'], flush: { delay: 60_000 } });
  await page.flush();
  await page.run(async () => {
    const aTaskLater = (): Promise<void> =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(0);
      });
    window.opened.forEach((connection) => connection.close());
    // The last one is not healed by one after it: each write of a batch has all of its records.
    for (let duration = 0; duration < 2; duration += 1) {
      window.tracker.track('page_leave', { page_id: 1, duration });
      await aTaskLater();
    }
  });
  await expect.poll(() => records(page)).toBeGreaterThan(0);
  await page.deliver();
  await received(server.receiver, 'behavior', 2);
  expectTally(server.receiver, { behavior: 2 });
  expect(await trouble(page)).toEqual([]);
});

test('when it cannot be opened again memory serves, with one warning, and all is delivered', async ({
  page,
  server,
}) => {
  await page.visit({ only: ['behavior'], flush: { delay: 60_000 } }, 'reopening');
  await page.flush();
  await page.run(() => window.opened.forEach((connection) => connection.close()));
  for (let i = 0; i < 4; i += 1) await track(page, i);
  await page.deliver();
  await received(server.receiver, 'behavior', 4);
  expectTally(server.receiver, { behavior: 4 });
  const warnings = await page.run(() => window.warnings);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/^tracelet: events are kept in memory only, the disk refuses: /);
  expect(await trouble(page)).toEqual([]);
});

test('a page that goes leaves no transaction open, for which all others would wait while it is cached', async ({
  page,
  server,
}) => {
  await page.visit({ only: ['behavior'], flush: { delay: 60_000 } });
  await page.flush();
  await track(page, 1);
  const left = await page.run(async () => {
    const open = new Set<IDBTransaction>();
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...asked) {
      const begun = transaction.apply(this, asked);
      open.add(begun);
      const end = (): unknown => open.delete(begun);
      begun.addEventListener('complete', end);
      // These end it too, of which a page that is cached does not hear.
      for (const way of ['commit', 'abort'] as const) {
        begun[way] = () => {
          end();
          IDBTransaction.prototype[way].call(begun);
        };
      }
      return begun;
    };
    const isReading = new Promise<void>((resolve) => {
      const { get } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.get = function (key) {
        if (this.transaction.mode === 'readwrite') resolve();
        return get.call(this, key);
      };
    });
    void window.tracker.flush();
    await isReading;
    const before = open.size;
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    // All that a page does in the task in which it goes: no more follow.
    for (let i = 0; i < 1000; i += 1) await Promise.resolve();
    return [before, open.size];
  });
  expect(left).toEqual([1, 0]);
  await page.deliver();
  await received(server.receiver, 'behavior', 1);
  expectTally(server.receiver, { behavior: 1 });
});

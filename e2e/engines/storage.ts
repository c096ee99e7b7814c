import { expect, expectTally, received, test, type Feature, type EnginePage } from './fixtures';

declare global {
  interface Window {
    /** See ../pages/without.js. */
    readonly uncaught: string[];
    readonly opened: IDBDatabase[];
  }
}

const track = (page: EnginePage, duration: number): Promise<void> =>
  page.run((duration) => window.tracker.track('page_leave', { page_id: 1, duration }), duration);

const trouble = (page: EnginePage): Promise<string[]> => page.run(() => window.uncaught);

/** How many records are on disk, read past the library: each is a line of its batch, below a first one. */
const records = (page: EnginePage): Promise<number> =>
  page.run(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('tracelet');
        opening.onerror = () => reject(new Error(String(opening.error)));
        opening.onsuccess = () => {
          const store = opening.result.transaction('records').objectStore('records');
          const all = store.getAll(IDBKeyRange.bound('tracelet/lane/behavior/', 'tracelet/lane/c'));
          all.onsuccess = () => {
            opening.result.close();
            const lines = (all.result as string[]).map((text) => text.split('\n').length - 1);
            resolve(lines.reduce((sum, count) => sum + count, 0));
          };
        };
      }),
  );

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

test('what is tracked while a connection is opened again goes before what was refused', async ({
  page,
  server,
}) => {
  await page.visit({ only: ['behavior'], flush: { delay: 60_000 } });
  await page.flush();
  await page.run(async () => {
    window.opened.forEach((connection) => connection.close());
    for (let duration = 0; duration < 8; duration += 1) {
      window.tracker.track('page_leave', { page_id: 1, duration });
      await new Promise((resolve) => setTimeout(resolve, duration % 3));
    }
  });
  await page.deliver();
  await received(server.receiver, 'behavior', 8);
  expectTally(server.receiver, { behavior: 8 });
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

for (const [features, warnings] of [
  [['keepalive'], 0],
  [['beacon'], 0],
  [['keepalive', 'beacon'], 0],
  [['commit'], 0],
  [['durability'], 0],
  [['locks'], 0],
  [['indexeddb'], 1],
] as readonly (readonly [readonly Feature[], number])[]) {
  test(`without ${features.join(' and ')}: what is tracked and what is left arrive, once`, async ({
    page,
    server,
  }) => {
    test.skip(
      features[0] === 'commit' && /WebKit/.test(page.version),
      'WebKit before iOS 15 is not to be had, and a newer one without it holds up the next page from its page cache',
    );
    await page.visit({ only: ['behavior'] }, ...features);
    await track(page, 1);
    await page.deliver();
    await track(page, 2);
    await page.leave();
    await page.visit({ only: ['behavior'] }, ...features);
    await page.deliver();
    await track(page, 3);
    await page.deliver();
    const items = await received(server.receiver, 'behavior', 3);
    expect(items.map(({ record }) => record.duration).sort()).toEqual([1, 2, 3]);
    expectTally(server.receiver, { behavior: 3 });
    expect(await page.run(() => window.warnings)).toHaveLength(warnings);
    expect(await trouble(page)).toEqual([]);
  });
}

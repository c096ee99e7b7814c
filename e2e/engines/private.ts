import { expect, test } from './fixtures';
import { live } from './life';
import { tellSupport } from './tellSupport';

test.use({ isPrivate: true });

test('in a private window what is tracked and what is left arrive, once', async ({
  page,
  server,
}) => {
  const kept = await live(page, server.receiver, [], { consent: 'granted' });
  expect(kept).toBe('disk');
  tellSupport({
    without: 'a disk that lasts: a private window',
    fallback: 'it lasts as long as the window',
    seen: kept,
  });
});

test('a private window that asks not to be tracked is not, as long as nobody has agreed', async ({
  page,
  server,
}) => {
  test.skip(!/^Firefox/.test(page.version), 'it sends no signal that says so');
  await page.visit({ only: ['behavior'] });
  await page.run(() => window.tracker.track('page_leave', { page_id: 1, duration: 1 }));
  await page.deliver();
  expect(await page.run(() => window.tracker.stats())).toMatchObject({ waiting: 0, accepted: 0 });
  expect(server.receiver.requests('behavior')).toEqual([]);
});

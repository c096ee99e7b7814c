import type { Page } from 'playwright/test';
import { test } from '../fixtures';
import { openArm, trackMany } from './arms';
import { report } from './report';

const EVENTS = 100_000;

/** In MB, of what is left when all garbage is gone. */
async function heapOf(page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  await cdp.detach();
  return usedSize / 1e6;
}

for (const isUp of [true, false]) {
  const how = isUp ? 'up' : 'down';
  test(`100,000 events, the server is ${how}`, async ({ page, blank, server: { receiver } }) => {
    if (!isUp) receiver.fail('behavior', { status: 503 });
    await openArm(page, blank, 'tracelet');
    const before = await heapOf(page);
    for (let i = 0; i < EVENTS; i += 1000) {
      await trackMany(page, 1000);
      // A server that is up takes what a lane would not keep.
      if (isUp) await page.evaluate(() => window.tracker.flush());
    }
    await page.evaluate(() => window.tracker.flush());
    const value = (await heapOf(page)) - before;
    const part = 'The heap after 100,000 events';
    report({ part, what: `more than before, the server is ${how}`, value, unit: 'MB', target: 2 });
  });
}

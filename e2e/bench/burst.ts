import { test } from '../fixtures';
import { ARMS, openArm, trackMany, type Arm } from './arms';
import { costOf, type Cost } from './mainThread';
import { median } from './median.mjs';
import { report } from './report';

const EVENTS = 10_000;
const TRIALS = Number(process.env.TRIALS ?? 5);

test('10,000 events until they are delivered', async ({ browser, blank, server }) => {
  const costs: Record<Arm, Cost[]> = { tracelet: [], set: [], push: [] };
  for (let trial = 0; trial < TRIALS; trial++) {
    for (const arm of trial % 2 ? ARMS : ARMS.toReversed()) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await openArm(page, blank, arm);
      const before = server.receiver.received('behavior').length;
      const cost = await costOf(page, async () => {
        await trackMany(page, EVENTS);
        await page.evaluate(() => window.arm.end());
      });
      const received = server.receiver.received('behavior').length - before;
      if (arm === 'tracelet' && received !== EVENTS) throw new Error(`${received} received`);
      costs[arm].push(cost);
      await context.close();
    }
  }
  const of = (arm: Arm): number => median(costs[arm].map(({ task }) => task));
  const part = '10,000 events, 100 in a task, until delivered';
  const [ours, set, push] = [of('tracelet'), of('set'), of('push')];
  report({ part, what: 'main thread', value: ours, unit: 'ms' });
  report({ part, what: 'floor: one `set` of `idb-keyval` for each event', value: set, unit: 'ms' });
  report({ part, what: 'floor: a push into an array, one request', value: push, unit: 'ms' });
  report({ part, what: 'beside the `set` floor', value: ours / set, unit: '×', target: 0.5 });
  const longest = Math.max(...costs.tracelet.map(({ longest }) => longest));
  report({
    part,
    what: 'the longest task, of those over 50 ms',
    value: longest,
    unit: 'ms',
    target: 50,
  });
});

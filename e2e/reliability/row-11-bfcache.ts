import { flush, requested, visit } from '../fixtures';
import { arrival } from './outcome';
import { sleep } from './slept';
import { HOUR, NAME, goBack, inTabs, openTab, type Trial } from './tabs';
import { track } from './track';
import { conclude, only } from './visits';

const awayAndBack: Readonly<Record<string, Trial>> = {
  'at once': async (world, context) => {
    const page = await openTab(context, world);
    await track(page, NAME, 20);
    await page.goto(world.elsewhere);
    await arrival(world.receiver, { [NAME]: 20 });
    await goBack(page);
    await track(page, NAME, 20, { from: 20 });
    await flush(page);
    return conclude(world, page, { [NAME]: 40 });
  },

  'while a request is in flight': async (world, context) => {
    const { receiver } = world;
    const page = await openTab(context, world);
    receiver.fail(NAME, { slow: 500, times: 1 });
    await track(page, NAME, 20);
    await page.evaluate(() => void window.tracker.flush());
    await requested(receiver, NAME, 1);
    await page.goto(world.elsewhere);
    await goBack(page);
    await track(page, NAME, 20, { from: 20 });
    await flush(page);
    return conclude(world, page, { [NAME]: 40 });
  },

  'while a request is in flight that will be refused': async (world, context) => {
    const { receiver } = world;
    const page = await openTab(context, world);
    receiver.fail(NAME, { status: 503, slow: 500, times: 1 });
    await track(page, NAME, 20);
    await page.evaluate(() => void window.tracker.flush());
    await requested(receiver, NAME, 1);
    await page.goto(world.elsewhere);
    await goBack(page);
    // The refusal comes through: what was handed over is the page's again.
    const isHeard = () => window.tracker.stats().waiting === 20;
    await page.waitForFunction(isHeard, undefined, { timeout: 5000 }).catch(() => undefined);
    await sleep(page, HOUR);
    await track(page, NAME, 20, { from: 20 });
    await flush(page);
    return conclude(world, page, { [NAME]: 40 });
  },

  'an hour later, when another page has delivered what it left': async (world, context) => {
    const keep = { exit: 'keep' };
    const page = await openTab(context, world, keep);
    await track(page, NAME, 20);
    await page.goto(world.elsewhere);
    const other = await context.newPage();
    await visit(other, world.blank, only(world, NAME, keep));
    await flush(other);
    await goBack(page);
    await sleep(page, HOUR);
    await track(page, NAME, 20, { from: 20 });
    await flush(page);
    return conclude(world, page, { [NAME]: 40 });
  },

  'ten times': async (world, context) => {
    const page = await openTab(context, world);
    for (let i = 0; i < 10; i++) {
      await track(page, NAME, 5, { from: 5 * i });
      await page.goto(world.elsewhere);
      await goBack(page);
    }
    await flush(page);
    await arrival(world.receiver, { [NAME]: 50 });
    return conclude(world, page, { [NAME]: 50 });
  },
};

export const row11Bfcache = inTabs('away and back through bfcache', awayAndBack);

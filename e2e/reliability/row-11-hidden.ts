import { flush, received, requested } from '../fixtures';
import { crash } from './dying';
import { answered } from './http';
import { sleep } from './slept';
import { HOUR, NAME, freeze, hide, inTabs, openTab, type Trial } from './tabs';
import { track } from './track';
import { conclude, only, reopen } from './visits';

const hidden: Readonly<Record<string, Trial>> = {
  'the server is well': async (world, context) => {
    const page = await openTab(context, world);
    await track(page, NAME, 20);
    await hide(page, await context.newPage());
    await received(world.receiver, NAME, 20);
    await track(page, NAME, 20, { from: 20 });
    await sleep(page, HOUR);
    await track(page, NAME, 20, { from: 40 });
    await page.bringToFront();
    await flush(page);
    return conclude(world, page, { [NAME]: 60 });
  },

  'another tab takes over what it holds': async (world, context) => {
    const page = await openTab(context, world);
    const other = await openTab(context, world);
    await hide(page, other);
    await track(page, NAME, 20);
    await sleep(other, HOUR);
    await flush(other);
    await sleep(page, HOUR);
    await track(page, NAME, 20, { from: 20 });
    await page.bringToFront();
    await flush(page);
    return conclude(world, page, { [NAME]: 40 });
  },
};

const frozen: Readonly<Record<string, Trial>> = {
  'an hour with a request in flight, and thawed': async (world, context) => {
    const { receiver, blank } = world;
    const page = await openTab(context, world);
    await track(page, NAME, 20);
    const answer = answered(new URL('/relay/behavior', blank).href);
    receiver.fail(NAME, { slow: 500, times: 1 });
    await hide(page, await context.newPage());
    await requested(receiver, NAME, 1);
    const thaw = await freeze(context, page);
    await answer;
    await sleep(page, HOUR);
    await thaw();
    await page.bringToFront();
    await track(page, NAME, 20, { from: 20 });
    await flush(page);
    return conclude(world, page, { [NAME]: 40 });
  },

  'an hour, while another tab takes over what it holds; and thawed': async (world, context) => {
    const page = await openTab(context, world);
    const other = await openTab(context, world);
    await hide(page, other);
    await track(page, NAME, 20);
    const thaw = await freeze(context, page);
    await sleep(other, HOUR);
    await flush(other);
    await sleep(page, HOUR);
    await thaw();
    await page.bringToFront();
    await track(page, NAME, 20, { from: 20 });
    await flush(page);
    return conclude(world, page, { [NAME]: 40 });
  },

  'and discarded': async (world, context) => {
    const page = await openTab(context, world);
    await hide(page, await context.newPage());
    await track(page, NAME, 20);
    await freeze(context, page);
    await crash(page);
    const last = await reopen(context, world.blank, only(world, NAME));
    return conclude(world, last, { [NAME]: 20 });
  },
};

export const row11Hidden = [...inTabs('hidden for an hour', hidden), ...inTabs('frozen', frozen)];

import { setTimeout as pass } from 'node:timers/promises';
import type { Scenario } from './scenario';
import { track } from './track';
import { conclude, only, reopen, settled } from './visits';

/**
 * What the platform gives to a browser that is killed at once: 23 of 25 with an explicit commit, so
 * that fewer than 15 of 20 is no chance any more.
 */
const AT_ONCE = 15 / 20;

export const row4: readonly Scenario[] = [0, 50, 500].map((delay) => ({
  row: '4',
  name: '20 events, sending held back, browser SIGKILL; reopened',
  variant: `after ${delay} ms`,
  // The books end with the same write as the records.
  promise: delay ? {} : { whole: AT_ONCE, recorded: 'unsure' },
  async trial(world) {
    const first = await world.launch();
    const page = await settled(first.context, world.blank, only(world, 'behavior'));
    await track(page, 'behavior', 20);
    if (delay) await pass(delay);
    await first.kill();
    const { context } = await world.launch();
    const last = await reopen(context, world.blank, only(world, 'behavior'));
    return conclude(world, last, { behavior: 20 });
  },
}));

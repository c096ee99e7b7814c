import type { Name } from '../fixtures';
import { arrival } from './outcome';
import type { Scenario } from './scenario';
import { track } from './track';
import { conclude, only, reopen, settled } from './visits';

const BURST = 5000;

const burst = (name: Name, length = BURST): Scenario => ({
  row: '10',
  name: '5,000 events in a burst, then close; reopened',
  variant: length === BURST ? name : `${name}, ${length} events`,
  async trial(world) {
    const context = await world.context();
    const page = await settled(context, world.blank, only(world, name));
    await track(page, name, length);
    await page.close();
    const last = await reopen(context, world.blank, only(world, name));
    await arrival(world.receiver, { [name]: length });
    return conclude(world, last, { [name]: length });
  },
});

export const row10: readonly Scenario[] = [
  burst('behavior'),
  burst('mta'),
  burst('pushData'),
  burst('oper', 500), // one request each
];

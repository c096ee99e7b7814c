import { flush, names } from '../fixtures';
import type { Scenario } from './scenario';
import { track } from './track';
import { conclude, only, settled } from './visits';

export const row1: readonly Scenario[] = names.map((name) => ({
  row: '1',
  name: '1,000 events, healthy server',
  variant: name,
  async trial(world) {
    const page = await settled(await world.context(), world.blank, only(world, name));
    await track(page, name, 1000);
    await flush(page);
    return conclude(world, page, { [name]: 1000 });
  },
}));

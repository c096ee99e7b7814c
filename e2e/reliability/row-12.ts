import { expect } from '../fixtures';
import { askedFor } from './http';
import { arrival } from './outcome';
import type { Scenario } from './scenario';
import { conclude, only, reopen } from './visits';

const NAME = 'behavior';

/** A page asks for another one to be prerendered; when that has tracked, it goes there, or elsewhere. */
const prerendered = (then: 'shown' | 'never shown'): Scenario => ({
  row: '12',
  name: 'a page that tracks while it is prerendered',
  variant: then,
  promise: then === 'shown' ? {} : { delivered: 'none', recorded: 0 },
  async trial(world) {
    const { blank, elsewhere } = world;
    const page = (name: string): string => blank.replace('blank', name);
    const isShown = then === 'shown';
    // Nobody may be attached while something is prerendered, so the pages act by themselves.
    const left = askedFor(elsewhere);
    const user = await world.user(
      `${page('prerendering')}?then=${isShown ? 'prerendered' : 'elsewhere'}`,
    );
    if (isShown) await arrival(world.receiver, { [NAME]: 20 });
    else await left;
    const last = await reopen(await user.connect(), blank, only(world, NAME));
    expect(await last.evaluate(() => ({ ...localStorage }))).toMatchObject({
      prerendered: 'yes',
      ...(isShown && { shown: 'yes' }),
    });
    return conclude(world, last, { [NAME]: 20 });
  },
});

export const row12: readonly Scenario[] = [prerendered('never shown'), prerendered('shown')];

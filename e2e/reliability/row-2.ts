import { flush, names, received, visit, type Name, type Start } from '../fixtures';
import { exits, waysOut, type Exit } from './exits';
import { arrival, tally } from './outcome';
import type { Scenario } from './scenario';
import { track } from './track';
import { conclude, only, reopen, settled } from './visits';
import type { World } from './world';

const TWENTY = 20;

/** What has arrived is counted before the visit that looks into the books. */
const leaving = (name: Name, how: Exit): Scenario => ({
  row: '2',
  name: 'relay mode: 20 events, then at once; no return visit',
  variant: `${name}, the page ${how}`,
  async trial(world) {
    const context = await world.context();
    const page = await settled(context, world.blank, only(world, name));
    await track(page, name, TWENTY);
    await exits[how](page, world.elsewhere);
    await arrival(world.receiver, { [name]: TWENTY });
    const { lost } = tally(world.receiver, { [name]: TWENTY });
    const last = await reopen(context, world.blank, only(world, name));
    return conclude(world, last, { [name]: TWENTY }, { lost });
  },
});

/** The same before the page's database is open. */
const leavingEarly = (name: Name, how: Exit): Scenario => ({
  ...leaving(name, how),
  variant: `${name}, the page ${how} in its first milliseconds`,
  promise: how === 'is closed' ? { recorded: 'unsure' } : {},
  async trial(world) {
    const context = await world.context();
    const page = await context.newPage();
    await visit(page, world.blank, only(world, name));
    await track(page, name, TWENTY);
    await exits[how](page, world.elsewhere);
    await arrival(world.receiver, { [name]: TWENTY });
    const { lost } = tally(world.receiver, { [name]: TWENTY });
    const last = await reopen(context, world.blank, only(world, name));
    return conclude(world, last, { [name]: TWENTY }, { lost });
  },
});

/** With `Authorization` to another origin, which a page that leaves has no time to ask. */
const leavingDirectly = (name: Name, how: Exit): Scenario => ({
  row: '2',
  name: 'direct mode with a preflight: 20 events, then at once; a return visit',
  variant: `${name}, the page ${how}`,
  async trial(world) {
    const context = await world.context();
    const options = (world: World): Start => ({ to: world.vendorUrl, only: [name] });
    const page = await settled(context, world.blank, options(world));
    // The token is fetched with the first work.
    await track(page, name, 1);
    await flush(page);
    await received(world.receiver, name, 1);
    await track(page, name, TWENTY, { from: 1 });
    await exits[how](page, world.elsewhere);
    const last = await reopen(context, world.blank, options(world));
    return conclude(world, last, { [name]: TWENTY + 1 });
  },
});

export const row2: readonly Scenario[] = waysOut.flatMap((how) => [
  ...names.map((name) => leaving(name, how)),
  leavingEarly('behavior', how),
  leavingDirectly('behavior', how),
]);

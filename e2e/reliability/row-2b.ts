import { requested, type Name } from '../fixtures';
import { exits, waysOut, type Exit } from './exits';
import { acceptedIn } from './outcome';
import type { Scenario } from './scenario';
import { track } from './track';
import { conclude, only, reopen, settled } from './visits';

/** 20 of these fill more than the 16 KiB that go by keepalive. */
const LARGE = 1000;

const leavingInFlight = (name: Name, how: Exit, padding = 0): Scenario => ({
  row: '2b',
  name: 'left while a flush is in flight; reopened',
  variant: `${name}${padding ? ' over 16 KiB' : ''}, the page ${how}`,
  async trial(world) {
    const { receiver, blank, elsewhere } = world;
    const context = await world.context();
    const page = await settled(context, blank, only(world, name));
    receiver.fail(name, { slow: 2000, times: 1 });
    await track(page, name, 20, { padding });
    await page.evaluate(() => void window.tracker.flush());
    const [flight] = await requested(receiver, name, 1);
    await track(page, name, 20, { from: 20 });
    await exits[how](page, elsewhere);
    const last = await reopen(context, blank, only(world, name));
    return conclude(
      world,
      last,
      { [name]: 40 },
      {
        // The server had accepted it, and the page was gone before it could hear so.
        excused: padding ? acceptedIn(name, flight) : [],
      },
    );
  },
});

export const row2b: readonly Scenario[] = waysOut.flatMap((how) => [
  leavingInFlight('behavior', how),
  leavingInFlight('oper', how),
  leavingInFlight('mta', how, LARGE),
]);

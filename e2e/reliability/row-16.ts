import { expect } from 'playwright/test';
import { flush, names, type Name } from '../fixtures';
import { arrival } from './outcome';
import type { Scenario } from './scenario';
import { track } from './track';
import { conclude, settled } from './visits';
import type { World } from './world';

type Fault = NonNullable<Parameters<World['receiver']['fail']>[1]>;

/** For good. */
const faults: Readonly<Record<string, Fault>> = {
  'answers 503': { status: 503 },
  hangs: { hang: true },
  'resets each connection': { reset: 'before' },
  'answers 404': { status: 404 },
};

const EACH = 60;

const down = (dead: Name, how: string, fault: Fault): Scenario => ({
  row: '16',
  name: 'one endpoint down for good, four healthy',
  variant: `${dead} ${how}`,
  promise: { recorded: EACH * names.length, waiting: EACH },
  async trial(world) {
    const { receiver, blank } = world;
    const healthy = names.filter((name) => name !== dead);
    const tracked = Object.fromEntries(healthy.map((name) => [name, EACH]));
    const page = await settled(await world.context(), blank, {});
    receiver.fail(dead, fault);
    for (const name of [dead, ...healthy]) await track(page, name, EACH);
    // Not awaited: of the dead one nobody hears for as long as a request may take.
    await page.evaluate(() => void window.tracker.flush());
    await arrival(receiver, tracked);
    // They are settled on disk as well.
    const lanes = () => page.evaluate(() => window.tracker.stats().lanes);
    const waiting = Object.fromEntries(names.map((name) => [name, name === dead ? EACH : 0]));
    await expect
      .poll(async () =>
        Object.fromEntries(
          Object.entries(await lanes()).map(([name, lane]) => [name, lane.waiting]),
        ),
      )
      .toEqual(waiting);
    return conclude(world, page, tracked);
  },
});

/** What a lane may keep, in whole batches, so that it is told to the record what is left. */
const KEPT = 100;
const BATCH = 50;
const BATCHES = 6;

const withinLimits: Scenario = {
  row: '16',
  name: 'one endpoint down for good, four healthy',
  variant: `behavior answers 503, and may keep ${KEPT} records`,
  promise: {
    recorded: EACH * (names.length - 1) + BATCH * BATCHES,
    waiting: KEPT,
    dropped: { evicted: BATCH * BATCHES - KEPT },
  },
  async trial(world) {
    const { receiver, blank } = world;
    const healthy = names.filter((name) => name !== 'behavior');
    const tracked = Object.fromEntries(healthy.map((name) => [name, EACH]));
    const retention = { records: KEPT };
    const page = await settled(await world.context(), blank, { retention });
    receiver.fail('behavior', { status: 503 });
    for (let i = 0; i < BATCHES; i++) await track(page, 'behavior', BATCH, { from: i * BATCH });
    for (const name of healthy) await track(page, name, EACH);
    await flush(page);
    await arrival(receiver, tracked);
    await flush(page);
    // The oldest had to go; what is left waits.
    return conclude(world, page, { ...tracked, behavior: BATCH * BATCHES - KEPT });
  },
};

export const row16: readonly Scenario[] = [
  ...Object.entries(faults).map(([how, fault]) => down('behavior', how, fault)),
  down('pushData', 'answers 503', { status: 503 }),
  down('oper', 'hangs', { hang: true }),
  withinLimits,
];

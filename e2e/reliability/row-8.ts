import { expect } from 'playwright/test';
import { flush, type Name } from '../fixtures';
import { label } from './outcome';
import type { Scenario } from './scenario';
import { track } from './track';
import { conclude, only, settled } from './visits';

const HUNDRED = 100;

const small = (name: Name, bytes: number): Scenario => ({
  row: '8',
  name: '413 for every request above so many bytes',
  variant: `${name}, ${bytes} bytes`,
  async trial(world) {
    const page = await settled(await world.context(), world.blank, only(world, name));
    world.receiver.fail(name, { tooLargeAbove: bytes });
    await track(page, name, HUNDRED);
    await flush(page);
    return conclude(world, page, { [name]: HUNDRED });
  },
});

/** What tells the record with this number on the wire. */
const mark = (name: Name, number: number): string =>
  ({
    mta: `"ei":"event-${number}"`,
    pushData: `"v":"${number}"`,
    mediaEvent: `"duration":${number}}`,
    behavior: `"duration":${number}}`,
    oper: `"ext1":"${number}"`,
  })[name];

const poisoned = (name: Name, number: number): Scenario => ({
  row: '8',
  name: 'one event among 100 for which any batch is refused',
  variant: `${name}, number ${number}`,
  promise: { dropped: { rejected: 1 } },
  async trial(world) {
    const { receiver, blank } = world;
    const page = await settled(await world.context(), blank, only(world, name));
    receiver.fail(name, { poison: mark(name, number) });
    await track(page, name, HUNDRED);
    await flush(page);
    const outcome = await conclude(world, page, { [name]: HUNDRED });
    expect(outcome.lost).toEqual([label(name, number)]);
    expect(outcome.ledger.lanes[name]?.dropped).toEqual({ rejected: 1 });
    return outcome;
  },
});

export const row8: readonly Scenario[] = [
  small('mta', 1000),
  small('pushData', 1500),
  small('mediaEvent', 1000),
  small('behavior', 1000),
  poisoned('mta', 57),
  poisoned('pushData', 57),
  poisoned('mediaEvent', 57),
  poisoned('behavior', 57),
  poisoned('oper', 57),
  poisoned('behavior', 0),
  poisoned('behavior', 99),
];

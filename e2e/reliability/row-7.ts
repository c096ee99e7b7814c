import { expect } from 'playwright/test';
import { flush, type Name, type Start } from '../fixtures';
import { outlast, requestsSoFar, timeless } from './patience';
import type { Scenario } from './scenario';
import { track } from './track';
import { conclude, HELD, only, settled } from './visits';

const LENGTH = 200;

/** Some forty requests, so that some eight are struck. */
const small = { flush: { ...HELD, records: 5 } };

const unsteady = (name: Name, status: number): Scenario => ({
  row: '7',
  name: '20 % of the requests fail at random',
  variant: `${name}, ${status}`,
  async trial(world) {
    const { receiver, blank } = world;
    const tracked = { [name]: LENGTH };
    const context = await timeless(world);
    const page = await settled(context, blank, { ...only(world, name), ...small });
    receiver.fail(name, { status, rate: 0.2 });
    await track(page, name, LENGTH);
    await outlast(page);
    return conclude(world, page, tracked);
  },
});

/** How long the server asks to be left alone, in s. */
const PAUSE = 600;

/** As much before the date as an early request would come. */
const MARGIN = 5;

const seconds = (s: number): number => s * 1000;

/** Until shortly before the server's date nobody asks, and soon after it all arrives. */
const asked = (name: Name, status: number, as: 'seconds' | 'a date'): Scenario => ({
  row: '7',
  name: 'a Retry-After is obeyed, also after a reload and in a second tab',
  variant: `${name}, ${status}, ${as === 'seconds' ? 'in seconds' : as}`,
  async trial(world) {
    const { receiver, blank } = world;
    const options: Start = only(world, name);
    const context = await timeless(world);
    const page = await settled(context, blank, options);
    // The whole second that the header can say, and not earlier.
    const now = await page.evaluate(() => Date.now());
    const date = new Date(Math.ceil(now / 1000) * 1000 + seconds(PAUSE));
    receiver.fail(name, { status, retryAfter: as === 'seconds' ? PAUSE : date, times: 1 });
    await track(page, name, 10);
    await flush(page);
    expect(requestsSoFar(receiver)).toBe(1);
    // What is new has to wait too.
    await track(page, name, 10, { from: 10 });
    await flush(page);

    await page.clock.fastForward(seconds(PAUSE - MARGIN));
    await flush(page);
    const tab = await settled(context, blank, options);
    await track(tab, name, 10, { from: 20 });
    await flush(tab);
    await page.close();
    const reloaded = await settled(context, blank, options);
    await flush(reloaded);
    expect(requestsSoFar(receiver), 'none before its date').toBe(1);

    // And then some time within as long again, so that not all clients come at once.
    await tab.clock.fastForward(seconds(PAUSE + 2 * MARGIN));
    await flush(tab);
    expect(requestsSoFar(receiver), 'and then it is asked').toBeGreaterThan(1);
    await outlast(tab);
    return conclude(world, tab, { [name]: 30 });
  },
});

export const row7: readonly Scenario[] = [
  unsteady('behavior', 500),
  unsteady('mediaEvent', 502),
  unsteady('mta', 503),
  unsteady('pushData', 504),
  unsteady('oper', 500),
  asked('behavior', 503, 'seconds'),
  asked('behavior', 503, 'a date'),
  asked('behavior', 429, 'seconds'),
  asked('oper', 429, 'a date'),
  asked('pushData', 503, 'a date'),
];

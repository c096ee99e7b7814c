import { flush, type Name, type Start } from '../fixtures';
import { exits, waysOut, type Exit } from './exits';
import type { Scenario } from './scenario';
import { track } from './track';
import { conclude, only, reopen, settled } from './visits';

/** Longer than the back-off after one failure, and too short for anybody to ask again. */
const A_WHILE = 5000;

const leavingSick = (
  name: Name,
  how: Exit,
  when: 'asked to wait' | 'back-off passed',
): Scenario => ({
  row: '2c',
  name: 'left while the endpoint answers 503; reopened when it is well',
  variant: `${name}, ${when}, the page ${how}`,
  async trial(world) {
    const { receiver, blank, elsewhere } = world;
    const context = await world.context();
    const isAskedToWait = when === 'asked to wait';
    receiver.fail(name, { status: 503, ...(isAskedToWait && { retryAfter: 60 }) });
    const page = await settled(context, blank, only(world, name));
    await page.clock.install();
    await track(page, name, 10);
    await flush(page);
    // Nobody has asked the endpoint again, and it is as unwell as before.
    if (!isAskedToWait) await page.clock.fastForward(A_WHILE);
    await track(page, name, 10, { from: 10 });
    await exits[how](page, elsewhere);
    receiver.fail(name);
    const last = await reopen(context, blank, only(world, name));
    return conclude(world, last, { [name]: 20 });
  },
});

const leavingUnauthorized = (name: Name, how: Exit): Scenario => ({
  row: '2c',
  name: 'left while it waits for a token; reopened when there is one',
  variant: `${name}, the page ${how}`,
  async trial(world) {
    const { blank, elsewhere } = world;
    // The page's own server gives the token.
    const options: Start = { only: [name], to: '' };
    const context = await world.context();
    const page = await settled(context, blank, options);
    await page.route('**/_local/issue**', () => undefined); // for ever
    const asked = page.waitForRequest('**/_local/issue**');
    await track(page, name, 20);
    await asked;
    await exits[how](page, elsewhere);
    const last = await reopen(context, blank, options);
    return conclude(world, last, { [name]: 20 });
  },
});

export const row2c: readonly Scenario[] = waysOut.flatMap((how) => [
  leavingSick('behavior', how, 'asked to wait'),
  leavingSick('pushData', how, 'asked to wait'),
  leavingSick('oper', how, 'asked to wait'),
  leavingSick('behavior', how, 'back-off passed'),
  leavingUnauthorized('behavior', how),
  leavingUnauthorized('pushData', how),
]);

import type { Scenario } from './scenario';
import { track } from './track';
import { conclude, only, reopen, settled } from './visits';

/** What a page may have in flight when it ends is 64 KiB, of all scripts on it together. */
const besideAnother = (length: number, bytes: number): Scenario => ({
  row: '10',
  name: 'another script has filled what a page may send on its way out; reopened',
  variant: `${length} events, ${bytes} bytes of others`,
  async trial(world) {
    const context = await world.context();
    // It is on the page first, and so hears of the end first.
    await context.addInitScript((bytes) => {
      if (!location.pathname.endsWith('blank.html')) return;
      const say = (): unknown => navigator.sendBeacon('/other', 'x'.repeat(bytes));
      addEventListener('pagehide', say, true);
    }, bytes);
    const page = await settled(context, world.blank, only(world, 'behavior'));
    await track(page, 'behavior', length);
    await page.goto(world.elsewhere);
    const last = await reopen(context, world.blank, only(world, 'behavior'));
    return conclude(world, last, { behavior: length });
  },
});

export const row10Others: readonly Scenario[] = [
  besideAnother(20, 60_000),
  besideAnother(20, 65_000),
  besideAnother(20, 65_536),
];

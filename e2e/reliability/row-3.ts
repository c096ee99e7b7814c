import type { Page } from 'playwright/test';
import { crash, hanging, killRenderers } from './dying';
import type { Scenario } from './scenario';
import { track } from './track';
import { conclude, only, reopen, settled } from './visits';
import type { World } from './world';

/** Tracks twenty, and then the page is no more. */
const ends: Readonly<Record<string, (page: Page, world: World) => Promise<void>>> = {
  'as soon as track() has returned': async (page) => {
    await track(page, 'behavior', 20);
    await crash(page);
  },

  'SIGKILL in the very task of track()': async (page, { receiver }) => {
    await hanging(page, receiver, () =>
      page.evaluate(async () => {
        const { tracker, hang } = window as typeof window & { hang(): void };
        for (let i = 0; i < 20; i++) tracker.track('page_leave', { page_id: 1, duration: i });
        await Promise.resolve(); // still the same task
        hang();
      }),
    );
    await killRenderers(page);
  },
};

export const row3: readonly Scenario[] = Object.entries(ends).map(([variant, end]) => ({
  row: '3',
  name: '20 events, sending held back, renderer crash; reopened',
  variant,
  async trial(world) {
    const context = await world.context();
    await end(await settled(context, world.blank, only(world, 'behavior')), world);
    const last = await reopen(context, world.blank, only(world, 'behavior'));
    return conclude(world, last, { behavior: 20 });
  },
}));

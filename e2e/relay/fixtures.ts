import { test as base, type Page } from 'playwright/test';
import { startRelay } from '../../demo/relay/startRelay.mjs';
import type { Name } from '../fixtures';

export { expect } from 'playwright/test';

export type Relay = Awaited<ReturnType<typeof startRelay>>;
type Options = NonNullable<Parameters<typeof startRelay>[0]>;

interface Fixtures {
  /** Starts the test server, and an nginx with the relay before it. */
  startRelay(options?: Options): Promise<Relay>;
  relay: Relay;
}

export const test = base.extend<Fixtures>({
  startRelay: async ({}, use) => {
    const started: Relay[] = [];
    await use(async (options) => {
      const relay = await startRelay(options);
      started.push(relay);
      return relay;
    });
    for (const relay of started) await relay.close();
  },
  relay: async ({ startRelay }, use) => use(await startRelay()),
});

export const blankOf = ({ nginx }: Relay): string => `${nginx.url}/e2e/blank.html`;

/** Records for one endpoint, numbered from `first` on. */
export const trackMany = (page: Page, name: Name, many: number, first = 0): Promise<void> =>
  page.evaluate(
    ({ name, many, first }) => {
      const { track } = window.tracker;
      for (let i = first; i < first + many; i++) {
        if (name === 'mta') track('custom', { id: `event-${i}` });
        else if (name === 'pushData') track('game_exit', { game_id: 12, game_v: '1', duration: i });
        else if (name === 'mediaEvent') track('qr_show', { code: '活码 c', duration: i });
        else if (name === 'behavior') track('page_leave', { page_id: 1, duration: i });
        else track('vote', { action: 'join', id: `${i}`, gid: 1, target_id: 't', uid: 2 });
      }
    },
    { name, many, first },
  );

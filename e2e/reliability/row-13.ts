import { expect, type Page } from 'playwright/test';
import { flush, type Name } from '../fixtures';
import type { Tracked } from './outcome';
import type { Scenario } from './scenario';
import { track } from './track';
import { conclude } from './visits';
import type { World } from './world';

const authorized = ['mediaEvent', 'behavior', 'oper'] as const;

/** One token for three endpoints, as a host with one login has it. */
function grant({ receiver: { config } }: World, token: string): void {
  for (const name of authorized) config[name].token = token;
}

/** A tracker in direct mode whose endpoints ask one hook, which counts how often in `asked`. */
const startSharing = (page: Page, only: readonly Name[]): Promise<void> =>
  page.evaluate((only) => {
    const hooks = window.endpoints;
    const token = hooks.issue(only[0] as Name);
    const factories = hooks.direct();
    window.tracker = window.tracelet.createTracker({
      endpoints: only.map((name) =>
        factories[name](name === 'pushData' ? { session: token } : { token }),
      ),
      flush: { delay: 3600_000 },
    });
  }, only);

interface Work {
  readonly variant: string;
  /** The first one's credential is everybody's. */
  readonly only: readonly Name[];
  /** Ten requests together, or more. */
  readonly tracked: Tracked;
  readonly expire: (world: World) => void;
}

const expired = ({ variant, only, tracked, expire }: Work): Scenario => ({
  row: '13',
  name: 'a credential expires under 10 waiting requests: one refresh',
  variant,
  promise: { refusals: true },
  async trial(world) {
    const { receiver, blank } = world;
    grant(world, 'test-token-1');
    const context = await world.context();
    const page = await context.newPage();
    await page.goto(blank);
    await startSharing(page, only);
    for (const name of only) await track(page, name, 1);
    await flush(page);
    const asked = (): Promise<number | undefined> =>
      page.evaluate((name) => window.endpoints.asked[name], only[0] as Name);
    expect(await asked()).toBe(1);

    const accepted = (): number =>
      only.flatMap((name) => receiver.requests(name)).filter(({ answer }) => answer.accepted.length)
        .length;
    const before = accepted();
    expire(world);
    for (const name of only) await track(page, name, (tracked[name] ?? 0) - 1, { from: 1 });
    await flush(page);
    expect(accepted() - before).toBeGreaterThanOrEqual(10);
    expect(await asked(), 'one refresh').toBe(2);
    return conclude(world, page, tracked);
  },
});

export const row13: readonly Scenario[] = [
  expired({
    variant: 'the token of three lanes',
    only: authorized,
    tracked: { mediaEvent: 101, behavior: 101, oper: 7 },
    expire: (world) => grant(world, 'test-token-2'),
  }),
  expired({
    variant: 'the session_key of ten batches',
    only: ['pushData'],
    tracked: { pushData: 1001 },
    expire: ({ receiver }) => receiver.expire('pushData'),
  }),
  expired({
    variant: 'the token of ten records, one a request',
    only: ['oper'],
    tracked: { oper: 11 },
    expire: (world) => grant(world, 'test-token-2'),
  }),
];

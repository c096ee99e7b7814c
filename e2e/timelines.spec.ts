import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type BrowserContext } from 'playwright/test';
import { startServer } from '../demo/server.mjs';
import { expect, expectTally, until } from './fixtures';
import { startUser } from './reliability/user';
import { createStage, type Stage } from './timelines/stage';
import { timelines } from './timelines/timelines';
import type { Step, Timeline } from './timelines/timeline';

/** One browser like a user's for each worker; what it stores is kept apart by each test's own origin. */
const test = base.extend<object, { user: BrowserContext }>({
  user: [
    async ({}, use, { project }) => {
      const profile = mkdtempSync(join(tmpdir(), 'tracelet-'));
      const user = await startUser(profile, project.use.launchOptions ?? {}, 'about:blank');
      await use(await user.connect());
      await user.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker' },
  ],
});

const play = (stage: Stage, [verb, ...words]: Step): Promise<void> =>
  (stage[verb] as (...words: unknown[]) => Promise<void>)(...words);

async function perform(user: BrowserContext, { steps, items, views, ...setting }: Timeline) {
  // What is `no-store` stays out of bfcache.
  const server = await startServer({ cacheControl: 'no-cache' });
  const { receiver } = server;
  const [desk] = user.pages();
  if (!desk) throw new Error('the browser has no tab');
  const stage = createStage(user, desk, server.url, receiver, setting);
  try {
    await stage.start();
    for (const step of steps) await play(stage.verbs, step);
    await stage.finish();
    await until(
      receiver,
      `${items.length} items`,
      () => receiver.received('behavior').length >= items.length,
      5000,
    ).catch(() => undefined); // What there is says more.
    const got = receiver.received('behavior').map(({ record }) => record);
    const told = got
      .sort(
        (a, b) =>
          a.event_time - b.event_time ||
          a.page_id - b.page_id ||
          (a.duration ?? -1) - (b.duration ?? -1),
      )
      .map(({ page_id, duration = null }) => [page_id, duration]);
    expect(told).toEqual(items);
    expect(new Set(got.map(({ trace_id }) => trace_id)).size).toBe(views ?? items.length);
    expectTally(receiver, { behavior: items.length });
  } finally {
    await stage.clear();
    await server.close();
  }
}

for (const [what, table] of Object.entries(timelines)) {
  test.describe(what, () => {
    for (const timeline of table) {
      test(timeline.name, async ({ user }) => perform(user, timeline));
    }
  });
}

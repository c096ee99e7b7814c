import { expect, test } from 'playwright/test';
import { direct, pagesOf, setUp } from '../fixtures';
import type { Call } from './call';
import { createTrackerOn } from './createTrackerOn';
import type { TrackerOptions } from './options';
import type { Plugin } from './plugin';
import { later, MINUTE, SECOND, type Duration } from './units';

/** A tracker that is started when `count` visits, of the pages 1, 2, 3 …, have been said a second apart. */
async function startLate(count: number, options: Partial<TrackerOptions> = {}) {
  const { receiver, world } = setUp();
  const { platform } = world.open([direct.mta()]);
  const begin = world.clock.now();
  const backlog = Array.from({ length: count }, (_, i): Call => {
    const props = { page_id: i + 1, duration: 0 };
    return [later(begin, (i * SECOND) as Duration), 'page_leave', props];
  });
  await world.pass(count * SECOND);
  const tracker = createTrackerOn(
    platform,
    { endpoints: [direct.behavior()], name: 'late', ...options },
    backlog,
  );
  return { receiver, world, tracker, begin };
}

test('what was said before the tracker goes out in its order, with its own times', async () => {
  const { receiver, world, tracker, begin } = await startLate(3);
  tracker.track('page_leave', { page_id: 4, duration: 0 });
  await world.pass(MINUTE);
  const seconds = receiver
    .received('behavior')
    .map(({ record }) => Number(record.event_time) - Math.floor(begin / SECOND));
  expect(pagesOf(receiver)).toEqual([1, 2, 3, 4]);
  expect(seconds).toEqual([0, 1, 2, 3]);
});

test('it comes before what a plugin says when it starts', async () => {
  const eager: Plugin = {
    name: 'eager',
    problems: [],
    start({ track }) {
      track('page_leave', { page_id: 9, duration: 0 });
      return () => undefined;
    },
  };
  const { receiver, world } = await startLate(1, { plugins: [eager] });
  await world.pass(MINUTE);
  expect(pagesOf(receiver)).toEqual([1, 9]);
});

test('more than memory may hold is counted', async () => {
  const { world, tracker } = await startLate(1001);
  await world.pass(MINUTE);
  expect(tracker.stats()).toMatchObject({ accepted: 1000, dropped: { overflow: 1 } });
});

test('where the user has said no, it is counted and goes nowhere', async () => {
  const { receiver, world, tracker } = await startLate(2, { consent: 'denied' });
  await world.pass(MINUTE);
  expect(pagesOf(receiver)).toEqual([]);
  expect(tracker.stats()).toMatchObject({ recorded: 2, dropped: { denied: 2 } });
});

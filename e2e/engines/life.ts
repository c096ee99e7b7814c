import { expect, expectTally, received, trouble, type EnginePage, type Feature } from './fixtures';
import type { Receiver, Start } from '../fixtures';

/** Where the events of a page stood before they were sent. */
export type Kept = 'disk' | 'memory';

/**
 * A user's way through two pages: what is tracked, what is left as the first one goes and what the second adds arrive,
 * once, unless `mayDouble`; nothing is thrown or rejected into the page, and where memory has to serve that is the one warning.
 */
export async function live(
  page: EnginePage,
  receiver: Receiver,
  features: readonly Feature[] = [],
  more?: Start,
  mayDouble = false,
): Promise<Kept> {
  const options: Start = { only: ['behavior'], ...more };
  const track = (duration: number): Promise<void> =>
    page.run((duration) => window.tracker.track('page_leave', { page_id: 1, duration }), duration);
  await page.visit(options, ...features);
  await track(1);
  await page.deliver();
  await track(2);
  await page.leave();
  await page.visit(options, ...features);
  await page.deliver();
  await track(3);
  await page.deliver();
  const items = await received(receiver, 'behavior', 3);
  const durations = items.map(({ record }) => record.duration).sort();
  expect(mayDouble ? [...new Set(durations)] : durations).toEqual([1, 2, 3]);
  if (!mayDouble) expectTally(receiver, { behavior: 3 });
  expect(await trouble(page)).toEqual([]);
  const warnings = await page.run(() => window.warnings);
  if (!warnings.length) return 'disk';
  expect(warnings).toEqual([expect.stringMatching(/ kept in memory only, the disk refuses: /)]);
  return 'memory';
}

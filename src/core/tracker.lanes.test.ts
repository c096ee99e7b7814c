import { expect, test } from 'playwright/test';
import { direct, imbalance, pagesOf, setUp, visit } from '../fixtures';
import type { Reply } from './ports';
import { HOUR, MINUTE, SECOND } from './units';

/** Nothing goes out by itself. */
const held = { endpoints: [direct.behavior()], flush: { delay: HOUR } };

test('a batch that is being filled stays with its tab, however long that takes', async () => {
  const { receiver, world } = setUp();
  const tab = world.open(held);
  const other = world.open([direct.behavior()]);
  await world.pass(0);
  for (const id of [1, 2, 3, 4, 5, 6]) {
    visit(tab, id);
    await world.pass(10 * SECOND);
    await other.tracker.flush();
  }
  expect(other.sent).toEqual([]);
  await tab.tracker.flush();
  // One batch: its date was renewed with each append.
  expect(tab.sent).toHaveLength(1);
  expect(pagesOf(receiver)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a lane that another tab has sent to wait waits here too, though nobody has said so', async () => {
  const { receiver, world } = setUp();
  const [tab, other] = [world.open([direct.behavior()]), world.open([direct.behavior()])];
  await world.pass(0);
  receiver.fail('behavior', { status: 503, retryAfter: 600, times: 1 });
  visit(tab, 1);
  await world.pass(3 * SECOND);
  expect(tab.sent).toHaveLength(1);
  visit(other, 2);
  await world.pass(30 * SECOND);
  expect(other.sent).toEqual([]);
  await world.pass(HOUR);
  expect(pagesOf(receiver).sort()).toEqual([1, 2]);
});

test('an endpoint that has failed is asked by one tab, and the others wait for the answer', async () => {
  const { receiver, world } = setUp();
  let answers = 0;
  const tab = world.open([direct.behavior()], {
    // The first at once, the second never.
    respond: () =>
      new Promise<Reply>((resolve) => {
        if (!answers++) resolve({ kind: 'response', status: 503, body: '' });
      }),
  });
  const other = world.open([direct.behavior()]);
  await world.pass(0);
  visit(tab, 1);
  await world.pass(10 * SECOND);
  expect(tab.sent).toHaveLength(2);
  visit(other, 2);
  await world.pass(5 * SECOND);
  await other.tracker.flush();
  expect(other.sent).toEqual([]);
  void tab.tracker.stop();
  await world.pass(15 * MINUTE);
  expect(pagesOf(receiver).sort()).toEqual([1, 2]);
});

test('what another tab has delivered counts once, in a tab that cannot even look for it', async () => {
  const { world } = setUp();
  const left = world.open(held);
  await world.pass(0);
  visit(left, 1);
  await left.tracker.stop();
  const offline = world.open([direct.behavior()]);
  offline.platform.lifecycle.setOnline(false);
  await world.pass(SECOND);
  expect(offline.tracker.stats()).toMatchObject({ recorded: 1, waiting: 1 });
  const third = world.open([direct.behavior()]);
  await world.pass(5 * SECOND);
  expect(third.tracker.stats()).toMatchObject({ recorded: 1, accepted: 1 });
  await offline.tracker.flush();
  expect(offline.tracker.stats()).toMatchObject({ recorded: 1, waiting: 0, accepted: 1 });
  expect(imbalance(offline, world)).toBe('');
});

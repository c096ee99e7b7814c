import { expect, test } from 'playwright/test';
import { direct, imbalance, setUp, upTo, visit } from '../fixtures';
import { HOUR, MINUTE, SECOND } from './units';

test('observers are told of each step in its order, until they stop', async () => {
  const { receiver, world } = setUp();
  const tab = world.open([direct.behavior()]);
  const kinds: string[] = [];
  const stop = tab.tracker.observe(({ kind }) => void kinds.push(kind));
  await world.pass(0);
  receiver.fail('behavior', { status: 503, times: 1 });
  visit(tab, 1);
  await world.pass(MINUTE);
  const once = ['lease', 'send', 'judge', 'settle'];
  expect(kinds).toEqual(['record', 'buffer', ...once, ...once]);
  stop();
  visit(tab, 2);
  await world.pass(MINUTE);
  expect(kinds).toHaveLength(10);
});

test('the numbers add up at every moment', async () => {
  const { receiver, world } = setUp();
  const tab = world.open([direct.behavior(), direct.oper()]);
  receiver.fail('behavior', { status: 503, rate: 0.7 });
  for (const id of upTo(200)) {
    visit(tab, id);
    if (id % 9 === 0) tab.tracker.track('page_leave', {} as never);
    if (id % 11 === 0) tab.tracker.track('nobody_wants_this', {});
    await world.clock.advance((id % 13) * 1000);
    expect(imbalance(tab, world)).toBe('');
  }
  receiver.fail('behavior');
  await world.pass(HOUR);
  expect(tab.tracker.stats()).toMatchObject({
    recorded: 200 + 22 + 18,
    waiting: 0,
    accepted: 200,
    dropped: { invalid: 22, 'unknown-kind': 18 },
  });
});

test('the numbers of an earlier visit are those of the next one, from its start', async () => {
  const { receiver, world } = setUp();
  receiver.fail('behavior', { status: 503, retryAfter: 3600 });
  const tab = world.open([direct.behavior()]);
  visit(tab, 1);
  await world.pass(3 * SECOND);
  visit(tab, 2, 3);
  await world.pass(SECOND);
  await tab.tracker.stop();
  expect(imbalance(tab, world)).toBe('');
  const next = world.open([direct.behavior()]);
  await world.pass(0);
  expect(next.tracker.stats()).toMatchObject({ recorded: 3, waiting: 3 });
  expect(imbalance(next, world)).toBe('');
});

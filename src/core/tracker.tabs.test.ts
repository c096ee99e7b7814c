import { expect, test } from 'playwright/test';
import { memoryClock } from '../adapters/memory/clock';
import { answerBy, direct, imbalance, setUp, sortedPagesOf, upTo, visit } from '../fixtures';
import type { Reply } from './ports';
import { HOUR, MINUTE, SECOND, type Duration } from './units';

const DAY = 24 * HOUR;

test('two tabs never send the same batch twice', async () => {
  const { receiver, world } = setUp();
  receiver.fail('behavior', { status: 503, rate: 0.5 });
  const left = world.open([direct.behavior()]);
  const right = world.open([direct.behavior()]);
  for (const id of upTo(60)) {
    visit(id % 2 ? left : right, id);
    await world.pass(id * 100);
    if (id % 7 === 0) void left.tracker.flush();
    if (id % 7 < 2) void right.tracker.flush();
  }
  receiver.fail('behavior');
  await world.pass(HOUR);
  expect(sortedPagesOf(receiver)).toEqual(upTo(60));
  await left.tracker.flush();
  await right.tracker.flush();
  expect(imbalance(left, world)).toBe('');
  expect(imbalance(right, world)).toBe('');
  expect(left.tracker.stats()).toMatchObject({ recorded: 60, accepted: 60 });
});

test('what a tab that died has recorded is delivered by another, once', async () => {
  const { receiver, world } = setUp();
  const dead = world.open([direct.behavior()], { clock: memoryClock(world.clock.now()) });
  await dead.platform.clock.advance(0);
  visit(dead, 1, 2);
  await dead.platform.clock.advance(0);
  expect(world.onDisk()).toBe(2);
  const next = world.open([direct.behavior()]);
  await world.pass(29 * SECOND);
  // It might still live and send them itself.
  expect(next.sent).toEqual([]);
  await world.pass(5 * SECOND);
  expect(sortedPagesOf(receiver)).toEqual([1, 2]);
  expect(next.tracker.stats()).toMatchObject({ recorded: 2, accepted: 2 });
  expect(imbalance(next, world)).toBe('');
});

test('what a tab had leased when it died is delivered after the lease', async () => {
  const { receiver, world } = setUp();
  const dead = world.open([direct.behavior()], {
    clock: memoryClock(world.clock.now()),
    respond: () => new Promise(() => undefined),
  });
  visit(dead, 1);
  await dead.platform.clock.advance(3 * SECOND);
  expect(dead.sent).toHaveLength(1);
  const next = world.open([direct.behavior()]);
  await world.pass(59 * SECOND);
  expect(next.sent).toEqual([]);
  await world.pass(10 * SECOND);
  expect(sortedPagesOf(receiver)).toEqual([1]);
  expect(imbalance(next, world)).toBe('');
});

test('a tab whose lease passed while it slept changes nothing when it wakes', async () => {
  const { receiver, world } = setUp();
  let wake: (reply: Reply) => void = () => undefined;
  const asleep = world.open([direct.behavior()], {
    clock: memoryClock(world.clock.now()),
    respond: () => new Promise<Reply>((resolve) => (wake = resolve)),
  });
  visit(asleep, 1, 2);
  await asleep.platform.clock.advance(3 * SECOND);
  receiver.fail('behavior', { status: 503, times: 1 });
  const awake = world.open([direct.behavior()]);
  await world.pass(65 * SECOND);
  expect(awake.sent.length).toBeGreaterThan(0);
  await world.pass(MINUTE);
  expect(sortedPagesOf(receiver)).toEqual([1, 2]);
  visit(awake, 3);
  await world.pass(0);

  asleep.platform.clock.jump(2 * MINUTE);
  wake({ kind: 'response', status: 200, body: '{"ret":0,"msg":""}' });
  await asleep.platform.clock.advance(0);
  await asleep.tracker.flush();
  await world.pass(MINUTE);
  expect(sortedPagesOf(receiver)).toEqual([1, 2, 3]);
  await awake.tracker.flush();
  expect(awake.tracker.stats()).toMatchObject({ recorded: 3, accepted: 3 });
  expect(imbalance(awake, world)).toBe('');
});

test('a tab whose lease passed while it slept gives nobody what another has in flight', async () => {
  const { receiver, world } = setUp();
  const answers: ((reply: Reply) => void)[] = [];
  const respond = () => new Promise<Reply>((resolve) => void answers.push(resolve));
  const asleep = world.open([direct.behavior()], {
    clock: memoryClock(world.clock.now()),
    respond,
  });
  visit(asleep, 1);
  await asleep.platform.clock.advance(3 * SECOND);
  const awake = world.open([direct.behavior()], { respond });
  await world.pass(65 * SECOND);
  expect([asleep.sent.length, awake.sent.length]).toEqual([1, 1]);

  asleep.platform.clock.jump(65 * SECOND);
  answers[0]?.({ kind: 'response', status: 503, body: '' });
  await asleep.platform.clock.advance(0);
  const third = world.open([direct.behavior()]);
  await world.pass(5 * SECOND);
  await third.tracker.flush();
  expect(third.sent).toEqual([]);
  expect(receiver.received('behavior')).toEqual([]);
});

test('a tab that slept does not write over the batch that another has taken', async () => {
  const { receiver, world } = setUp();
  const asleep = world.open([direct.behavior()], { clock: memoryClock(world.clock.now()) });
  await asleep.platform.clock.advance(0);
  visit(asleep, 1);
  await asleep.platform.clock.advance(0);
  const awake = world.open([direct.behavior()]);
  await world.pass(40 * SECOND);
  expect(sortedPagesOf(receiver)).toEqual([1]);

  asleep.platform.clock.jump(40 * SECOND);
  visit(asleep, 2);
  await asleep.platform.clock.advance(MINUTE);
  await world.pass(MINUTE);
  expect(sortedPagesOf(receiver)).toEqual([1, 2]);
  expect(awake.sent).toHaveLength(1);
});

test('a tab that slept does not take back what another has in flight', async () => {
  const { world } = setUp();
  const respond = () => new Promise<Reply>(() => undefined);
  const asleep = world.open([direct.behavior()], { clock: memoryClock(world.clock.now()) });
  await asleep.platform.clock.advance(0);
  visit(asleep, 1);
  await asleep.platform.clock.advance(0);
  const awake = world.open([direct.behavior()], { respond });
  await world.pass(40 * SECOND);
  expect(awake.sent).toHaveLength(1);

  asleep.platform.clock.jump(40 * SECOND);
  await asleep.tracker.flush();
  expect(asleep.sent).toEqual([]);
});

test('a tab that leaves after a sleep does not take back what another has sent', async () => {
  const { receiver, world } = setUp();
  const asleep = world.open([direct.behavior()], {
    clock: memoryClock(world.clock.now()),
    respond: () => new Promise<Reply>(() => undefined),
  });
  visit(asleep, 1, 2);
  await asleep.platform.clock.advance(3 * SECOND);
  const awake = world.open([direct.behavior()], {
    respond: (request) =>
      new Promise<Reply>((resolve) => {
        const reply = answerBy(receiver)(request);
        world.clock.after((10 * SECOND) as Duration, () => resolve(reply));
      }),
  });
  await world.pass(65 * SECOND);
  expect(awake.sent).toHaveLength(1);

  asleep.platform.clock.jump(65 * SECOND);
  asleep.platform.lifecycle.tell('leaving');
  await world.pass(5 * MINUTE);
  expect(sortedPagesOf(receiver)).toEqual([1, 2]);
  expect(awake.tracker.stats()).toMatchObject({ recorded: 2, accepted: 2, handedOver: 0 });
});

test.describe('a wall clock that jumps a day ahead and back', () => {
  for (const [when, fault] of [
    ['while nothing is wrong', undefined],
    ['while the endpoint is down', { status: 503, times: 3 }],
    ['while the endpoint asks to wait', { status: 503, retryAfter: 60, times: 1 }],
    ['while the endpoint hangs', { hang: true as const, times: 1 }],
  ] as const) {
    test(`${when} loses nothing and doubles nothing`, async () => {
      const { receiver, world } = setUp();
      const tab = world.open([direct.behavior()]);
      visit(tab, 1);
      await world.pass(SECOND);
      world.clock.jump(DAY);
      if (fault) receiver.fail('behavior', fault);
      visit(tab, 2);
      await world.pass(5 * SECOND);
      visit(tab, 3);
      await world.pass(SECOND);
      world.clock.jump(-DAY);
      visit(tab, 4);
      await world.pass(15 * MINUTE);
      expect(sortedPagesOf(receiver)).toEqual([1, 2, 3, 4]);
      expect(imbalance(tab, world)).toBe('');
    });
  }

  test('does not keep the next visit from what was recorded in the meantime', async () => {
    const { receiver, world } = setUp();
    receiver.fail('behavior', { status: 503, retryAfter: 600, times: 1 });
    world.clock.jump(DAY);
    const tab = world.open([direct.behavior()]);
    visit(tab, 1);
    await world.pass(3 * SECOND);
    await tab.tracker.stop();
    world.clock.jump(-DAY);
    world.open([direct.behavior()]);
    await world.pass(MINUTE);
    expect(sortedPagesOf(receiver)).toEqual([1]);
  });
});

test('an event that is refused once a day in one tab is not sent by the next visit either', async () => {
  const { receiver, world } = setUp();
  const tab = world.open([direct.mta()]);
  const product = { id: '__LOAN__product', params: { product_id: '1000234' } } as const;
  tab.tracker.track('loan', product);
  await world.pass(3 * SECOND);
  await tab.tracker.stop();
  const next = world.open([direct.mta()]);
  await world.pass(0);
  next.tracker.track('loan', product);
  await world.pass(3 * SECOND);
  expect(receiver.received('mta')).toHaveLength(1);
  expect(next.tracker.stats().dropped).toEqual({ repeated: 1 });
  expect(imbalance(next, world)).toBe('');
});

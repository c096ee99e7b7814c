import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import { memoryMemo } from '../adapters/memory/memo';
import { memoryStorage } from '../adapters/memory/storage';
import { createWorld, direct, imbalance } from '../testing';
import { createLastWrites } from './lastWrites';
import { MINUTE, SECOND } from './units';

/** A page that leaves at once, with three events on disk, and hands them over. */
async function leavePage() {
  const receiver = createReceiver();
  const world = createWorld(receiver);
  const tab = world.open([direct.behavior()]);
  tab.tracker.track('page_leave', { page_id: 9, duration: 1 });
  await world.pass(5 * SECOND); // its token is there
  for (const page_id of [1, 2, 3]) tab.tracker.track('page_leave', { page_id, duration: 1 });
  await world.pass(0);
  const before = new Map(world.disk);
  tab.platform.lifecycle.tell('leaving');
  await world.pass(0);
  return { receiver, world, before };
}

const visitAgain = async ({ world }: Pick<Awaited<ReturnType<typeof leavePage>>, 'world'>) => {
  const next = world.open([direct.behavior()]);
  await world.pass(5 * MINUTE);
  return next;
};

test('what was handed over is not sent again, though its last write died with the page', async () => {
  const { receiver, world, before } = await leavePage();
  world.disk.clear();
  before.forEach((text, key) => world.disk.set(key, text));
  const next = await visitAgain({ world });
  expect(next.sent).toEqual([]);
  expect(receiver.received('behavior')).toHaveLength(4);
  expect(next.tracker.stats()).toMatchObject({ recorded: 4, accepted: 1, handedOver: 3 });
  expect(imbalance(next, world)).toBe('');
  expect([...world.memo]).toEqual([]);
});

test('where the last write was heard it is not done again', async () => {
  const { world } = await leavePage();
  const next = await visitAgain({ world });
  expect(next.sent).toEqual([]);
  expect(next.tracker.stats()).toMatchObject({ recorded: 4, accepted: 1, handedOver: 3 });
  expect(imbalance(next, world)).toBe('');
});

test('what another tab has counted meanwhile is not counted again', async () => {
  const { world } = await leavePage();
  const memo = new Map(world.memo);
  await (await visitAgain({ world })).tracker.stop();
  memo.forEach((text, key) => world.memo.set(key, text));
  const last = await visitAgain({ world });
  expect(last.tracker.stats()).toMatchObject({ recorded: 4, accepted: 1, handedOver: 3 });
  expect(imbalance(last, world)).toBe('');
});

for (const text of ['{', 'null', '5', '[[]]', '[["tracelet/lane/behavior/x","y"]]']) {
  test(`${text} in its place does no harm`, async () => {
    const receiver = createReceiver();
    const world = createWorld(receiver);
    world.memo.set('tracelet/left', text);
    const tab = world.open([direct.behavior()]);
    tab.tracker.track('page_leave', { page_id: 1, duration: 1 });
    await world.pass(5 * SECOND);
    expect(receiver.received('behavior')).toHaveLength(1);
  });
}

test('what is too large for it keeps nothing else out', () => {
  const memo = memoryMemo();
  const { note } = createLastWrites('left', memo, memoryStorage());
  note([
    ['large', 'x'.repeat(100_001)],
    ['small', '{}'],
  ]);
  expect(JSON.parse(memo.get('left') ?? '')).toEqual([['small', '{}']]);
});

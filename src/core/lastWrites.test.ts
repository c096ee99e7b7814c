import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import { memoryMemo } from '../adapters/memory/memo';
import { memoryStorage } from '../adapters/memory/storage';
import { createWorld, direct, imbalance } from '../fixtures';
import { formatBatch, unreadable } from './batch';
import { createLastWrites } from './lastWrites';
import { MINUTE, SECOND, type Timestamp } from './units';

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

for (const text of [
  '{',
  'null',
  '5',
  '[[]]',
  '[["id","tracelet/lane/behavior/x","y"]]',
  '["id",5]',
  '[[5,"tracelet/lane/behavior/x",5]]',
  '[["id","tracelet/lane/behavior/x",{"toString":1}]]',
]) {
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
  const { note } = createLastWrites('left', memo, memoryStorage(), () => 'id');
  note([
    ['large', 'x'.repeat(1_000_001)],
    ['small', '{}'],
  ]);
  expect(JSON.parse(memo.get('left') ?? '')).toEqual([['id', 'small', '{}']]);
});

test('what the disk has not taken yet stands in it, under what came last', () => {
  const memo = memoryMemo();
  const unsaved = () => [['a', '1'] as const, ['b', '1'] as const];
  const { note } = createLastWrites('left', memo, { ...memoryStorage(), unsaved }, () => 'id');
  note([['b', '2']]);
  expect(JSON.parse(memo.get('left') ?? '')).toEqual([
    ['id', 'a', '1'],
    ['id', 'b', '2'],
  ]);
});

/** A page's last writes, and a disk on which `meanwhile` happens after the first time that something is done again. */
function createNotes(meanwhile: (disk: Map<string, string>) => void = () => undefined) {
  const disk = new Map<string, string>();
  const memo = new Map<string, string>();
  const storage = memoryStorage(disk);
  let exits = 0;
  let last: Promise<unknown> = Promise.resolve();
  const change: typeof storage.change = (keys, decide) => {
    const isFirst = !disk.has('left');
    const done = last.then(() => storage.change(keys, decide));
    last = done.then(() => isFirst && meanwhile(disk));
    return done;
  };
  const notes = createLastWrites('left', memoryMemo(memo), { ...storage, change }, () => {
    return `exit-${++exits}`;
  });
  return { ...notes, disk, memo };
}

test('what a page leaves while earlier notes are done again is noted still, and nothing may be taken', async () => {
  const { note, restore, disk, memo } = createNotes();
  note([['a', '1']]);
  const restoring = restore();
  note([['b', '2']]);
  expect((await restoring)()).toBe(false);
  expect(JSON.parse(memo.get('left') ?? '')).toEqual([['exit-2', 'b', '2']]);
  expect((await restore())()).toBe(true);
  expect(disk.get('b')).toBe('2');
  expect([...memo]).toEqual([]);
});

test('what was done again is not once more, though somebody has taken it and the page has left since', async () => {
  const { note, restore, disk } = createNotes((disk) => disk.delete('a'));
  note([['a', '1']]);
  const first = restore();
  const second = restore();
  note([['b', '2']]);
  await Promise.all([first, restore(), second]);
  expect([disk.has('a'), disk.get('b')]).toEqual([false, '2']);
});

test('what was done again is not once more, though others have left since, and the memo is seen late', async () => {
  const { note, restore, disk, memo } = createNotes();
  note([['a', '1']]);
  const before = memo.get('left') as string;
  await restore();
  disk.delete('a');
  note([['b', '2']]);
  await restore();
  memo.set('left', before);
  await restore();
  expect(disk.has('a')).toBe(false);
});

test('nothing may be taken when a page has left since its notes were looked at', async () => {
  const { note, restore } = createNotes();
  const isStill = await restore();
  expect(isStill()).toBe(true);
  note([['a', '1']]);
  expect(isStill()).toBe(false);
});

test('a memo that cannot be emptied is not waited for', async () => {
  const memo = memoryMemo(new Map([['left', 'somebody’s']]));
  const { restore } = createLastWrites('left', memo, memoryStorage(), () => 'id');
  expect((await restore())()).toBe(true);
});

test('what somebody has touched since stays as it is, though the memo was seen late', async () => {
  const now = 0 as Timestamp;
  const text = (attempts: number): string =>
    formatBatch({ ...unreadable('b'), attempts, availableAt: now, writtenAt: now });
  const disk = new Map([['b', text(3)]]);
  const memo = memoryMemo();
  const { note, restore } = createLastWrites('left', memo, memoryStorage(disk), () => 'id');
  note([['b', text(2)]]);
  await restore();
  expect(disk.get('b')).toBe(text(3));
  expect(memo.get('left')).toBeUndefined();
});

/** A page that says something and leaves at once; what it wrote last is lost. */
/** A page that tracks `count` events and leaves, of which nothing reaches the disk. */
async function leaveInVain(count = 1) {
  const receiver = createReceiver();
  const world = createWorld(receiver);
  const endpoint = direct.behavior({ token: () => new Promise<string>(() => undefined) });
  const tab = world.open([endpoint]);
  await world.pass(0);
  const before = new Map(world.disk);
  for (let i = 0; i < count; i++) tab.tracker.track('page_leave', { page_id: 1, duration: i });
  tab.platform.lifecycle.tell('leaving');
  await world.pass(0);
  world.disk.clear();
  before.forEach((text, key) => world.disk.set(key, text));
  return { receiver, world };
}

test('what was new in a last write that died is delivered by the next page, once', async () => {
  const { receiver, world } = await leaveInVain();
  const memo = new Map(world.memo);
  const next = await visitAgain({ world });
  expect(receiver.received('behavior')).toHaveLength(1);
  expect(imbalance(next, world)).toBe('');
  // The browser is killed before localStorage has heard that it is empty.
  memo.forEach((text, key) => world.memo.set(key, text));
  const last = await visitAgain({ world });
  expect(receiver.received('behavior')).toHaveLength(1);
  expect(last.tracker.stats()).toMatchObject({ recorded: 1, accepted: 1 });
});

test('so is a burst of 5,000', async () => {
  const { receiver, world } = await leaveInVain(5000);
  const next = await visitAgain({ world });
  expect(next.tracker.stats()).toMatchObject({ recorded: 5000, accepted: 5000 });
  expect(receiver.received('behavior')).toHaveLength(5000);
});

test('who takes the batch of a tab that has left looks at its last write first', async () => {
  const receiver = createReceiver();
  const world = createWorld(receiver);
  const token = () => new Promise<string>(() => undefined);
  const leaving = world.open([direct.behavior({ token })]);
  await world.pass(0);
  leaving.tracker.track('page_leave', { page_id: 1, duration: 1 });
  await world.pass(0);
  // Knows of the batch, and does not look again before it may take it.
  const other = world.open([direct.behavior()]);
  await world.pass(0);
  leaving.platform.lifecycle.tell('leaving');
  const left = new Map(world.memo);
  await world.pass(50 * SECOND);
  expect(other.sent).toHaveLength(1);
  expect([left.has('tracelet/left'), world.memo.has('tracelet/left')]).toEqual([true, false]);
  await visitAgain({ world });
  expect(receiver.received('behavior')).toHaveLength(1);
});

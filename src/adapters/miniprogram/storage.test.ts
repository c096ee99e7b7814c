import { expect, test } from 'playwright/test';
import { storageContract } from '../../../e2e/contract/storage';
import type { StoragePort } from '../../core/ports';
import { wxStorage } from './storage';
import type { WxError, WxLike } from './wxLike';

/** A disk whose asynchronous calls wait until they are `answered`, all at once, and are done in their order. */
function createDisk() {
  const disk = new Map<string, unknown>();
  const pending: (() => void)[] = [];
  const calls: string[] = [];
  const warnings: string[] = [];
  let limit = Infinity;
  let isHidden = false;
  const later = (work: () => void): void => void pending.push(work);
  const isFull = (key: string, data: string): boolean => key.length + data.length > limit;
  const wx: Partial<WxLike> = {
    getStorage({ key, success, fail }) {
      calls.push(`get ${key}`);
      later(() =>
        disk.has(key)
          ? success({ data: disk.get(key) })
          : fail({ errMsg: 'getStorage:fail data not found' }),
      );
    },
    setStorage({ key, data, success, fail }) {
      calls.push(`set ${key}`);
      later(() => {
        if (isFull(key, data)) return fail({ errMsg: 'setStorage:fail exceed max size' });
        disk.set(key, data);
        success();
      });
    },
    removeStorage({ key, success }) {
      calls.push(`remove ${key}`);
      later(() => {
        disk.delete(key);
        success();
      });
    },
    getStorageInfo: ({ success }) => later(() => success({ keys: [...disk.keys()] as string[] })),
    getStorageSync(key) {
      calls.push(`getSync ${key}`);
      return disk.get(key) ?? '';
    },
    setStorageSync(key, data) {
      calls.push(`setSync ${key}`);
      if (isFull(key, data)) throw new Error('exceed max size');
      disk.set(key, data);
    },
    removeStorageSync(key) {
      calls.push(`removeSync ${key}`);
      disk.delete(key);
    },
    getStorageInfoSync: () => ({ keys: [...disk.keys()] as string[] }),
  };
  return {
    wx: wx as WxLike,
    disk,
    calls,
    warnings,
    open: () =>
      wxStorage(
        wx as WxLike,
        () => isHidden,
        (message) => void warnings.push(message),
      ),
    /** Answers what was asked, and what follows from it, until `done`. */
    async answer<T>(done: Promise<T>): Promise<T> {
      let isDone = false;
      const end = (): void => void (isDone = true);
      done.then(end, end);
      while (!isDone) {
        pending.splice(0).forEach((work) => work());
        await Promise.resolve();
      }
      return done;
    },
    /** The app ends: nothing of it is heard any more. */
    kill: () => void (pending.length = 0),
    hide: () => void (isHidden = true),
    limitTo: (characters: number) => void (limit = characters),
  };
}

const read = async (storage: StoragePort, ...keys: string[]): Promise<unknown> => {
  let seen: unknown;
  await storage.read(keys, (values) => void (seen = [...values]));
  return seen;
};

for (const { name, run, gives } of storageContract) {
  test(name, async () => {
    const { open, answer } = createDisk();
    expect(await answer(run(open()))).toEqual(gives);
  });
}

test('while somebody looks nothing is asked for synchronously', async () => {
  const { open, answer, calls, disk } = createDisk();
  disk.set('there', 'x');
  const storage = open();
  expect(await answer(read(storage, 'there', 'missing'))).toEqual(['x', undefined]);
  await answer(storage.write([['a', '1']]));
  await answer(storage.change(['a'], ([a]) => [['b', `${a}2`]]));
  await answer(storage.write([['a', undefined]]));
  expect(calls).toEqual(['get there', 'get missing', 'set a', 'set b', 'remove a']);
  expect([...disk]).toEqual([
    ['there', 'x'],
    ['b', '12'],
  ]);
});

test('what is known is not asked for again', async () => {
  const { open, answer, calls, disk } = createDisk();
  disk.set('a', '1');
  const storage = open();
  await answer(read(storage, 'a', 'b'));
  expect(await answer(read(storage, 'b', 'a'))).toEqual([undefined, '1']);
  expect(calls).toEqual(['get a', 'get b']);
});

test('of many writes of a key while the host writes it, the last one follows', async () => {
  const { open, answer, calls, disk } = createDisk();
  const storage = open();
  const all = ['1', '2', '3'].map((value) => storage.write([['a', value]]));
  expect(storage.unsaved()).toEqual([['a', '3']]);
  await answer(Promise.all(all));
  expect(calls).toEqual(['set a', 'set a']);
  expect(disk.get('a')).toBe('3');
  expect(storage.unsaved()).toEqual([]);
});

test('when the app is hidden all that the disk does not hold is written before the call returns', () => {
  const { open, calls, disk, hide, kill } = createDisk();
  const storage = open();
  void storage.write([
    ['a', '1'],
    ['b', '2'],
  ]);
  hide();
  storage.saveAll();
  void storage.write([
    ['b', undefined],
    ['c', '3'],
  ]);
  kill();
  expect([...disk]).toEqual([
    ['a', '1'],
    ['c', '3'],
  ]);
  expect(calls.slice(2)).toEqual(['setSync a', 'setSync b', 'removeSync b', 'setSync c']);
  expect(storage.unsaved()).toEqual([]);
});

test('what the disk refuses stays in memory, is told once, and is written when there is room', async () => {
  const { open, answer, disk, warnings, limitTo } = createDisk();
  const storage = open();
  limitTo(5);
  await answer(storage.write([['small', '']]));
  await answer(storage.write([['large', 'x'.repeat(10)]]));
  await answer(storage.write([['larger', 'x'.repeat(10)]]));
  expect(await answer(read(storage, 'large'))).toEqual(['x'.repeat(10)]);
  expect(storage.unsaved().map(([key]) => key)).toEqual(['large', 'larger']);
  expect(await answer(storage.keys('large'))).toEqual(['large', 'larger']);
  expect(warnings).toEqual([expect.stringContaining('setStorage:fail exceed max size')]);
  limitTo(100);
  await answer(storage.write([['small', undefined]]));
  await answer(storage.close());
  expect([...disk.keys()]).toEqual(['large', 'larger']);
  expect(storage.unsaved()).toEqual([]);
});

test('a disk that refuses when the app is hidden hurts nobody', () => {
  const { open, hide, limitTo, warnings } = createDisk();
  const storage = open();
  limitTo(0);
  hide();
  void storage.write([['a', '1']]);
  storage.saveAll();
  expect(storage.unsaved()).toEqual([['a', '1']]);
  expect(warnings).toEqual([expect.stringContaining('exceed max size')]);
});

test('what is written again while the host is about to refuse it is tried, too', async () => {
  const { open, answer, disk, limitTo } = createDisk();
  const storage = open();
  limitTo(5);
  const refused = storage.write([['a', 'too large']]);
  await answer(Promise.all([refused, storage.write([['a', '1']])]));
  expect(disk.get('a')).toBe('1');
  expect(storage.unsaved()).toEqual([]);
});

test('a delete that the host refuses is done again when the app is hidden', async () => {
  const { wx, open, answer, disk, hide, warnings } = createDisk();
  const storage = open();
  await answer(storage.write([['a', '1']]));
  wx.removeStorage = ({ fail }: { fail: (error: WxError) => void }) => fail({ errMsg: 'Failed' });
  await storage.write([['a', undefined]]);
  expect(disk.get('a')).toBe('1');
  hide();
  storage.saveAll();
  expect(disk.has('a')).toBe(false);
  expect(warnings).toEqual([]);
});

test('what was refused once is tried again with the next write that is taken', async () => {
  const { open, answer, disk, limitTo } = createDisk();
  const storage = open();
  limitTo(5);
  await answer(storage.write([['refused', '1']]));
  limitTo(100);
  await answer(storage.write([['b', '2']]));
  await answer(storage.close());
  expect(disk.get('refused')).toBe('1');
});

test('what was refused is tried again when the keys are asked for, a delete too', async () => {
  const { wx, open, answer, disk, limitTo } = createDisk();
  const { removeStorage } = wx;
  const storage = open();
  await answer(storage.write([['deleted', '1']]));
  limitTo(5);
  await answer(storage.write([['refused', '1']]));
  wx.removeStorage = ({ fail }: { fail: (error: WxError) => void }) => fail({ errMsg: 'Failed' });
  await storage.write([['deleted', undefined]]);
  expect([...disk.keys()]).toEqual(['deleted']);
  Object.assign(wx, { removeStorage });
  limitTo(100);
  expect(await answer(storage.keys(''))).toEqual(['refused']);
  await answer(storage.close());
  expect([...disk.keys()]).toEqual(['refused']);
});

test('when the app is hidden what has no room is tried again after what was deleted', () => {
  const { wx, open, disk, hide } = createDisk();
  const storage = open();
  const { setStorageSync } = wx;
  disk.set('old', 'x');
  wx.setStorageSync = (key, value) => {
    if (disk.has('old')) throw new Error('full');
    setStorageSync(key, value);
  };
  hide();
  void storage.write([
    ['new', '1'],
    ['old', undefined],
  ]);
  expect([...disk]).toEqual([['new', '1']]);
});

test('what the host has overtaken is written at once where the app is hidden', async () => {
  const { open, answer, calls, hide } = createDisk();
  const storage = open();
  const first = storage.write([['a', '1']]);
  hide();
  void storage.write([['a', '2']]);
  await answer(first);
  expect(calls).toEqual(['set a', 'setSync a', 'setSync a']);
});

test('nobody waits for the host when the app is hidden, nor after that', async () => {
  const { open, disk, hide, calls } = createDisk();
  disk.set('a', '1').set('b', '2');
  const storage = open();
  const reading = read(storage, 'a');
  const listing = storage.keys('');
  hide();
  storage.saveAll();
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  expect(calls).toEqual(['get a', 'getSync a']);
  expect(await reading).toEqual(['1']);
  expect(await listing).toEqual(['a', 'b']);
  expect(await read(storage, 'b')).toEqual(['2']);
  expect(calls).toEqual(['get a', 'getSync a', 'getSync b']);
});

test('what is written while the disk is asked goes before what it answers', async () => {
  const { open, answer, disk } = createDisk();
  disk.set('a', '1');
  const storage = open();
  const reading = read(storage, 'a');
  const writing = storage.write([['a', '2']]);
  expect(await answer(reading)).toEqual(['2']);
  await answer(writing);
  expect(await answer(read(storage, 'a'))).toEqual(['2']);
});

test('what a disk that fails did not tell is asked for again', async () => {
  const { wx, open, answer, disk, warnings } = createDisk();
  const { getStorage, getStorageSync } = wx;
  disk.set('a', '1');
  const storage = open();
  wx.getStorage = ({ fail }: { fail: (error: WxError) => void }) => fail({ errMsg: 'broken' });
  wx.getStorageSync = () => {
    throw new Error('broken');
  };
  let wasDisk: boolean | undefined;
  await answer(
    storage.change(['a'], (values, isDisk) => {
      wasDisk = isDisk;
      expect(values).toEqual([undefined]);
      return [];
    }),
  );
  expect(wasDisk).toBe(false);
  expect(warnings).toHaveLength(1);
  Object.assign(wx, { getStorage, getStorageSync });
  expect(await answer(storage.keys(''))).toEqual(['a']);
  expect(await answer(read(storage, 'a'))).toEqual(['1']);
});

test('two trackers of a host know the same', async () => {
  const { open, answer } = createDisk();
  const [one, other] = [open(), open()];
  await answer(one.write([['a', '1']]));
  expect(await answer(read(other, 'a'))).toEqual(['1']);
  await answer(one.write([['a', undefined]]));
  expect(await answer(read(other, 'a'))).toEqual([undefined]);
  expect(await answer(other.keys(''))).toEqual([]);
});

test("somebody else's values are no texts", async () => {
  const { open, answer, disk } = createDisk();
  disk.set('object', { a: 1 }).set('number', 5).set('null', null).set('empty', '');
  const storage = open();
  expect(await answer(read(storage, 'object', 'number', 'null', 'empty'))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('a host without asynchronous calls, or whose calls fail, is asked synchronously', async () => {
  const { wx, open, answer, disk, warnings } = createDisk();
  disk.set('a', '1');
  wx.getStorage = ({ fail }: { fail: (error: WxError) => void }) =>
    fail({ errMsg: 'getStorage:fail Failed To Send' });
  wx.getStorageInfo = () => {
    throw new Error('no');
  };
  const storage = open();
  expect(await answer(read(storage, 'a'))).toEqual(['1']);
  expect(await answer(storage.keys(''))).toEqual(['a']);
  expect(warnings).toEqual([]);
});

import { expect, test } from 'playwright/test';
import { createHost } from '../testing';
import type { HostApis } from './platformApi';

const MB = 1024 * 1024;

test('values are kept as JSON, and a missing key reads as an empty string', () => {
  const { run, disk } = createHost('wx');
  run(
    'wx.setStorageSync("a", { when: new Date(0), none: undefined }); wx.setStorageSync("b", "text")',
  );
  expect([...disk]).toEqual([
    ['a', '{"when":"1970-01-01T00:00:00.000Z"}'],
    ['b', '"text"'],
  ]);
  expect(run('wx.getStorageSync("a").when.length')).toBe(24);
  expect(run('wx.getStorageSync("a") instanceof Object')).toBe(true);
  expect(run('wx.getStorageSync("none")')).toBe('');
  expect(run('wx.getStorageInfoSync().keys')).toEqual(['a', 'b']);
  run('wx.removeStorageSync("a")');
  expect(run('wx.batchGetStorageSync(["a", "b"])')).toEqual(['', 'text']);
});

test('a key takes 1 MB and all of them 10, and a synchronous call that is refused throws', () => {
  const { run, api } = createHost<HostApis['wx']>('wx');
  expect(() => api.setStorageSync('big', 'x'.repeat(MB))).toThrow(
    'setStorageSync:fail entry size limit reached',
  );
  expect(() => api.setStorageSync('wide', '中'.repeat(MB / 2))).toThrow(/entry size/);
  expect(
    run('try { wx.setStorageSync("big", "x".repeat(2e6)) } catch (e) { e instanceof Error }'),
  ).toBe(true);
  for (let i = 0; i < 10; i++) api.setStorageSync(`key${i}`, 'x'.repeat(MB - 1000));
  expect(() => api.setStorageSync('one more', 'x'.repeat(20_000))).toThrow(
    /exceed storage max size/,
  );
  api.setStorageSync('key0', 'y'.repeat(MB - 1000));
  api.removeStorageSync('key0');
  api.setStorageSync('one more', 'x'.repeat(20_000));
});

test('asynchronous calls answer later, by callbacks or by a promise', async () => {
  const { run, clock } = createHost('wx');
  run(`heard = [];
    wx.setStorage({ key: 'a', data: [1], success: ({ errMsg }) => heard.push(errMsg), complete: () => heard.push('complete') });
    wx.getStorage({ key: 'none', fail: ({ errMsg }) => heard.push(errMsg) })`);
  expect(run('heard')).toEqual([]);
  await clock.advance(10);
  expect(run('heard')).toEqual(['setStorage:ok', 'complete', 'getStorage:fail data not found']);
  run(`wx.getStorage({ key: 'a' }).then(({ data }) => heard.push(data[0]));
    wx.getStorageInfo().then(({ keys }) => heard.push(keys[0]));
    wx.removeStorage({ key: 'a' }).then(() => wx.getStorage({ key: 'a' })).catch(() => heard.push('gone'))`);
  await clock.advance(20);
  expect((run('heard') as unknown[]).slice(3)).toEqual([1, 'a', 'gone']);
});

test('an asynchronous write is carried out though the app is killed after the call', () => {
  const { run, kill, disk } = createHost('wx');
  run('wx.setStorage({ key: "a", data: 1 })');
  kill();
  expect(disk.get('a')).toBe('1');
});

test('or is lost with the app, if it was called in the same instant and nothing synchronous came after it', async () => {
  const { run, kill, clock, disk } = createHost('wx', { asyncWrites: 'lost' });
  run('wx.setStorageSync("a", 1); wx.setStorage({ key: "a", data: 2, success() {} })');
  await clock.advance(1);
  run(
    'wx.setStorage({ key: "a", data: 3 }); wx.setStorage({ key: "a", data: 4 }); wx.setStorage({ key: "b", data: 5 }); wx.setStorageSync("b", 6)',
  );
  run('wx.setStorage({ key: "c", data: 7 }); wx.setStorageSync("c", 7)');
  kill();
  expect([...disk]).toEqual([
    ['a', '2'],
    ['b', '6'],
    ['c', '7'],
  ]);
});

test('and is kept if any time has passed since the call', async () => {
  const { run, kill, clock, disk } = createHost('wx', { asyncWrites: 'lost' });
  run('wx.setStorage({ key: "a", data: 1 })');
  await clock.advance(1);
  kill();
  expect(disk.get('a')).toBe('1');
});

test('or comes late, so that a synchronous write is overtaken', async () => {
  const { run, clock, disk } = createHost('wx', { asyncWrites: 'late' });
  run('wx.setStorage({ key: "a", data: "old" }); wx.setStorageSync("a", "new")');
  expect(disk.get('a')).toBe('"new"');
  await clock.advance(10);
  expect(disk.get('a')).toBe('"old"');
});

test('many keys are written by one call', () => {
  const { run, disk } = createHost('wx');
  run('wx.batchSetStorageSync([{ key: "a", value: 1 }, { key: "b", value: 2 }])');
  expect(disk.size).toBe(2);
});

test('storage can refuse every call', async () => {
  const { run, clock, failStorage } = createHost('wx');
  failStorage('Failed To Send Sync');
  expect(() => run('wx.getStorageSync("a")')).toThrow('getStorageSync:fail Failed To Send Sync');
  run('heard = 0; wx.setStorage({ key: "a", data: 1, fail: () => heard++ })');
  await clock.advance(10);
  expect(run('heard')).toBe(1);
  failStorage(undefined);
  expect(run('wx.getStorageSync("a")')).toBe('');
});

test('a key that is no text is refused', () => {
  const { run } = createHost('wx');
  expect(() => run('wx.getStorageSync(undefined)')).toThrow(/parameter.key should be String/);
});

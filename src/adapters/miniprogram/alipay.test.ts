import { expect, test } from 'playwright/test';
import { asWx, type AlipayLike } from './alipay';
import type { WxError, WxResponse } from './wxLike';

type Asked = Parameters<AlipayLike['request']>[0];

function createMy() {
  const asked: Asked[] = [];
  const disk = new Map<string, string>();
  const task = { abort: () => undefined };
  const my = {
    onAppShow: () => 'found',
    request(options: Asked) {
      asked.push(options);
      return task;
    },
    getStorageSync: ({ key }: { key: string }) => ({ data: disk.get(key) ?? null }),
    setStorageSync({ key, data }: { key: string; data: string }) {
      if (data.length > 200) return { error: 11, errorMessage: 'too large' };
      disk.set(key, data);
      return undefined;
    },
    removeStorageSync: ({ key }: { key: string }) => disk.delete(key),
  };
  return { wx: asWx(my), my, asked, disk, task };
}

/** What a request is answered with. */
function ask(answer: (asked: Asked) => void): (WxResponse | WxError)[] {
  const { wx, asked, task } = createMy();
  const said: (WxResponse | WxError)[] = [];
  const returned = wx.request({
    url: 'https://a.example',
    method: 'POST',
    data: 'x',
    header: { Authorization: 't' },
    dataType: 'text',
    timeout: 5,
    success: (response) => void said.push(response),
    fail: (error) => void said.push(error),
  });
  expect(returned).toBe(task);
  expect(asked[0]).toMatchObject({
    url: 'https://a.example',
    data: 'x',
    headers: { Authorization: 't' },
    dataType: 'text',
    timeout: 5,
  });
  expect(asked[0]).not.toHaveProperty('header');
  answer(asked[0] as Asked);
  return said;
}

test('an answer has the status, by either name, and the headers', () => {
  const headers = { a: 'b' };
  expect(ask(({ success }) => success({ status: 200, data: '', headers }))).toEqual([
    { statusCode: 200, data: '', header: headers },
  ]);
  expect(ask(({ success }) => success({ statusCode: 204, data: '' }))).toEqual([
    { statusCode: 204, data: '', header: {} },
  ]);
});

test('a failure that has a status is an answer', () => {
  const error = { error: 19, errorMessage: 'http status error', status: 429, data: 'slow down' };
  expect(ask(({ fail }) => fail(error))).toEqual([
    { statusCode: 429, data: 'slow down', header: {} },
  ]);
});

test('a failure without one is none', () => {
  expect(ask(({ fail }) => fail({ error: 13, errorMessage: 'timeout' }))).toEqual([
    { errMsg: 'timeout', errno: 13 },
  ]);
  expect(ask(({ fail }) => fail({}))).toEqual([{}]);
});

test('storage takes and gives objects, and a refusal throws', () => {
  const { wx, disk } = createMy();
  wx.setStorageSync('a', 'b');
  expect(disk.get('a')).toBe('b');
  expect(wx.getStorageSync('a')).toBe('b');
  expect(wx.getStorageSync('missing')).toBe(null);
  expect(() => wx.setStorageSync('c', 'x'.repeat(201))).toThrow('too large');
  wx.removeStorageSync('a');
  expect(disk.has('a')).toBe(false);
});

test('storage that fails is not one in which nothing is', () => {
  const broken = () => ({ success: false, error: 2, errorMessage: 'broken', data: null });
  const { my } = createMy();
  const wx = asWx({ ...my, getStorageSync: broken, removeStorageSync: broken });
  expect(() => wx.getStorageSync('a')).toThrow('broken');
  expect(() => wx.removeStorageSync('a')).toThrow('broken');
});

test('all else that the host has is found', () => {
  const { wx } = createMy();
  expect(wx.onAppShow?.(() => undefined)).toBe('found');
});

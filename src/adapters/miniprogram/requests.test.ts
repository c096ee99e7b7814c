import { expect, test } from 'playwright/test';
import { wxRequests } from './requests';

function createHost() {
  const asked: unknown[] = [];
  const task = { abort: () => undefined };
  const host = {
    request(this: unknown, ...args: unknown[]) {
      asked.push([this, ...args]);
      return task;
    },
  };
  return { host: host as never, request: host.request.bind(host), raw: host, asked, task };
}

const OWN = ['https://log.example.com/push', '/relay/behavior'];

test("the app's requests are told by their addresses, the tracker's own are not", () => {
  const { host, raw } = createHost();
  const told: string[] = [];
  wxRequests(host).watch(
    OWN,
    (url) => void told.push(url),
    () => undefined,
  );
  raw.request({ url: 'https://log.example.com/push?data=1#x' });
  raw.request({ url: 'https://api.example.com/games?page=1' });
  raw.request({ url: 'https://log.example.com/pushed' });
  expect(told).toEqual(['https://api.example.com/games?page=1', 'https://log.example.com/pushed']);
});

test('what the app gives and gets is as it was, whatever it gives', () => {
  const { host, raw, asked, task } = createHost();
  const before = raw.request;
  const stop = wxRequests(host).watch(
    OWN,
    () => undefined,
    () => undefined,
  );
  const thrower = {
    get url(): string {
      throw new Error('no');
    },
  };
  for (const args of [[{ url: 'a' }, 'more'], [], [undefined], [thrower]]) {
    expect(raw.request(...args)).toBe(task);
    expect(asked.pop()).toEqual([raw, ...args]);
  }
  stop();
  expect(raw.request).toBe(before);
});

test('a host that lets nobody replace its request tells of none, and works', () => {
  const { raw, task } = createHost();
  const frozen = Object.freeze(raw);
  const stop = wxRequests(frozen).watch(
    OWN,
    () => undefined,
    () => undefined,
  );
  expect(frozen.request({ url: 'a' })).toBe(task);
  stop();
});

import { expect, test } from 'playwright/test';
import { findHost, normalized } from './hosts';
import type { WxLike } from './wxLike';

const nothing = (): undefined => undefined;
const createHost = (more: object = {}): WxLike =>
  ({ request: nothing, getStorageSync: nothing, ...more }) as unknown as WxLike;

/** Runs `work` where these names are known. */
function withGlobals(globals: Readonly<Record<string, unknown>>, work: () => void): void {
  Object.assign(globalThis, globals);
  try {
    work();
  } finally {
    for (const name of Object.keys(globals)) Reflect.deleteProperty(globalThis, name);
  }
}

for (const name of ['my', 'swan', 'tt', 'qq', 'ks', 'jd']) {
  test(`${name} is found though it has a wx as well`, () => {
    const host = createHost();
    withGlobals({ [name]: host, wx: createHost(), uni: createHost() }, () =>
      expect(findHost()).toBe(host),
    );
  });
}

test('wx is found before uni, which stands before it, and uni where it is alone', () => {
  const [wx, uni] = [createHost(), createHost()];
  withGlobals({ wx, uni }, () => expect(findHost()).toBe(wx));
  withGlobals({ uni }, () => expect(findHost()).toBe(uni));
});

test('what only has the name of a host is none: the JSSDK of a page, or a variable', () => {
  const wx = createHost();
  const partial = { tt: { request: nothing }, ks: { getStorageSync: nothing } };
  withGlobals({ my: 5, qq: null, ...partial, wx }, () => expect(findHost()).toBe(wx));
  withGlobals({ wx: { miniProgram: {}, config: nothing } }, () =>
    expect(() => findHost()).toThrow('createTracker(options, wx)'),
  );
});

test('where there is no host the remedy is named', () => {
  expect(() => findHost()).toThrow('no miniprogram host is found');
});

test('only Alipay’s host speaks a dialect', () => {
  const host = createHost();
  withGlobals({ my: host }, () => {
    expect(normalized(host)).not.toBe(host);
    const other = createHost();
    expect(normalized(other)).toBe(other);
  });
  expect(normalized(host)).toBe(host);
});

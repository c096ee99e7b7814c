import { expect, test } from 'playwright/test';
import { createAdHandle } from './adHandle';
import { placementWrapper } from './placement';

type Placement = Record<string, unknown>;
type Callback = (...args: unknown[]) => unknown;

/** A wrapper, and what it has told of each placement. */
function setUp() {
  const told: string[] = [];
  const opened: unknown[] = [];
  const wrap = placementWrapper((format, name) => {
    opened.push([format, name]);
    return createAdHandle(
      () => (action) => void told.push(action),
      (call) => told.push(call === 'shown() came twice' ? '(shown already)' : call),
    );
  });
  return { told, opened, wrap };
}

const call = (placement: unknown, name: string, ...args: unknown[]): unknown =>
  (placement as Record<string, Callback>)[name]?.(...args);

/** What the API does with a placement when its ad ends so. */
const RUNS: Readonly<Record<string, (placement: unknown, type: string) => void>> = {
  viewed(placement, type) {
    const isReward = type === 'reward';
    if (isReward) call(placement, 'beforeReward', () => {});
    if (type !== 'preroll') call(placement, 'beforeAd');
    if (isReward) call(placement, 'adViewed');
    if (type !== 'preroll') call(placement, 'afterAd');
    call(placement, 'adBreakDone', { breakType: type, breakStatus: 'viewed' });
  },
  dismissed(placement, type) {
    call(placement, 'beforeReward', () => {});
    call(placement, 'beforeAd');
    call(placement, 'adDismissed');
    call(placement, 'afterAd');
    call(placement, 'adBreakDone', { breakType: type, breakStatus: 'dismissed' });
  },
  'not shown'(placement, type) {
    call(placement, 'adBreakDone', { breakType: type, breakStatus: 'frequencyCapped' });
  },
  ignored(placement, type) {
    call(placement, 'beforeReward', () => {});
    call(placement, 'adBreakDone', { breakType: type, breakStatus: 'ignored' });
  },
};

const NAMES = ['beforeAd', 'afterAd', 'beforeReward', 'adDismissed', 'adViewed', 'adBreakDone'];

/** A placement that notes each call of its callbacks: its `this`, its arguments. */
function noting(type: string, names = NAMES) {
  const calls: unknown[][] = [];
  const placement: Placement = { type, name: 'level-1' };
  for (const name of names) {
    placement[name] = function (this: unknown, ...args: unknown[]) {
      calls.push([
        name,
        this,
        ...args.map((arg) => (typeof arg === 'function' ? 'function' : arg)),
      ]);
      return `answer of ${name}`;
    };
  }
  return { placement, calls };
}

const ROWS: [run: string, type: string, told: string[]][] = [
  ['viewed', 'reward', ['show', '(shown already)', 'complete', 'close']],
  ['dismissed', 'reward', ['show', '(shown already)', 'close']],
  ['not shown', 'reward', []],
  ['ignored', 'reward', []],
  ['viewed', 'next', ['show', '(shown already)', 'complete', 'close']],
  ['not shown', 'next', []],
  // Nothing says that it begins.
  ['viewed', 'preroll', ['show', 'complete', 'close']],
  ['not shown', 'preroll', []],
];
for (const [run, type, expected] of ROWS) {
  test(`of a placement ${type} that was ${run} is told ${expected.join(', ') || 'nothing'}`, () => {
    for (const names of [NAMES, ['beforeReward', 'adDismissed', 'adViewed']]) {
      const { told, wrap, opened } = setUp();
      RUNS[run]?.(wrap(noting(type, names).placement), type);
      expect(told).toEqual(expected);
      expect(opened).toEqual([[type === 'reward' ? 'rewarded' : 'interstitial', 'level-1']]);
    }
  });
}

test("the app's callbacks are called as without us: how often, with which this and arguments", () => {
  for (const [run, type] of ROWS) {
    const { wrap } = setUp();
    const alone = noting(type);
    const followed = noting(type);
    RUNS[run]?.(alone.placement, type);
    RUNS[run]?.(wrap(followed.placement), type);
    const of = (self: Placement, calls: unknown[][]) =>
      calls.map(([name, that, ...args]) => [name, that === self, ...args]);
    expect(of(followed.placement, followed.calls)).toEqual(of(alone.placement, alone.calls));
    expect(alone.calls.length).toBeGreaterThan(0);
  }
});

test('answers and exceptions pass through, and an ad whose beforeAd throws is not shown', () => {
  const { told, wrap } = setUp();
  const failure = new Error("the app's own");
  const fail = (): never => {
    throw failure;
  };
  const { placement } = noting('reward');
  const wrapped = wrap(placement);
  expect(NAMES.map((name) => call(wrapped, name))).toEqual(
    NAMES.map((name) => `answer of ${name}`),
  );

  const failing = wrap({ type: 'reward', beforeAd: fail, adViewed: fail, adBreakDone: fail });
  told.length = 0;
  expect(() => call(failing, 'beforeAd')).toThrow(failure);
  expect(told).toEqual([]);
  expect(() => call(failing, 'adViewed')).toThrow(failure);
  expect(told).toEqual(['show', 'complete', 'close']);
  expect(() => call(failing, 'adBreakDone', { breakStatus: 'viewed' })).toThrow(failure);
  expect(told).toHaveLength(3);
});

test('a callback that the API calls on its own, or on something else, gets that this', () => {
  const { wrap } = setUp();
  const { placement, calls } = noting('next');
  const { beforeAd } = wrap(placement) as { beforeAd: Callback };
  const other = {};
  beforeAd.call(other);
  beforeAd.call(undefined);
  expect(calls.map(([, that]) => that)).toEqual([other, undefined]);
});

test("the app's object stays as it is, and may be frozen or of a class", () => {
  class Level {
    type = 'next';
    count = 0;
    beforeAd(): void {
      this.count++;
    }
  }
  const { told, wrap } = setUp();
  const level = new Level();
  const { placement } = noting('next');
  const before = { ...placement };
  for (const each of [level, Object.freeze(placement)]) {
    const copy = wrap(each);
    expect(copy).not.toBe(each);
    call(copy, 'beforeAd');
  }
  expect(told).toEqual(['show', 'show']);
  expect(level.count).toBe(1);
  expect(wrap(level)).toBeInstanceOf(Level);
  expect(placement).toEqual(before);
});

test('one object may be used for one break after another', () => {
  const { told, wrap } = setUp();
  const { placement } = noting('reward');
  for (let i = 0; i < 2; i++) RUNS['dismissed']?.(wrap(placement), 'reward');
  expect(told.filter((each) => each !== '(shown already)')).toEqual([
    ...['show', 'close'],
    ...['show', 'close'],
  ]);
});

test('what has been wrapped is not wrapped again', () => {
  const { told, wrap } = setUp();
  const once = wrap(noting('reward').placement);
  expect(wrap(once)).toBe(once);
  RUNS['viewed']?.(wrap(once), 'reward');
  expect(told.filter((each) => each === 'show')).toHaveLength(1);
});

test('nothing is added but what the API documents as optional for this type', () => {
  const { wrap } = setUp();
  const keys = (type: string): string[] => Object.keys(wrap({ type }) as object).sort();
  expect(keys('next')).toEqual(['adBreakDone', 'beforeAd', 'type']);
  expect(keys('reward')).toEqual(['adBreakDone', 'beforeAd', 'type']);
  // Its beforeAd is never called.
  expect(keys('preroll')).toEqual(['adBreakDone', 'type']);
});

test('whatever else an app hands over goes on as it is', () => {
  const { opened, wrap } = setUp();
  const hostile = {
    get type(): string {
      throw new Error('a getter of the host');
    },
  };
  const unreadable = {
    type: 'next',
    get beforeAd(): string {
      throw new Error('a getter of the host');
    },
  };
  for (const other of [
    ...[undefined, null, 7, 'next', () => {}, {}, []],
    ...[{ preloadAdBreaks: 'on', sound: 'on' }, { type: 'constructor' }, { type: 'banner' }],
    ...[hostile, unreadable],
  ]) {
    expect(wrap(other)).toBe(other);
  }
  expect(opened).toEqual([]);
});

test('what is no function is left for the API to judge', () => {
  const { wrap } = setUp();
  expect(wrap({ type: 'next', beforeAd: 'pause', adBreakDone: 1 })).toMatchObject({
    beforeAd: 'pause',
    adBreakDone: 1,
  });
});

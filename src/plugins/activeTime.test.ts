import { expect, test } from 'playwright/test';
import { memoryPlatform } from '../adapters/memory/memoryPlatform';
import type { AttentionPort } from '../core/attention';
import { HOUR, MINUTE, SECOND } from '../core/units';
import { createActiveTime, type ActiveTimeOptions } from './activeTime';

function setUp(options: ActiveTimeOptions = {}, hasAttention = true) {
  const platform = memoryPlatform({ respond: () => ({ kind: 'handed-off' }) });
  const { lifecycle, clock } = platform;
  const user = { isFocused: true, isBusy: false };
  let sign = (): void => undefined;
  let change = (): void => undefined;
  let isWatched = false;
  const attention: AttentionPort = {
    watch(onSign, onChange) {
      [sign, change, isWatched] = [onSign, onChange, true];
      return () => {
        isWatched = false;
      };
    },
    isFocused: () => user.isFocused,
    isBusy: () => user.isBusy,
  };
  let changes = 0;
  const time = createActiveTime(
    { onSignal: lifecycle.subscribe, platform },
    hasAttention ? attention : undefined,
    options,
    () => changes++,
  );
  const show = (state: 'visible' | 'hidden') => {
    lifecycle.setState(state);
    lifecycle.tell(state === 'visible' ? 'shown' : 'hidden');
  };
  return {
    clock,
    time,
    lifecycle,
    show,
    sign: () => sign(),
    set(next: Partial<typeof user>) {
      Object.assign(user, next);
      change();
    },
    become: (next: Partial<typeof user>) => Object.assign(user, next),
    isWatched: () => isWatched,
    changes: () => changes,
    /** Neither clock was read in between. */
    sleep(wall: number, monotonic = wall) {
      const later = clock.monotonic() + monotonic;
      clock.jump(wall - monotonic);
      const { now } = clock;
      const before = clock.monotonic();
      Object.assign(clock, {
        monotonic: () => later as never,
        now: () => (now() + (later - before)) as never,
      });
    },
  };
}

test('time counts while the page is in view', async () => {
  const { clock, time, show } = setUp();
  await clock.advance(4500);
  show('hidden');
  await clock.advance(HOUR);
  show('visible');
  await clock.advance(1250);
  expect(time.total()).toBe(5750);
});

test('time counts while the focus is in the page, or anyway if it is so wished', async () => {
  for (const focus of [true, false]) {
    const { clock, time, set } = setUp({ focus });
    await clock.advance(3 * SECOND);
    set({ isFocused: false });
    await clock.advance(10 * SECOND);
    set({ isFocused: true });
    await clock.advance(2 * SECOND);
    expect(time.total()).toBe(focus ? 5 * SECOND : 15 * SECOND);
  }
});

test('a focus that goes or comes without a word is noticed within a second', async () => {
  const { clock, time, become } = setUp();
  await clock.advance(3 * SECOND);
  become({ isFocused: false });
  await clock.advance(MINUTE);
  expect(time.total()).toBe(4 * SECOND);
  become({ isFocused: true });
  await clock.advance(3 * SECOND);
  expect(time.total()).toBe(6 * SECOND);
});

test('a user who does nothing counts for as long as the limit, and from the next input on', async () => {
  const { clock, time, sign } = setUp();
  await clock.advance(30 * SECOND);
  sign();
  await clock.advance(HOUR);
  expect(time.total()).toBe(90 * SECOND);
  sign();
  await clock.advance(10 * SECOND);
  expect(time.total()).toBe(100 * SECOND);
});

test('the limit may be another one, to the millisecond', async () => {
  const { clock, time } = setUp({ idle: 1500 });
  await clock.advance(HOUR);
  expect(time.total()).toBe(1500);
});

test('what is busy is not idle, and becomes so when it is done', async () => {
  const { clock, time, become, set } = setUp();
  become({ isBusy: true });
  await clock.advance(10 * MINUTE);
  expect(time.total()).toBe(10 * MINUTE);
  become({ isBusy: false });
  await clock.advance(HOUR);
  expect(time.total()).toBe(11 * MINUTE);
  set({ isBusy: true });
  await clock.advance(5 * SECOND);
  expect(time.total()).toBe(11 * MINUTE + 5 * SECOND);
});

test('where nobody hears the user, nobody is idle', async () => {
  const { clock, time } = setUp({}, false);
  await clock.advance(HOUR);
  expect(time.total()).toBe(HOUR);
});

test('a page that is shown again has a user in it', async () => {
  const { clock, time, show } = setUp();
  await clock.advance(50 * SECOND);
  show('hidden');
  show('visible');
  await clock.advance(50 * SECOND);
  expect(time.total()).toBe(100 * SECOND);
});

for (const [what, by] of [
  ['forward', HOUR],
  ['back', -1 * HOUR],
  ['back by half a tick', -0.5 * SECOND],
] as const) {
  test(`a wall clock that jumps ${what} changes nothing that lasts`, async () => {
    const { clock, time } = setUp();
    await clock.advance(5 * SECOND);
    clock.jump(by);
    await clock.advance(5 * SECOND);
    expect(time.total()).toBe(by === -0.5 * SECOND ? 9500 : 10 * SECOND);
  });
}

test('a machine that sleeps is not a user', async () => {
  for (const monotonic of [HOUR, 0]) {
    const { clock, time, sleep } = setUp();
    await clock.advance(5 * SECOND);
    sleep(HOUR, monotonic);
    expect(time.total()).toBe(monotonic ? 6 * SECOND : 5 * SECOND);
  }
});

test('a page that was busy for a while was used', async () => {
  const { clock, time, sleep } = setUp();
  await clock.advance(5 * SECOND);
  sleep(9 * SECOND);
  expect(time.total()).toBe(14 * SECOND);
});

test('a page that has left counts from its return on', async () => {
  for (const back of ['restored', 'shown'] as const) {
    const { clock, time, lifecycle } = setUp();
    await clock.advance(5 * SECOND);
    lifecycle.tell('leaving');
    await clock.advance(20 * SECOND);
    lifecycle.tell('online');
    await clock.advance(20 * SECOND);
    lifecycle.tell(back);
    await clock.advance(2 * SECOND);
    expect(time.total()).toBe(7 * SECOND);
  }
});

test('while nothing counts nothing runs, and after the end nothing is heard', async () => {
  const { clock, time, show, changes, isWatched } = setUp();
  show('hidden');
  const before = changes();
  await clock.advance(HOUR);
  expect(changes()).toBe(before);
  show('visible');
  time.stop();
  const after = changes();
  await clock.advance(HOUR);
  show('hidden');
  expect(changes()).toBe(after);
  expect(isWatched()).toBe(false);
});

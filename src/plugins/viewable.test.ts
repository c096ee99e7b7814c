import { expect, test } from 'playwright/test';
import type { Target } from '../core/marks';
import { HOUR, SECOND, type Duration } from '../core/units';
import { direct, memoryExposures, setUp as setUpWorld } from '../fixtures';
import { createViewable } from './viewable';

/** A page with elements; `seen` is what was seen, with the second in which it was. */
const setUp = (isRepeated = false, onSeen: (target: Target) => void = () => undefined) => {
  const { world } = setUpWorld();
  const port = memoryExposures();
  const seen: string[] = [];
  const started = world.clock.now();
  const after = world.clock.after;
  let delay = 0;
  let timers = 0;
  // How late timers come, as in a page that was frozen.
  world.clock.after = (due, run) => {
    // The tracker's own are longer.
    if (due <= 2 * SECOND) timers++;
    return after(due, () => {
      if (!delay) return run();
      after(delay as Duration, run);
    });
  };
  const tab = world.open({
    endpoints: [direct.behavior()],
    plugins: [
      {
        name: 'viewable',
        problems: [],
        start: (context) =>
          createViewable(context, port, '.unit', isRepeated, (target) => {
            const { name } = target as { name: string };
            seen.push(`${name} ${(world.clock.now() - started) / SECOND}`);
            onSeen(target);
          }),
      },
    ],
  });
  const { lifecycle } = tab.platform;
  return {
    ...{ world, tab, port, seen, lifecycle },
    advance: (seconds: number) => world.clock.advance(seconds * SECOND),
    timers: () => timers,
    setDelay: (next: number) => void (delay = next),
    hide: () => {
      lifecycle.setState('hidden');
      lifecycle.tell('hidden');
    },
    reveal: (signal: 'shown' | 'restored' = 'shown') => {
      lifecycle.setState('visible');
      lifecycle.tell(signal);
    },
  };
};

const a = { name: 'a' };
const b = { name: 'b' };

test('half of the pixels for one continuous second is seen, and less of either is not', async () => {
  const { port, seen, advance } = setUp();
  port.show(a, 0.5);
  port.show(b, 0.49);
  await advance(0.999);
  expect(seen).toEqual([]);
  await advance(0.001);
  expect(seen).toEqual(['a 1']);
  port.show(b, 0.5);
  await advance(0.9);
  port.show(b, 0.49);
  await advance(0.1);
  port.show(b, 1);
  await advance(0.999);
  expect(seen).toEqual(['a 1']);
  await advance(0.001);
  expect(seen).toEqual(['a 1', 'b 3']);
});

test('of a large unit 30 % are enough, and video takes two seconds', async () => {
  const { port, seen, advance } = setUp();
  port.show(a, 0.3, { isLarge: true });
  port.show(b, 0.5, { isVideo: true });
  port.show({ name: 'c' }, 0.29, { isLarge: true });
  await advance(10);
  expect(seen).toEqual(['a 1', 'b 2']);
});

test('what comes later and takes less time is seen first', async () => {
  const { port, seen, advance } = setUp();
  port.show(a, 1, { isVideo: true });
  await advance(0.5);
  port.show(b, 1);
  await advance(5);
  expect(seen).toEqual(['b 1.5', 'a 2']);
});

test('a share that changes while it is enough does not begin anew', async () => {
  const { port, seen, advance } = setUp();
  port.show(a, 0.5);
  await advance(0.5);
  port.show(a, 0.9);
  await advance(5);
  expect(seen).toEqual(['a 1']);
});

test('an element is seen once, however often it comes back', async () => {
  const { port, seen, advance } = setUp();
  for (let i = 0; i < 3; i++) {
    port.show(a, 1);
    await advance(5);
    port.show(a, 0);
    await advance(5);
  }
  expect(seen).toEqual(['a 1']);
});

test('repeated, it is seen again when it has left the view and come back, but not when it was half out', async () => {
  const { port, seen, advance } = setUp(true);
  port.show(a, 1);
  await advance(5);
  port.show(a, 0.4);
  await advance(1);
  port.show(a, 1);
  await advance(4);
  port.show(a, 0);
  await advance(10);
  port.show(a, 1);
  await advance(10);
  expect(seen).toEqual(['a 1', 'a 21']);
});

test('an element with another mark is another unit', async () => {
  const { port, seen, advance } = setUp();
  port.show(a, 1);
  await advance(0.9);
  // Before its second is over: it begins anew.
  port.change(a);
  port.show(a, 1);
  await advance(0.9);
  expect(seen).toEqual([]);
  await advance(0.1);
  expect(seen).toEqual(['a 1.9']);
  port.change(a);
  await advance(5);
  port.show(a, 1);
  await advance(5);
  expect(seen).toEqual(['a 1.9', 'a 7.9']);
});

test('time in which nobody sees the page counts nothing, and makes the second begin anew', async () => {
  const { port, seen, advance, hide, reveal, timers } = setUp();
  port.show(a, 1);
  await advance(0.9);
  hide();
  const before = timers();
  await advance(HOUR / SECOND);
  port.show(b, 1);
  await advance(5);
  expect(timers()).toBe(before);
  reveal();
  await advance(0.9);
  expect(seen).toEqual([]);
  await advance(0.1);
  expect(seen).toEqual(['a 3606.9', 'b 3606.9']);
});

test('a page that starts hidden sees nothing before it is shown', async () => {
  const { port, seen, advance, lifecycle, reveal } = setUp();
  lifecycle.setState('prerender');
  port.show(a, 1);
  await advance(5);
  reveal();
  await advance(5);
  expect(seen).toEqual(['a 6']);
});

test('a page that left in a second and came back begins it anew; what it had seen, it sees again', async () => {
  const { port, seen, advance, lifecycle, hide, reveal } = setUp();
  port.show(a, 1);
  await advance(2);
  port.show(b, 1);
  await advance(0.9);
  lifecycle.tell('leaving');
  hide();
  await advance(60);
  reveal('restored');
  await advance(0.9);
  expect(seen).toEqual(['a 1']);
  await advance(5);
  expect(seen).toEqual(['a 1', 'a 63.9', 'b 63.9']);
});

test('a page that left and is still there goes on', async () => {
  const { port, seen, advance, lifecycle } = setUp();
  port.show(a, 1);
  await advance(0.9);
  lifecycle.tell('leaving');
  await advance(0.5);
  lifecycle.tell('online');
  await advance(5);
  expect(seen).toEqual(['a 1.9']);
});

test('a timer that comes late, as after a freeze, counts nothing', async () => {
  const { port, seen, advance, setDelay } = setUp();
  setDelay(0.6 * SECOND);
  port.show(a, 1);
  await advance(1.5);
  setDelay(0);
  await advance(1);
  expect(seen).toEqual([]);
  await advance(0.1);
  expect(seen).toEqual(['a 2.6']);
});

test('a wall clock that has run ahead was asleep, and that counts nothing', async () => {
  const { world, port, seen, advance } = setUp();
  port.show(a, 1);
  await advance(0.5);
  world.clock.jump(HOUR);
  await advance(1);
  expect(seen).toEqual([]);
  await advance(0.5);
  expect(seen).toEqual(['a 3602']);
});

test('what throws keeps the others from nothing, and is told', async () => {
  const { port, tab, seen, advance } = setUp(false, ({ name }: { name?: string }) => {
    if (name === 'a') throw new Error('broken');
  });
  port.show(a, 1);
  port.show(b, 1);
  await advance(5);
  expect(seen).toEqual(['a 1', 'b 1']);
  expect(tab.platform.warnings).toEqual(['tracelet: .unit: Error: broken']);
});

test('a tracker that stops watches no more', async () => {
  const { tab, port, seen, advance } = setUp();
  port.show(a, 1);
  await tab.tracker.stop();
  expect(port.watching()).toBe(0);
  await advance(5);
  expect(seen).toEqual([]);
});

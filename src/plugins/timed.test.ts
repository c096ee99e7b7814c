import fc from 'fast-check';
import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import { HOUR, MINUTE, SECOND } from '../core/units';
import { createWorld, direct, type Tab } from '../fixtures';
import { dwell } from './dwell';
import { pageViews } from './pageViews';

const pages = { '/': { page_id: 1 }, '/game/:id': { page_id: 2 } };

const setUp = () => {
  const receiver = createReceiver();
  const world = createWorld(receiver);
  const open = (page_id = 1) =>
    world.open({
      endpoints: [direct.behavior()],
      plugins: [pageViews({ pages: () => ({ page_id }) }), dwell()],
    });
  const said = (page_id = 1) =>
    receiver
      .received('behavior')
      .filter(({ record }) => record.page_id === page_id)
      .map(({ record }) => record.duration as number);
  return { receiver, world, open, said };
};

/** Nothing of it reaches the disk or the network any more. */
function kill({ platform: { storage, transport } }: Tab): void {
  const never = () => new Promise<never>(() => undefined);
  Object.assign(storage, { keys: never, read: never, write: never, change: never });
  Object.assign(transport, {
    send: () => ({ survives: false, reply: never(), abort: () => undefined }),
  });
}

test('the visit of a killed page is sent at the next one, with what it had at its last checkpoint', async () => {
  const { world, open, said } = setUp();
  const page = open();
  await world.clock.advance(13 * SECOND);
  kill(page);
  open(2);
  await world.pass(20 * SECOND);
  expect(said()).toEqual([]);
  await world.pass(10 * SECOND);
  expect(said()).toEqual([10]);
  await world.pass(HOUR);
  expect(said()).toEqual([10]);
});

test('a page that is killed in its first moment had a visit of no seconds', async () => {
  const { world, open, said } = setUp();
  const page = open();
  await world.clock.advance(0);
  kill(page);
  open(2);
  await world.pass(MINUTE);
  expect(said()).toEqual([0]);
});

test('a page that is killed while nobody looks had what it had until then', async () => {
  const { world, open, said } = setUp();
  const page = open();
  await world.clock.advance(13 * SECOND);
  page.platform.lifecycle.setState('hidden');
  page.platform.lifecycle.tell('hidden');
  await world.clock.advance(MINUTE);
  kill(page);
  open(2);
  await world.pass(28 * MINUTE);
  expect(said()).toEqual([]);
  await world.pass(2 * MINUTE);
  expect(said()).toEqual([13]);
});

test('a page that comes back after it was held for dead sends the rest of its visit, with the same trace id', async () => {
  const { world, open, said, receiver } = setUp();
  const page = open();
  await world.clock.advance(13 * SECOND);
  page.platform.lifecycle.setState('hidden');
  page.platform.lifecycle.tell('hidden');
  open(2);
  await world.pass(HOUR);
  expect(said()).toEqual([13]);
  page.platform.lifecycle.setState('visible');
  page.platform.lifecycle.tell('shown');
  await world.clock.advance(4500);
  page.platform.lifecycle.tell('leaving');
  await world.pass(5 * SECOND);
  expect(said()).toEqual([13, 4]);
  const [first, second] = receiver
    .received('behavior')
    .filter(({ record: { page_id } }) => page_id === 1);
  expect(first?.record.trace_id).toBe(second?.record.trace_id);
});

test('a page whose clock is set is closed a second later with all its seconds', async () => {
  const { world, open, said } = setUp();
  const page = open();
  await world.clock.advance(7 * SECOND);
  world.clock.jump(HOUR);
  await world.clock.advance(2 * SECOND);
  page.platform.lifecycle.tell('leaving');
  expect(page.tracker.stats()).toMatchObject({ recorded: 1 });
  await world.pass(5 * SECOND);
  expect(said()).toEqual([9]);
});

test('visits of one page after another are each its own', async () => {
  const receiver = createReceiver();
  const world = createWorld(receiver);
  const tab = world.open({
    endpoints: [direct.behavior()],
    plugins: [pageViews({ pages }), dwell()],
  });
  for (const [path, seconds] of [
    ['/game/1', 7],
    ['/', 12],
    ['/game/2', 30],
  ] as const) {
    await world.clock.advance(seconds * SECOND);
    tab.platform.page.go(path);
  }
  await world.pass(3 * SECOND);
  expect(
    receiver.received('behavior').map(({ record: { page_id, duration } }) => [page_id, duration]),
  ).toEqual([
    [1, 7],
    [2, 12],
    [1, 30],
  ]);
});

type Step =
  | { readonly do: 'pass'; readonly by: number }
  | { readonly do: 'jump'; readonly by: number }
  | { readonly do: 'open' }
  | { readonly do: 'hide' | 'show' | 'kill' | 'leave' | 'stop'; readonly tab: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      by: fc.oneof(fc.integer({ min: 0, max: 40_000 }), fc.constant(31 * MINUTE)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('jump' as const),
      by: fc.constantFrom(-1 * HOUR, -5000, 700, 40_000, HOUR),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'hide' as const,
        'show' as const,
        'kill' as const,
        'leave' as const,
        'stop' as const,
      ),
      tab: fc.nat({ max: 3 }),
    }),
  },
);

test('whatever tabs do to one another, each second is told once, and few of a killed page are missing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const { world, open, said } = setUp();
      const tabs: { tab: Tab; time: number; missing: number; isSeen: boolean; isThere: boolean }[] =
        [];
      const openOne = (): void => {
        tabs.push({ tab: open(tabs.length + 1), time: 0, missing: 0, isSeen: true, isThere: true });
      };
      /** The clock has jumped since this tab has asked the disk last. */
      let isUnsure = false;
      openOne();
      for (const step of steps) {
        if (step.do === 'open') openOne();
        else if (step.do === 'jump') {
          world.clock.jump(step.by);
          isUnsure = true;
        } else if (step.do === 'pass') {
          await world.clock.advance(step.by);
          for (const one of tabs) if (one.isSeen && one.isThere) one.time += step.by;
          if (step.by > 5 * SECOND) isUnsure = false;
        } else {
          const one = tabs[step.tab % tabs.length] as (typeof tabs)[number];
          const { lifecycle } = one.tab.platform;
          if (!one.isThere) continue;
          switch (step.do) {
            case 'hide':
            case 'show':
              one.isSeen = step.do === 'show';
              lifecycle.setState(one.isSeen ? 'visible' : 'hidden');
              lifecycle.tell(one.isSeen ? 'shown' : 'hidden');
              break;
            case 'kill':
              one.isThere = false;
              one.missing = 5;
              kill(one.tab);
              break;
            case 'leave':
              one.isThere = false;
              // After a sleep it leaves to others what they may have told already.
              one.missing = isUnsure || !one.isSeen ? 5 : 0;
              lifecycle.tell('leaving');
              await world.clock.advance(0);
              break;
            case 'stop':
              one.isThere = false;
              await one.tab.tracker.stop();
          }
        }
      }
      open(100);
      for (let i = 0; i < 40; i++) await world.clock.advance(MINUTE);
      tabs.forEach(({ tab, isThere }) => isThere && tab.platform.lifecycle.tell('leaving'));
      for (let i = 0; i < 40; i++) await world.clock.advance(MINUTE);
      tabs.forEach(({ time, missing, isThere, isSeen }, i) => {
        const told = said(i + 1).reduce((sum, seconds) => sum + seconds, 0);
        const whole = Math.floor((time + (isThere && isSeen ? 40 * MINUTE : 0)) / SECOND);
        expect([i, told <= whole, told >= whole - missing, told, whole]).toEqual([
          i,
          true,
          true,
          told,
          whole,
        ]);
      });
      expect([...world.disk.keys()].filter((key) => key.includes('/draft/')).length).toBeLessThan(
        2,
      );
    }),
    { numRuns: Number(process.env.RUNS ?? 30) },
  );
});

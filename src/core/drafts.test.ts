import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import { createWorld, direct, imbalance, type TabOptions, type World } from '../fixtures';
import type { Draft } from './draft';
import type { Props } from './event';
import type { TrackerOptions } from './options';
import { HOUR, MINUTE, SECOND, type Duration } from './units';

const HOLD = (30 * SECOND) as Duration;
const PAGE = { page_id: 7 };

type Receiver = ReturnType<typeof createReceiver>;

/** A page that drafts a visit. */
function openPage(world: World, options: Partial<TrackerOptions> = {}, more?: TabOptions) {
  const taken: Props[] = [];
  let draft: Draft | undefined;
  const tab = world.open(
    {
      endpoints: [direct.behavior()],
      plugins: [
        {
          name: 'drafts',
          problems: [],
          start(context) {
            draft = context.draft('page_leave', (said) => void taken.push(said));
            return () => undefined;
          },
        },
      ],
      ...options,
    },
    more,
  );
  const save = (duration: number, hold = HOLD) =>
    (draft as Draft).save({ ...PAGE, duration }, hold);
  const end = (duration: number) => (draft as Draft).end(() => ({ ...PAGE, duration }));
  return { ...tab, draft: draft as unknown as Draft, taken, save, end };
}

/** The same disk and receiver without the pages that were there: they were killed. */
async function kill(world: World, receiver: Receiver, later = 0): Promise<World> {
  const next = createWorld(receiver);
  await next.clock.advance(world.clock.monotonic() + later);
  world.disk.forEach((text, key) => next.disk.set(key, text));
  world.memo.forEach((text, key) => next.memo.set(key, text));
  return next;
}

const setUp = () => {
  const receiver = createReceiver();
  return { receiver, world: createWorld(receiver) };
};

const said = (receiver: Receiver) =>
  receiver.received('behavior').map(({ record }) => record.duration as number);

const draftsOn = ({ disk }: World) => [...disk.keys()].filter((key) => key.includes('/draft/'));

test('what a killed page has drafted is said by the next, once, and not before its time', async () => {
  const { receiver, world } = setUp();
  const page = openPage(world);
  await world.clock.advance(5 * SECOND);
  page.save(5);
  const at = world.clock.now();
  await world.clock.advance(SECOND);
  const next = await kill(world, receiver, SECOND);
  const one = openPage(next);
  const other = openPage(next);
  await next.pass(25 * SECOND);
  expect(said(receiver)).toEqual([]);
  await next.pass(10 * SECOND);
  const [item] = receiver.received('behavior');
  expect(item?.record).toMatchObject({
    page_id: 7,
    duration: 5,
    event_time: Math.floor(at / 1000),
  });
  await next.pass(HOUR);
  expect(said(receiver)).toEqual([5]);
  expect(draftsOn(next)).toEqual([]);
  expect(imbalance(one, next) && imbalance(other, next)).toBe('');
});

test('it is the user’s and the session’s of that time', async () => {
  const { receiver, world } = setUp();
  let openid = 'before';
  const head = () => ({ uid: '1', openid });
  const page = openPage(world, { endpoints: [direct.behavior({ head })] });
  await world.clock.advance(SECOND);
  page.tracker.track('page_leave', { ...PAGE, duration: 1 });
  page.save(5);
  const sessions = page.stages.map((stage) => stage.kind === 'record' && stage.event.session);
  openid = 'after';
  const next = await kill(world, receiver, 2 * HOUR);
  const events: unknown[] = [];
  const heir = openPage(next, { endpoints: [direct.oper(), direct.behavior({ head })] });
  heir.tracker.track('page_leave', { ...PAGE, duration: 3 });
  await next.pass(MINUTE);
  heir.stages.forEach((stage) => stage.kind === 'record' && events.push(stage.event));
  expect(events).toMatchObject([
    { props: { duration: 3 }, seq: 1 },
    { props: { duration: 5 }, seq: 2, session: sessions[0] },
  ]);
  heir.tracker.track('page_leave', { ...PAGE, duration: 4 });
  await next.pass(MINUTE);
  const bodies = receiver.requests('behavior').map(({ body }) => JSON.parse(body));
  const whose = bodies.flatMap(({ head: { openid: whose }, items }) =>
    items.map(({ duration }: { duration: number }) => [whose, duration]),
  );
  expect(whose.sort()).toEqual([
    ['after', 3],
    ['after', 4],
    ['before', 1],
    ['before', 5],
  ]);
});

test('a draft that ends is said once, and leaves nothing on disk', async () => {
  const { receiver, world } = setUp();
  const page = openPage(world);
  await world.clock.advance(SECOND);
  page.save(1);
  await world.clock.advance(4 * SECOND);
  page.end(5);
  page.end(6);
  page.save(7);
  await world.pass(2 * MINUTE);
  expect(said(receiver)).toEqual([5]);
  expect(draftsOn(world)).toEqual([]);
  expect(imbalance(page, world)).toBe('');
});

test('a draft that is ended where the last write dies with the page is said once', async () => {
  const { receiver, world } = setUp();
  const page = openPage(world);
  await world.pass(5 * SECOND);
  page.save(5);
  await world.clock.advance(0);
  const before = new Map(world.disk);
  page.end(6);
  page.platform.lifecycle.tell('leaving');
  await world.pass(0);
  const next = await kill(world, receiver);
  next.disk.clear();
  before.forEach((text, key) => next.disk.set(key, text));
  openPage(next);
  await next.pass(HOUR);
  expect(said(receiver)).toEqual([6]);
  expect(draftsOn(next)).toEqual([]);
});

test('what a page has taken over and not said, because it was killed too, is said by the next', async () => {
  const { receiver, world } = setUp();
  const page = openPage(world);
  await world.clock.advance(SECOND);
  page.save(5);
  await world.clock.advance(0);
  const second = await kill(world, receiver, HOUR);
  const [key] = draftsOn(second);
  // Killed between its two transactions.
  const claimed = new Promise<string>((resolve) => {
    const set = second.disk.set.bind(second.disk);
    second.disk.set = (changed, text) => {
      if (changed === key) resolve(text);
      return set(changed, text);
    };
  });
  openPage(second);
  await second.clock.advance(0);
  const third = await kill(second, createReceiver());
  third.disk.set(key as string, await claimed);
  [...third.disk.keys()].forEach((other) => other.includes('/lane/') && third.disk.delete(other));
  const last = await kill(third, receiver, SECOND);
  openPage(last);
  await last.pass(50 * SECOND);
  expect(said(receiver).length).toBe(0);
  await last.pass(30 * SECOND);
  expect(said(receiver)).toEqual([5]);
});

test('a page that slept learns what was said of it, and drafts the rest', async () => {
  const { receiver, world } = setUp();
  const page = openPage(world);
  await world.clock.advance(SECOND);
  page.save(5);
  await world.clock.advance(MINUTE);
  openPage(world);
  await world.pass(5 * SECOND);
  expect(said(receiver)).toEqual([5]);
  page.save(6);
  await world.clock.advance(0);
  expect(page.taken).toEqual([{ ...PAGE, duration: 5 }]);
  page.save(1);
  await world.clock.advance(SECOND);
  page.end(2);
  await world.pass(5 * SECOND);
  expect(said(receiver)).toEqual([5, 2]);
});

test('it learns of it also where nothing is left on disk', async () => {
  const { receiver, world } = setUp();
  const page = openPage(world);
  await world.clock.advance(SECOND);
  page.save(5);
  await world.clock.advance(MINUTE);
  const other = openPage(world);
  await world.pass(5 * SECOND);
  other.platform.lifecycle.tell('shown');
  await world.pass(5 * SECOND);
  expect(draftsOn(world)).toEqual([]);
  page.save(6);
  await world.pass(5 * SECOND);
  expect(page.taken).toEqual([{ ...PAGE, duration: 5 }]);
  expect(said(receiver)).toEqual([5]);
});

test('a page that slept does not take itself for dead', async () => {
  const { receiver, world } = setUp();
  const page = openPage(world);
  await world.clock.advance(SECOND);
  page.save(5);
  await world.clock.advance(50 * SECOND);
  page.platform.lifecycle.tell('shown');
  await world.pass(5 * SECOND);
  expect(said(receiver)).toEqual([]);
  page.end(6);
  await world.pass(5 * SECOND);
  expect(said(receiver)).toEqual([6]);
  expect(page.taken).toEqual([]);
});

test('what another page has taken is its own, before it has said it', async () => {
  const { receiver, world } = setUp();
  const page = openPage(world);
  await world.clock.advance(SECOND);
  page.save(5);
  await world.clock.advance(50 * SECOND);
  const other = openPage(world);
  // It takes, and what it says reaches the disk no more.
  Object.assign(other.platform.storage, { write: () => new Promise(() => undefined) });
  Object.assign(other.platform.transport, {
    send: () => ({
      survives: false,
      reply: new Promise(() => undefined),
      abort: () => undefined,
    }),
  });
  await world.clock.advance(0);
  page.save(6);
  await world.clock.advance(0);
  expect(page.taken).toEqual([{ ...PAGE, duration: 5 }]);
  expect(said(receiver)).toEqual([]);
});

test('an endpoint that a killed page did not have gets its draft as of the user of now', async () => {
  const { receiver, world } = setUp();
  let openid = 'before';
  const head = () => ({ uid: '1', openid });
  const page = openPage(world, { endpoints: [direct.behavior({ head })] });
  await world.clock.advance(SECOND);
  page.save(5);
  await world.clock.advance(0);
  openid = 'after';
  const next = await kill(world, receiver, HOUR);
  openPage(next, {
    endpoints: [direct.behavior({ head }), direct.behavior({ head, name: 'other' })],
  });
  await next.pass(MINUTE);
  const whose = receiver.requests('behavior').map(({ body }) => JSON.parse(body).head.openid);
  expect(whose.sort()).toEqual(['after', 'before']);
});

test('a page that slept, and of which nobody has said anything, goes on', async () => {
  const { receiver, world } = setUp();
  const page = openPage(world);
  await world.clock.advance(SECOND);
  page.save(5);
  await world.clock.advance(50 * SECOND);
  page.save(6);
  await world.clock.advance(SECOND);
  page.end(7);
  await world.pass(5 * SECOND);
  expect(page.taken).toEqual([]);
  expect(said(receiver)).toEqual([7]);
});

for (const isTaken of [true, false]) {
  test(`a page that slept ends its draft ${isTaken ? 'with what others have left of it' : 'itself'}`, async () => {
    const { receiver, world } = setUp();
    const page = openPage(world);
    await world.clock.advance(SECOND);
    page.save(5);
    await world.clock.advance(50 * SECOND);
    if (isTaken) {
      openPage(world);
      await world.pass(5 * SECOND);
    }
    page.draft.end(() => ({ ...PAGE, duration: page.taken.length ? 1 : 6 }));
    await world.pass(5 * SECOND);
    expect(said(receiver)).toEqual(isTaken ? [5, 1] : [6]);
    await world.pass(5 * MINUTE);
    expect(draftsOn(world)).toEqual([]);
  });
}

test('a page that leaves after a sleep says nothing of it, and the next one does', async () => {
  const { receiver, world } = setUp();
  const page = openPage(world);
  await world.clock.advance(SECOND);
  page.save(5);
  await world.clock.advance(0);
  const before = new Map(world.disk);
  await world.clock.advance(50 * SECOND);
  // Gone before its disk has answered.
  Object.assign(page.platform.storage, { change: () => new Promise(() => undefined) });
  page.end(6);
  page.platform.lifecycle.tell('leaving');
  const next = await kill(world, receiver);
  before.forEach((text, key) => next.disk.set(key, text));
  openPage(next);
  await next.pass(MINUTE);
  expect(said(receiver)).toEqual([5]);
});

test('a page whose disk answers after it has left leaves it to the next one', async () => {
  const { receiver, world } = setUp();
  const page = openPage(world);
  await world.pass(5 * SECOND);
  page.save(5);
  await world.clock.advance(50 * SECOND);
  page.end(6);
  page.platform.lifecycle.tell('leaving');
  // It may die at once: what it said then would be sent, and noted nowhere.
  Object.assign(page.platform.storage, { write: () => new Promise(() => undefined) });
  page.platform.memo.set = () => undefined;
  await world.clock.advance(0);
  const next = await kill(world, receiver);
  openPage(next);
  await next.pass(HOUR);
  expect(said(receiver)).toEqual([5]);
});

for (const text of ['', '{', 'null', '{"attempts":0}', '[]']) {
  test(`"${text}" in its place is counted, and cleared away`, async () => {
    const { receiver, world } = setUp();
    world.disk.set('tracelet/draft/x', text);
    const page = openPage(world);
    await world.pass(5 * SECOND);
    expect(draftsOn(world)).toEqual([]);
    expect(page.tracker.stats()).toMatchObject({ recorded: 1, dropped: { corrupt: 1 } });
    expect(said(receiver)).toEqual([]);
  });
}

test('a draft is on disk as soon as the disk is open', async () => {
  const { receiver, world } = setUp();
  const page = openPage(world);
  page.save(0);
  expect(draftsOn(world)).toEqual([]);
  await world.clock.advance(0);
  expect(draftsOn(world)).toHaveLength(1);
  const next = await kill(world, receiver, HOUR);
  openPage(next);
  await next.pass(5 * SECOND);
  expect(said(receiver)).toEqual([0]);
});

test('nothing of a draft stands on disk while the user has not agreed', async () => {
  const { receiver, world } = setUp();
  const page = openPage(world, { consent: 'pending' });
  page.save(1);
  await world.clock.advance(SECOND);
  expect(draftsOn(world)).toEqual([]);
  page.tracker.consent('granted');
  await world.clock.advance(SECOND);
  expect(draftsOn(world)).toHaveLength(1);
  page.tracker.consent('pending');
  await world.clock.advance(0);
  expect(draftsOn(world)).toEqual([]);
  page.save(2);
  await world.clock.advance(SECOND);
  expect(draftsOn(world)).toEqual([]);
  page.tracker.consent('granted');
  await world.clock.advance(SECOND);
  page.end(3);
  await world.pass(5 * SECOND);
  expect(said(receiver)).toEqual([3]);
  page.tracker.consent('denied');
  await world.clock.advance(SECOND);
  expect([...world.disk.keys()]).toEqual(['tracelet/consent']);
});

test('a plugin that cannot start is named, and the others start', async () => {
  const { world } = setUp();
  const broken = {
    name: 'broken',
    problems: [],
    start: () => {
      throw new Error('no API');
    },
  };
  const heard: string[] = [];
  const page = world.open({
    endpoints: [direct.behavior()],
    plugins: [
      broken,
      { name: 'fine', problems: [], start: ({ onSignal }) => onSignal((s) => heard.push(s)) },
    ],
  });
  page.platform.lifecycle.tell('shown');
  expect(heard).toEqual(['shown']);
  expect(page.platform.warnings).toEqual([
    expect.stringContaining('broken does not start: Error: no API'),
  ]);
});

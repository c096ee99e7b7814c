import { expect, test } from 'playwright/test';
import { direct, imbalance, pagesOf, setUp, visit, type Tab } from '../fixtures';
import { HOUR, MINUTE, SECOND } from './units';

/** `track` without its types, as an application in plain JavaScript has it. */
const say = ({ tracker }: Pick<Tab, 'tracker'>, kind: unknown, props?: unknown) =>
  tracker.track(kind as string, props as Record<string, unknown>);

const circular: Record<string, unknown> = { page_id: 1 };
circular['self'] = circular;
const throwing = (what: unknown) => ({
  get page_id() {
    throw what;
  },
});

const HOSTILE: [what: string, kind: unknown, props: unknown][] = [
  ['a getter that throws', 'page_leave', throwing(new Error('no'))],
  ['a getter that throws nothing that can be printed', 'page_leave', throwing(Object.create(null))],
  ['circular params', 'custom', { id: 'a', params: circular }],
  ['a BigInt', 'custom', { id: 'a', params: { big: BigInt(1) } }],
  ['a symbol for a text', 'custom', { id: Symbol('a') }],
  ['an object that cannot be printed', 'page_leave', { page_id: Object.create(null) as object }],
  ['a toJSON that throws', 'custom', { id: 'a', params: { toJSON: () => JSON.parse('{') } }],
  ['null for props', 'page_leave', null],
  ['a symbol for a kind', Symbol('kind'), {}],
  ['an unprintable kind', Object.create(null), {}],
  ['no kind', undefined, undefined],
  ['a kind that nobody wants', 'nobody', {}],
  ['a kind that every object has', 'constructor', { code: 'c' }],
  ['another one', 'toString', { code: 'c' }],
];

for (const isOpen of [true, false]) {
  for (const [what, kind, props] of HOSTILE) {
    const when = isOpen ? '' : ', before the disk is open';
    test(`${what} throws nothing, is counted and harms no other event${when}`, async () => {
      const { receiver, world } = setUp();
      const tab = world.open([
        direct.behavior(),
        direct.mta(),
        direct.pushData(),
        direct.mediaEvent(),
        direct.oper(),
      ]);
      if (isOpen) await world.pass(0);
      say(tab, 'page_leave', { page_id: 7, duration: 1 });
      expect(() => say(tab, kind, props)).not.toThrow();
      say(tab, 'page_leave', { page_id: 8, duration: 1 });
      await world.pass(MINUTE);
      expect(receiver.received('behavior').map(({ record }) => record.page_id)).toEqual([7, 8]);
      expect(tab.tracker.stats()).toMatchObject({ recorded: 3, accepted: 2 });
      expect(Object.values(tab.tracker.stats().dropped)).toEqual([1]);
      expect(imbalance(tab, world)).toBe('');
    });
  }
}

test('props that no endpoint reads may be anything', async () => {
  const { receiver, world } = setUp();
  const tab = world.open([direct.behavior()]);
  say(tab, 'page_leave', { page_id: 1, duration: 1, element: circular, big: BigInt(1) });
  await world.pass(0);
  say(tab, 'page_leave', { page_id: 2, duration: 1, element: circular, big: BigInt(1) });
  await world.pass(3 * SECOND);
  expect(receiver.received('behavior').map(({ record }) => record.page_id)).toEqual([1, 2]);
});

test('an observer and a warning handler that throw harm nobody', async () => {
  const { receiver, world } = setUp();
  const fail = () => {
    throw new Error('observer');
  };
  const tab = world.open({ endpoints: [direct.behavior()], onWarn: fail });
  const kinds: string[] = [];
  tab.tracker.observe(fail);
  tab.tracker.observe(({ kind }) => void kinds.push(kind));
  expect(() => say(tab, 'page_leave', {})).not.toThrow();
  say(tab, 'page_leave', { page_id: 1, duration: 1 });
  await world.pass(MINUTE);
  expect(receiver.received('behavior')).toHaveLength(1);
  expect(kinds).toContain('settle');
});

test('an identity hook that throws costs its own endpoint the event, and no other', async () => {
  const { receiver, world } = setUp();
  const map = { both: () => ({ ei: 'both' }) };
  const head = () => {
    throw new Error('not logged in');
  };
  const tab = world.open([
    direct.behavior({ head: head as never, map: { both: () => ({ page_id: 1 }) } }),
    direct.mta({ map }),
  ]);
  await world.pass(0);
  expect(() => say(tab, 'both', {})).not.toThrow();
  await world.pass(3 * SECOND);
  expect(receiver.received('mta')).toHaveLength(1);
  expect(tab.tracker.stats().lanes['behavior']?.dropped).toEqual({ invalid: 1 });
});

test('what is wrong with the identity is told, as with the event', async () => {
  const { receiver, world } = setUp();
  const head = { uid: 'u', openid: 'o', business_type: 'league' as never };
  const tab = world.open([direct.behavior({ head })]);
  say(tab, 'page_leave', { page_id: 1, duration: 1 });
  await world.pass(3 * SECOND);
  expect(receiver.received('behavior')).toHaveLength(1);
  expect(tab.platform.warnings.join()).toContain('business_type');
});

for (const text of ['{', 'null', '[]', '"x"', '{}']) {
  for (const key of ['tracelet/profile', 'tracelet/lane/behavior', 'tracelet/lane/behavior/0']) {
    test(`${text} on disk at ${key} does not keep events from being delivered`, async () => {
      const { receiver, world } = setUp();
      world.disk.set(key, text);
      const tab = world.open([direct.behavior()]);
      say(tab, 'page_leave', { page_id: 1, duration: 1 });
      await world.pass(3 * SECOND);
      say(tab, 'page_leave', { page_id: 2, duration: 1 });
      await world.pass(MINUTE);
      expect(receiver.received('behavior').map(({ record }) => record.page_id)).toEqual([1, 2]);
      expect(world.onDisk()).toBe(0);
    });
  }
}

test('a server that cannot read what is not compressed is not asked without end', async () => {
  const { world } = setUp();
  let asked = 0;
  const tab = world.open([direct.mta()], {
    respond: () =>
      // Far more than a back-off lets through, and few enough to end.
      ++asked > 100
        ? new Promise(() => undefined)
        : { kind: 'response', status: 200, body: '{"ret":3,"msg":"Gzip error"}' },
  });
  say(tab, 'custom', { id: 'a' });
  await world.pass(HOUR);
  expect(tab.sent.length).toBeLessThan(60);
  expect(world.onDisk()).toBe(1);
});

test('what a script has left in every object sets no option of the tracker', async () => {
  const { receiver, world } = setUp();
  const prototype = Object.prototype as unknown as Record<string, unknown>;
  const left = { records: 1, bytes: 1, delay: 0, sample: 0, consent: 'denied', name: 'theirs' };
  try {
    for (const [field, value] of Object.entries(left)) {
      Object.defineProperty(prototype, field, { value, configurable: true, writable: true });
    }
    const tab = world.open([direct.behavior()]);
    visit(tab, 1, 2);
    await world.pass(SECOND);
    expect(tab.sent).toEqual([]);
    await world.pass(2 * SECOND);
    expect(tab.sent).toHaveLength(1);
    expect(imbalance(tab, world)).toBe('');
  } finally {
    for (const field of Object.keys(left)) delete prototype[field];
  }
  expect(pagesOf(receiver)).toEqual([1, 2]);
});

test('what a script has left in every object does not make a page that leaves forget what is under way', async () => {
  const { world } = setUp();
  const prototype = Object.prototype as unknown as Record<string, unknown>;
  const names = ['flight', 'answer', 'sending', 'isHandedOver', 'decide', 'taken', 'until', 'as'];
  try {
    for (const name of names) {
      const left = { value: 'theirs', configurable: true, writable: true };
      Object.defineProperty(prototype, name, left);
    }
    const respond = () => new Promise<never>(() => undefined);
    const tab = world.open([direct.behavior()], { respond });
    visit(tab, 1);
    await world.pass(3 * SECOND);
    expect(tab.sent).toHaveLength(1);
    tab.platform.lifecycle.tell('leaving');
    const next = world.open([direct.behavior()]);
    await world.pass(5 * MINUTE);
    expect(next.sent).toEqual([]);
    expect(next.tracker.stats()).toMatchObject({ recorded: 1, handedOver: 1 });
  } finally {
    for (const name of names) delete prototype[name];
  }
});

import { expect, type Page } from 'playwright/test';
import { count, disk, flush } from '../fixtures';
import { write } from './diskImage';
import { label } from './outcome';
import { outlast, timeless } from './patience';
import type { Scenario } from './scenario';
import { track } from './track';
import { conclude, only, reopen, settled } from './visits';
import type { World } from './world';

const NAME = 'a database that fails';
const TWENTY = 20;

interface Failure {
  /** In the page, before any script of its own. */
  readonly before?: () => void;
  /** When the tracker's database is open. */
  readonly then?: (page: Page) => Promise<unknown>;
  /** How often the host is told. */
  readonly reports: number;
  /** What the books say when the disk is well again. Default: all. */
  readonly recorded?: 'any';
  /** Nothing on it can be changed any more, not even deleted. */
  readonly isDead?: boolean;
}

const throwFromGetter = (): void => {
  Object.defineProperty(window, 'indexedDB', {
    get() {
      throw new DOMException('storage is blocked', 'SecurityError');
    },
  });
};

const throwFromOpen = (): void => {
  IDBFactory.prototype.open = () => {
    throw new DOMException('storage is blocked', 'SecurityError');
  };
};

/** Keeps each connection for {@link closeUnderUs}. */
const keepConnections = (): void => {
  const connections: IDBDatabase[] = [];
  Object.assign(window, { connections });
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...args) {
    const opening = open.apply(this, args);
    opening.addEventListener('success', () => connections.push(opening.result));
    return opening;
  };
};

/** As iOS does to pages in the background: who holds the connection is not told. */
const closeUnderUs = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const connection of Reflect.get(window, 'connections') as IDBDatabase[])
      connection.close();
  });

const closeForGood = (page: Page): Promise<void> =>
  page.evaluate(() => {
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException('The database connection is closing.', 'InvalidStateError');
    };
  });

/** As somebody does who clears the site's data, with the page open. */
async function deleteUnderUs(page: Page): Promise<void> {
  const other = await page.context().newPage();
  await other.goto(new URL('elsewhere.html', page.url()).href);
  await other.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('tracelet');
        deleting.onsuccess = resolve;
        deleting.onerror = () => reject(new Error(String(deleting.error)));
      }),
  );
  await other.close();
}

/** What is deleted is no trouble. */
const takeNothing = (page: Page): Promise<void> =>
  page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('the disk is full', 'QuotaExceededError');
    };
  });

const failures: Readonly<Record<string, Failure>> = {
  'is missing': {
    before: () => Object.defineProperty(window, 'indexedDB', { value: undefined }),
    reports: 1,
  },
  'is blocked: its getter throws': { before: throwFromGetter, reports: 1 },
  'is blocked: open() throws': { before: throwFromOpen, reports: 1 },
  'is closed under us': { before: keepConnections, then: closeUnderUs, reports: 0 },
  'is closed under us, and each time again': {
    then: closeForGood,
    reports: 1,
    recorded: 'any',
    isDead: true,
  },
  'is full from here on': { then: takeNothing, reports: 1, recorded: 'any' },
  'is deleted under us': { then: deleteUnderUs, reports: 0 },
};

const failing = (variant: string, failure: Failure, isNext: 'event' | 'flush'): Scenario => ({
  row: '14',
  name: NAME,
  variant: failure.then
    ? `${variant}; next comes ${isNext === 'event' ? 'an event' : 'a flush'}`
    : variant,
  promise: failure.recorded ? { recorded: failure.recorded } : {},
  async trial(world) {
    const { before, then, reports } = failure;
    const context = await world.context();
    if (before) await context.addInitScript(before);
    const page = await settled(context, world.blank, only(world, 'behavior'));
    await track(page, 'behavior', 5);
    if (then) await then(page);
    if (isNext === 'flush') await flush(page);
    await track(page, 'behavior', 10, { from: 5 });
    await flush(page);
    await track(page, 'behavior', 5, { from: 15 });
    await flush(page);
    await expectReports(page, reports);
    // What reached the disk before it failed is there for a later visit, and has not gone out twice.
    const last = then ? await reopen(context, world.blank, only(world, 'behavior')) : page;
    const outcome = await conclude(world, last, { behavior: TWENTY });
    // The batch that was open has grown in memory, and what the disk has of it nobody can delete any more.
    return { ...outcome, excused: failure.isDead ? count(5).map((i) => label('behavior', i)) : [] };
  },
});

async function expectReports(page: Page, times: number): Promise<void> {
  const warnings = await page.evaluate(() => window.warnings);
  expect(warnings, 'what the host is told').toHaveLength(times);
}

/** The browser itself refuses each write: what it takes is smaller than what is there. */
const overQuota: Scenario = {
  row: '14',
  name: NAME,
  variant: 'is over quota',
  promise: { recorded: 'any' },
  async trial(world) {
    const context = await world.context();
    const page = await settled(context, world.blank, only(world, 'mta'));
    const cdp = await context.newCDPSession(page);
    const { origin } = new URL(world.blank);
    await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await track(page, 'mta', 10, { padding: 1000 });
    await flush(page);
    await track(page, 'mta', 10, { from: 10, padding: 1000 });
    await flush(page);
    await expectReports(page, 1);
    await cdp.send('Storage.overrideQuotaForOrigin', { origin });
    const last = await reopen(context, world.blank, only(world, 'mta'));
    return conclude(world, last, { mta: TWENTY });
  },
};

/** Another page of the origin is changing the database, and so long nobody else has it. */
async function occupy(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('tracelet', 1);
        opening.onupgradeneeded = () => {
          const store = opening.result.createObjectStore('records');
          const hold = (): void => {
            if (!Reflect.get(window, 'isReleased')) store.get('nothing').onsuccess = hold;
          };
          hold();
          resolve();
        };
        opening.onsuccess = () => opening.result.close();
      }),
  );
  return () => page.evaluate(() => void Object.assign(window, { isReleased: true }));
}

/** More than the longest wait for a database. */
const FOR_EVER = 60_000;

const slow = (variant: string, wait: number, reports: number): Scenario => ({
  row: '14',
  name: NAME,
  variant,
  async trial(world) {
    const context = await timeless(world);
    const other = await context.newPage();
    await other.goto(world.elsewhere);
    const release = await occupy(other);
    const page = await context.newPage();
    await page.goto(world.blank);
    await startHeld(page);
    await track(page, 'behavior', 10);
    await page.clock.fastForward(wait);
    await track(page, 'behavior', 5, { from: 10 });
    if (!reports) await release();
    await outlast(page);
    if (reports) await release();
    await track(page, 'behavior', 5, { from: 15 });
    await outlast(page);
    await expectReports(page, reports);
    return conclude(world, page, { behavior: TWENTY });
  },
});

const startHeld = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.warnings = [];
    window.tracker = window.tracelet.createTracker({
      endpoints: [window.endpoints.relay.behavior()],
      flush: { delay: 3600_000 },
      onWarn: (message) => void window.warnings.push(message),
    });
  });

const FOREIGN: Readonly<Record<string, unknown>> = {
  'a text': 'garbage',
  'half of a text': '{"attempts":1,"avail',
  'an empty list': '[]',
  'a number': 42,
  'an object': { attempts: 1, records: [] },
};

/** A visit before has left number 20; its batch is spoiled when the next visit finds it. */
const corrupted = (what: string, value: unknown): Scenario => ({
  row: '14',
  name: 'a value in the database that nobody has written',
  variant: `${what} where a batch was`,
  promise: { dropped: { corrupt: 1 } },
  async trial(world) {
    const context = await timeless(world);
    await leaveOne(world, await settled(context, world.blank, only(world, 'behavior')));
    const between = await context.newPage();
    await between.goto(world.elsewhere);
    const batches = Object.entries(await disk(between)).filter(([, text]) =>
      text.includes(`"duration":${TWENTY}}`),
    );
    expect(batches).toHaveLength(1);
    await write(between, Object.fromEntries(batches.map(([key]) => [key, value])));

    await between.clock.fastForward(3600_000);
    const page = await settled(context, world.blank, only(world, 'behavior'));
    await track(page, 'behavior', TWENTY);
    await outlast(page);
    await expectReports(page, 1);
    return conclude(world, page, { behavior: TWENTY + 1 });
  },
});

async function leaveOne({ receiver }: World, page: Page): Promise<void> {
  receiver.fail('behavior', { status: 503 });
  await track(page, 'behavior', 1, { from: TWENTY });
  await flush(page);
  await page.close();
  receiver.fail('behavior');
}

export const row14: readonly Scenario[] = [
  ...Object.entries(failures).flatMap(([variant, failure]) => [
    failing(variant, failure, 'event'),
    ...(failure.then ? [failing(variant, failure, 'flush')] : []),
  ]),
  overQuota,
  slow('opens after two seconds', 2000, 0),
  slow('never opens', FOR_EVER, 1),
  ...Object.entries(FOREIGN).map(([what, value]) => corrupted(what, value)),
];

import type { Browser, Page } from 'playwright/test';
import { flush, test, type Receiver } from '../fixtures';
import { openArm, trackMany } from './arms';
import { median } from './median.mjs';
import { report } from './report';

const TRIALS = Number(process.env.TRIALS ?? 5);
const BACKLOGS = [0, 1000, 10_000] as const;

/** In µs. */
interface Times {
  /** Of one call of `track()`. */
  readonly call: number;
  /** Of what follows at the end of the task: all is put, and committed. */
  readonly write: number;
  /** Of a push into an array, in the place of the call. */
  readonly push: number;
  /** Of one bare put in a committed transaction, of as much. */
  readonly put: number;
}

/**
 * The clock of a page is coarse, and right on average only: each value is a median of averages, over tasks of so many calls. In between the
 * page is idle for some milliseconds.
 */
const timesOf = (page: Page, calls: number, tasks: number): Promise<Times> =>
  page.evaluate(
    async ({ calls, tasks }) => {
      const GROUPS = 15;
      /** Half of what the batch of an endpoint that takes 50 at once has. */
      const text = 'x'.repeat(25 * 150);
      const middle = (values: number[]): number =>
        1000 * (values.sort((a, b) => a - b)[GROUPS >> 1] ?? NaN);
      const db = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open('bare');
        opening.onupgradeneeded = () => opening.result.createObjectStore('records');
        opening.onsuccess = () => resolve(opening.result);
      });
      const put = (): void => {
        const transaction = db.transaction('records', 'readwrite', { durability: 'relaxed' });
        transaction.objectStore('records').put(text, 'key');
        transaction.commit();
      };
      const events: object[] = [];
      const all = { call: [], write: [], push: [], put: [] } as Record<string, number[]>;
      for (let group = 0; group < GROUPS; group++) {
        const sum = { call: 0, write: 0, push: 0, put: 0 };
        const add = (what: keyof typeof sum, since: number): void => {
          sum[what] += performance.now() - since;
        };
        for (let task = 0; task < tasks; task++) {
          await new Promise((resolve) => setTimeout(resolve));
          let since = performance.now();
          for (let i = 0; i < calls; i++) window.arm.track(i);
          add('call', since);
          since = performance.now();
          await Promise.resolve(); // comes behind what the calls have left for the end of the task
          add('write', since);
          await new Promise((resolve) => setTimeout(resolve));
          since = performance.now();
          for (let i = 0; i < calls; i++) events.push({ page_id: 2, duration: i });
          add('push', since);
          await new Promise((resolve) => setTimeout(resolve));
          since = performance.now();
          put();
          add('put', since);
        }
        all['call']?.push(sum.call / tasks / calls);
        all['write']?.push(sum.write / tasks);
        all['push']?.push(sum.push / tasks / calls);
        all['put']?.push(sum.put / tasks);
      }
      const of = (what: string): number => middle(all[what] ?? []);
      return { call: of('call'), write: of('write'), push: of('push'), put: of('put') };
    },
    { calls, tasks },
  );

/** A page of its own user, whose server is down while `backlog` records wait. */
async function measure(
  browser: Browser,
  blank: string,
  receiver: Receiver,
  backlog: number,
): Promise<{ alone: Times; burst: Times }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  receiver.fail('behavior', { status: 503 });
  const retention = { records: 50_000, bytes: 50e6 };
  await openArm(page, blank, 'tracelet', { retention, flush: { delay: 3_600_000 } });
  await trackMany(page, backlog);
  const { waiting } = await flush(page);
  if (waiting !== backlog) throw new Error(`${waiting} wait, not ${backlog}`);
  const alone = await timesOf(page, 1, 40);
  const burst = await timesOf(page, 1000, 1);
  await context.close();
  return { alone, burst };
}

test('a call', async ({ browser, blank, server: { receiver } }) => {
  const trials = new Map<number, { alone: Times; burst: Times }[]>(
    BACKLOGS.map((backlog) => [backlog, []]),
  );
  for (let trial = 0; trial < TRIALS; trial++) {
    for (const backlog of trial % 2 ? BACKLOGS : BACKLOGS.toReversed()) {
      trials.get(backlog)?.push(await measure(browser, blank, receiver, backlog));
    }
  }
  const of = (backlog: number, how: 'alone' | 'burst', what: keyof Times): number =>
    median((trials.get(backlog) ?? []).map((trial) => trial[how][what]));
  const part = 'A call of `track()`';
  const unit = 'µs';
  for (const backlog of BACKLOGS) {
    const what = `each of 1,000 in a task, ${backlog.toLocaleString('en')} waiting`;
    report({ part, what, value: of(backlog, 'burst', 'call'), unit, target: 5 });
  }
  report({
    part,
    what: 'with 10,000 waiting, beside none',
    value: of(10_000, 'burst', 'call') / of(0, 'burst', 'call'),
    unit: '×',
    target: 1.3,
  });
  for (const backlog of BACKLOGS) {
    const what = `alone, after 4 ms of nothing, ${backlog.toLocaleString('en')} waiting`;
    const floor = { name: 'a push into an array', value: of(backlog, 'alone', 'push') };
    report({ part, what, value: of(backlog, 'alone', 'call'), unit, floor });
  }
  const floor = { name: 'a bare committed put', value: of(0, 'alone', 'put') };
  const write = of(0, 'alone', 'write');
  report({ part, what: 'the write at the end of its task', value: write, unit, floor });
  report({
    part,
    what: 'the write, beside a bare put',
    value: write / floor.value,
    unit: '×',
    target: 1.5,
  });
});

import * as fc from 'fast-check';
import { expect, test } from 'playwright/test';
import { memoryClock } from '../adapters/memory/clock';
import { memoryMemo } from '../adapters/memory/memo';
import { memoryPlatform } from '../adapters/memory/memoryPlatform';
import { memoryStorage } from '../adapters/memory/storage';
import { isDue, type Batch, type StoredRecord } from './batch';
import { createBuffer, type Buffer } from './buffer';
import { toStats } from './counts';
import { isHeld } from './hold';
import { createJournal } from './journal';
import { createLastWrites } from './lastWrites';
import type { LaneState } from './laneState';
import type { StoragePort } from './ports';
import { retain, type Retention } from './retention';
import { settle } from './settle';
import type { Outcome } from './endpoint';
import type { Shared } from './shared';
import type { Duration } from './units';

const LIMITS = { records: 4, bytes: 1000 };
const TABS = 2;

/** What may happen; the number says in which tab, or how much. */
type Step =
  | readonly [what: 'append', tab: number, records: number]
  | readonly [what: 'seal' | 'lease' | 'scan' | 'kill' | 'exit' | 'exit in vain', tab: number]
  | readonly [what: 'answer', tab: number, outcome: Outcome['kind']]
  | readonly [what: 'pass' | 'jump', by: number];

const tab = fc.nat(TABS - 1);
const inTab = (
  what: 'seal' | 'lease' | 'scan' | 'kill' | 'exit' | 'exit in vain',
  weight: number,
) => ({
  weight,
  arbitrary: fc.tuple(fc.constant(what), tab),
});
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(fc.constant('append' as const), tab, fc.integer({ min: 1, max: 6 })),
  },
  inTab('lease', 7),
  inTab('scan', 5),
  inTab('exit', 3),
  inTab('exit in vain', 2),
  inTab('seal', 1),
  inTab('kill', 1),
  {
    weight: 6,
    arbitrary: fc.tuple(
      fc.constant('answer' as const),
      tab,
      fc.constantFrom<Outcome['kind']>('accepted', 'accepted', 'retry', 'too-large', 'rejected'),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(
      fc.constant('pass' as const),
      // Much happens within a date, and now and then one passes.
      fc.oneof(fc.integer({ min: 0, max: 14_000 }), fc.integer({ min: 0, max: 90_000 })),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constant('jump' as const),
      fc.integer({ min: -86_400_000, max: 86_400_000 }),
    ),
  },
);

/** One thing after another, as they were asked for; what is urgent goes before what has not begun. */
function createQueue() {
  const waiting: (() => Promise<void>)[] = [];
  let isBusy = false;
  async function drain(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    do {
      // A disk is slower than a promise.
      for (let i = 0; i < 4; i++) await Promise.resolve();
      await waiting.shift()?.();
    } while (waiting.length);
    isBusy = false;
  }
  return <T>(work: () => Promise<T>, isUrgent = false): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting[isUrgent ? 'unshift' : 'push'](() => work().then(resolve, reject));
      void drain();
    });
}

/** A disk that takes its time. */
function slow(storage: StoragePort, next: ReturnType<typeof createQueue>): StoragePort {
  return {
    keys: (prefix) => next(() => storage.keys(prefix)),
    read: (keys, use) => next(() => storage.read(keys, use)),
    write: (entries, isLeaving) => next(() => storage.write(entries), isLeaving),
    change: (keys, decide) => next(() => storage.change(keys, decide)),
    unsaved: () => [],
    close: () => Promise.resolve(),
  };
}

/** Tabs of one origin, a server that takes what it is told to take, and who got what. */
function createLab(retention: Retention, isHasty: boolean) {
  const queue = createQueue();
  const underWay: Promise<unknown>[] = [];
  /** In a hurry nobody waits for the disk before the next step. */
  const wait = async (work: Promise<unknown>): Promise<void> => {
    underWay.push(work);
    if (!isHasty) await work;
  };
  const disk = new Map<string, string>();
  const memo = new Map<string, string>();
  const clock = memoryClock();
  const delivered = new Map<string, number>();
  const dropped = new Set<string>();
  /** Records that were under way when their date passed, or when the clock jumped: they may come twice. */
  const atRisk = new Set<string>();
  let recorded = 0;
  let names = 0;

  function openTab() {
    const storage = slow(memoryStorage(disk), queue);
    const newName = (): string => `${clock.now().toString(36)}-${1e6 + ++names}-x`;
    const { note, restore } = createLastWrites('t/left', memoryMemo(memo), storage, newName);
    let isInVain = false;
    const write: StoragePort['write'] = (entries, isLeaving) =>
      isLeaving && isInVain ? Promise.resolve() : storage.write(entries);
    const journal = createJournal({ ...storage, write }, note, () => false);
    const platform = {
      ...memoryPlatform({ respond: () => new Promise(() => undefined), clock }),
      storage,
    };
    const shared: Shared = {
      platform,
      journal,
      session: undefined as never,
      delay: 0 as Duration,
      tell: () => undefined,
      lost: () => undefined,
      warn: (message) => {
        throw new Error(message);
      },
      newName,
      claim: () => true,
      kept: retain({ age: 365 * 86_400_000, ...retention }),
      maySend: () => true,
      restore,
    };
    return {
      isLeasing: false,
      async scan() {
        await restore();
        await this.buffer.scan(await storage.keys('t/lane/'));
      },
      loseLastWrite: () => (isInVain = true),
      buffer: createBuffer('t/lane/l', { limits: LIMITS, weigh: () => 10 }, shared),
      journal,
      storage,
      leased: undefined as Batch | undefined,
    };
  }
  const tabs = Array.from({ length: TABS }, openTab);

  const deliver = (records: readonly StoredRecord[]): void => {
    for (const { id } of records) delivered.set(id, (delivered.get(id) ?? 0) + 1);
  };
  const sent = ({ records, take }: Batch) => records.slice(0, take);
  const noteRisk = (isSo: (batch: Batch) => boolean): void => {
    for (const { leased } of tabs) {
      if (leased && isSo(leased)) leased.records.forEach(({ id }) => atRisk.add(id));
    }
  };

  async function answer(one: (typeof tabs)[number], kind: Outcome['kind']): Promise<void> {
    const batch = one.leased;
    if (!batch) return;
    one.leased = undefined;
    const records = sent(batch);
    if (kind === 'accepted') deliver(records);
    const outcome = { kind, why: `no ${kind}` };
    // What is accepted has been, so that no configuration is suspected.
    const decide = (state: LaneState) =>
      settle(outcome, { ...state, accepted: true }, records.length, clock.now(), 0);
    const verdict = await one.buffer.settle(batch, records.length, decide);
    if (verdict && verdict.kind === 'drop') records.forEach(({ id }) => dropped.add(id));
  }

  function append({ buffer }: (typeof tabs)[number]): void {
    const id = `r${++recorded}`;
    const record = { id, kind: 'k', time: clock.now(), json: `{"id":"${id}"}` };
    buffer.append(record, 10, { uid: recorded % 7 === 0 });
  }

  function exit(one: (typeof tabs)[number]): void {
    const leave = (batch: Batch, count: number): void => {
      const records = batch.records.slice(0, count);
      deliver(records);
      one.buffer.leave(batch, batch.records.slice(count), { handedOver: records.length });
    };
    if (one.leased && isHeld(one.leased, clock)) leave(one.leased, 0);
    one.leased = undefined;
    one.buffer.held().forEach((batch, i) => leave(batch, i ? 2 : batch.records.length));
    one.journal.commit(true);
    one.buffer.forget();
  }

  async function take(step: Step): Promise<void> {
    const [what, which, more] = step;
    if (what === 'pass') {
      await clock.advance(which);
      return noteRisk((leased) => isDue(leased, clock.now()));
    }
    if (what === 'jump') {
      noteRisk(() => true);
      return clock.jump(which);
    }
    const one = tabs[which] as (typeof tabs)[number];
    switch (what) {
      case 'append':
        for (let i = 0; i < Number(more); i++) append(one);
        break;
      case 'seal':
        one.buffer.held();
        break;
      case 'lease':
        if (one.leased || one.isLeasing) break;
        one.isLeasing = true;
        one.buffer.close();
        await wait(
          one.buffer
            .lease(
              () => true,
              (batch) => (one.leased = batch),
            )
            .then(() => (one.isLeasing = false)),
        );
        break;
      case 'answer':
        await wait(answer(one, more));
        break;
      case 'exit':
        exit(one);
        break;
      case 'exit in vain':
        // What it says last is new on disk, or would be.
        append(one);
        one.loseLastWrite();
        exit(one);
        tabs[which] = openTab();
        break;
      case 'kill':
        tabs[which] = openTab();
        break;
      case 'scan':
        one.journal.commit();
        await wait(one.scan());
    }
    await Promise.resolve();
  }

  /** Time passes, everybody is gone, and a last tab delivers what there is. */
  async function finish(): Promise<Buffer> {
    await settled();
    for (let which = 0; which < TABS; which++) tabs[which] = openTab();
    const last = tabs[0] as (typeof tabs)[number];
    for (let round = 0; round < 1000; round++) {
      await clock.advance(2 * 86_400_000);
      await last.scan();
      while (
        await last.buffer.lease(
          () => true,
          (batch) => (last.leased = batch),
        )
      )
        await answer(last, 'accepted');
      if (last.buffer.nextDate() === undefined) break;
    }
    return last.buffer;
  }

  const settled = (): Promise<unknown> => Promise.all(underWay);

  return { take, settled, finish, delivered, dropped, atRisk, recorded: () => recorded, disk };
}

/** What does not add up in the end; `recorded` is how many there were. */
function expectEven(buffer: Buffer, disk: Map<string, string>, expected: number): void {
  const { recorded, waiting, accepted, handedOver, dropped } = toStats(buffer.counts());
  const gone = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  expect([recorded, waiting]).toEqual([expected, 0]);
  expect(accepted + handedOver + gone).toBe(recorded);
  expect([...disk.keys()].filter((key) => key !== 't/left')).toEqual(recorded ? ['t/lane/l'] : []);
}

test('whatever tabs do, and whatever the clock does, no record is lost and none comes twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 60, size: 'max' }), async (steps) => {
      const lab = createLab({}, false);
      for (const step of steps) await lab.take(step);
      const buffer = await lab.finish();

      const lost: string[] = [];
      const doubled: string[] = [];
      for (let i = 1; i <= lab.recorded(); i++) {
        const id = `r${i}`;
        const times = lab.delivered.get(id) ?? 0;
        if (!times && !lab.dropped.has(id)) lost.push(id);
        if (times + Number(lab.dropped.has(id)) > 1 && !lab.atRisk.has(id)) doubled.push(id);
      }
      expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
      expectEven(buffer, lab.disk, lab.recorded());
    }),
    { numRuns: 300 },
  );
});

test('a lane that has to make room twice at a time makes no more than it needs', async () => {
  const lab = createLab({ records: 11 }, true);
  await lab.take(['append', 0, 4]);
  await lab.take(['lease', 0]);
  await lab.settled();
  await lab.take(['append', 0, 4]);
  await lab.settled();
  await lab.take(['answer', 0, 'retry']); // the first batch is free when the disk has heard it
  await lab.take(['append', 0, 4]); // so the second, of two records, is to go
  await lab.take(['seal', 0]);
  await lab.take(['append', 0, 1]); // and it is enough
  const buffer = await lab.finish();
  expect(toStats(buffer.counts())).toMatchObject({ accepted: 11, dropped: { evicted: 2 } });
});

test('while tabs hurry over a disk that is slow, leave, come back and make room, each record counts once', async () => {
  const hurry = fc.array(
    anyStep.filter(([what]) => what !== 'jump' && what !== 'kill'),
    { maxLength: 60, size: 'max' },
  );
  await fc.assert(
    fc.asyncProperty(hurry, async (steps) => {
      const lab = createLab({ records: 8 }, true);
      for (const [what, which, more] of steps) {
        await lab.take([what, what === 'pass' ? which % 10_000 : which, more] as Step);
      }
      const buffer = await lab.finish();
      expectEven(buffer, lab.disk, lab.recorded());
      const twice = [...lab.delivered].filter(([id, times]) => times > 1 && !lab.atRisk.has(id));
      expect(twice).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

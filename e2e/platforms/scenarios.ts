import { count, expect } from '../fixtures';
import { numberOf, type WireRecord } from '../reliability/track';
import type { App } from './app';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const numbers = ({ receiver }: App): number[] =>
  receiver.received('mta').map(({ record }) => numberOf(record as WireRecord));

const requests = ({ receiver }: App): number => receiver.tally().mta.requests;

/** All of the first `length` are there, each once, and the books say so. */
async function expectAll(app: App, length: number, isWhole = true): Promise<void> {
  await app.passUntil(() => numbers(app).length >= length, 20 * MINUTE);
  // What would come twice comes by then.
  await app.pass(2 * MINUTE);
  await app.flush();
  expect(numbers(app).sort((a, b) => a - b)).toEqual(count(length));
  expect(app.errors).toEqual([]);
  if (!isWhole) return;
  expect(await app.stats()).toMatchObject({ recorded: length, accepted: length, waiting: 0 });
}

/** What every platform keeps to; one suite runs over all. */
export const scenarios: readonly { name: string; play(app: App): Promise<void> }[] = [
  {
    name: '1,000 events in one task',
    async play(app) {
      await app.track(1000);
      await expectAll(app, 1000);
    },
  },
  {
    name: '1,000 events, ten at a time',
    async play(app) {
      for (let i = 0; i < 100; i++) {
        await app.track(10, 10 * i);
        await app.pass(100);
      }
      await expectAll(app, 1000);
    },
  },
  {
    name: 'offline for an hour',
    async play(app) {
      await app.setOnline(false);
      await app.track(20);
      await app.pass(60 * MINUTE);
      expect(numbers(app)).toEqual([]);
      await app.setOnline(true);
      await expectAll(app, 20);
    },
  },
  {
    name: '500, five times',
    async play(app) {
      app.fail({ status: 500, times: 5 });
      await app.track(20);
      await expectAll(app, 20);
      expect(requests(app)).toBeGreaterThan(5);
    },
  },
  {
    name: '429 with a date, which is kept to',
    async play(app) {
      app.fail({ status: 429, retryAfter: 120, times: 1 });
      await app.track(20);
      await app.passUntil(() => requests(app) > 0, MINUTE);
      await app.pass(100 * SECOND);
      await app.track(20, 20);
      await app.flush();
      if (app.hearsDates) expect(requests(app)).toBe(1);
      await expectAll(app, 40);
    },
  },
  {
    name: 'answers that take five seconds',
    async play(app) {
      app.fail({ slow: 5 * SECOND, times: 2 });
      await app.track(20);
      await app.passUntil(() => requests(app) > 0, MINUTE);
      await app.track(20, 20);
      await expectAll(app, 40);
    },
  },
  {
    name: 'hidden while a request is under way, which is answered',
    async play(app) {
      app.fail({ slow: 3 * SECOND, times: 1 });
      await app.track(20);
      await app.passUntil(() => requests(app) > 0, MINUTE);
      await app.hide();
      await app.track(5, 20);
      await app.pass(10 * MINUTE);
      await app.show();
      await expectAll(app, 25);
    },
  },
  {
    name: 'hidden while a request is under way, which is lost',
    async play(app) {
      app.fail({ hang: true, times: 1 });
      await app.track(20);
      await app.passUntil(() => requests(app) > 0, MINUTE);
      await app.hide();
      await app.pass(10 * MINUTE);
      await app.show();
      await expectAll(app, 20);
    },
  },
  {
    name: 'hidden in the task in which something is tracked, and killed',
    async play(app) {
      await app.setOnline(false);
      await app.track(20);
      await app.hide();
      await app.kill();
      await app.setOnline(true);
      await app.start();
      await expectAll(app, 20);
    },
  },
  {
    name: 'killed after it has tracked',
    async play(app) {
      app.fail({ status: 503 });
      await app.track(20);
      await app.pass(10 * SECOND);
      await app.track(20, 20);
      await app.pass(20); // what is called asynchronously is done
      await app.kill();
      app.fail();
      await app.start();
      await app.track(5, 40);
      await expectAll(app, 45);
    },
  },
  {
    name: 'killed five times',
    async play(app) {
      app.fail({ status: 503 });
      for (let i = 0; i < 5; i++) {
        await app.track(10, 10 * i);
        await app.pass(5 * SECOND);
        await app.kill();
        await app.start();
      }
      app.fail();
      await expectAll(app, 50);
    },
  },
  {
    name: 'a disk that is full',
    async play(app) {
      await app.track(10);
      await app.pass(0);
      await app.fillDisk();
      await app.track(10, 10);
      await expectAll(app, 20, false);
      expect(await app.warnings()).toEqual([expect.stringContaining('kept in memory only')]);
    },
  },
];

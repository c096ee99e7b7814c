import type { Page } from 'playwright/test';
import { flush, test, type Receiver } from '../fixtures';
import { openArm } from './arms';
import { report } from './report';

const EVENTS = 1000;
/** What `behavior` lets one request carry; see docs/decisions.md. */
const PER_REQUEST = 50;

const countTransactions = (): void => {
  const counter = { transactions: 0 };
  Object.assign(window, { counter });
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...args) {
    counter.transactions++;
    return transaction.apply(this, args);
  };
};

const transactions = (page: Page): Promise<number> =>
  page.evaluate(
    () => (window as unknown as { counter: { transactions: number } }).counter.transactions,
  );

/** @param between in ms; 0: all in one task */
async function play(page: Page, blank: string, receiver: Receiver, between: number) {
  await page.addInitScript(countTransactions);
  await openArm(page, blank, 'tracelet');
  const before = await transactions(page);
  await page.evaluate(
    async ({ events, between }) => {
      for (let i = 0; i < events; i++) {
        window.arm.track(i);
        if (between) await new Promise((resolve) => setTimeout(resolve, between));
      }
    },
    { events: EVENTS, between },
  );
  const { waiting } = await flush(page);
  if (waiting) throw new Error(`${waiting} wait`);
  const requests = receiver.requests('behavior');
  return {
    transactions: (await transactions(page)) - before,
    requests: requests.length,
    bytes: requests.reduce((sum, { bodyBytes }) => sum + (bodyBytes?.length ?? 0), 0),
  };
}

for (const [how, between] of [
  ['in one task', 0],
  ['10 a second', 100],
] as const) {
  test(`1,000 events, ${how}`, async ({ page, blank, server: { receiver } }) => {
    const played = await play(page, blank, receiver, between);
    const part = '1,000 events';
    report({ part, what: `transactions, ${how}`, value: played.transactions, unit: '' });
    const most = between ? {} : { target: (1.2 * EVENTS) / PER_REQUEST };
    report({ part, what: `requests, ${how}`, value: played.requests, unit: '', ...most });
    report({ part, what: `bodies, ${how}`, value: played.bytes / 1000, unit: 'kB' });
  });
}

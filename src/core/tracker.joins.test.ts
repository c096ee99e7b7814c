import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import {
  answerBy,
  direct,
  imbalance,
  pagesOf,
  setUp,
  upTo,
  visit,
  type Tab,
  type World,
} from '../fixtures';
import type { Reply, StoragePort } from './ports';
import { HOUR, MINUTE, SECOND } from './units';

/** How many records each accepted request brought. */
const loads = (receiver: ReturnType<typeof createReceiver>) =>
  receiver
    .requests('behavior')
    .map(({ answer }) => answer.accepted.length)
    .filter((count) => count > 0);

/** A tab that sends nothing, since its token never comes. */
async function openMute(world: World): Promise<Tab> {
  const tab = world.open([direct.behavior({ token: () => new Promise<string>(() => undefined) })]);
  await world.pass(0);
  return tab;
}

test('what waited in many small batches comes back in few requests, in order', async () => {
  const { receiver, world } = setUp();
  receiver.fail('behavior', { status: 503 });
  const tab = world.open([direct.behavior()]);
  for (const id of upTo(120)) {
    visit(tab, id);
    await world.clock.advance(MINUTE);
  }
  receiver.fail('behavior');
  await world.pass(HOUR);
  expect(pagesOf(receiver)).toEqual(upTo(120));
  expect(loads(receiver)).toEqual([50, 50, 20]);
  expect(imbalance(tab, world)).toBe('');
});

test('what earlier visits have left goes in few requests, and their counts with it', async () => {
  const { receiver, world } = setUp();
  for (const id of upTo(20)) {
    const tab = world.open([direct.behavior()]);
    await world.clock.advance(10);
    visit(tab, id);
    await tab.tracker.stop();
  }
  const last = world.open([direct.behavior()]);
  await world.pass(5 * SECOND);
  expect(pagesOf(receiver)).toEqual(upTo(20));
  expect(loads(receiver)).toEqual([20]);
  expect(last.tracker.stats()).toMatchObject({ recorded: 20, accepted: 20 });
  expect(imbalance(last, world)).toBe('');
});

test('what is another user’s is not joined, and nothing overtakes it', async () => {
  const { receiver, world } = setUp();
  let uid = 'first';
  for (const [i, user] of ['first', 'first', 'second', 'first', 'first'].entries()) {
    uid = user;
    const tab = world.open([direct.behavior({ head: () => ({ uid, openid: 'o' }) })]);
    await world.clock.advance(10);
    visit(tab, i + 1);
    await tab.tracker.stop();
  }
  world.open([direct.behavior()]);
  await world.pass(10 * SECOND);
  const got = receiver.received('behavior').map(({ head, record }) => [record.page_id, head.uid]);
  expect(got).toEqual([
    [1, 'first'],
    [2, 'first'],
    [3, 'second'],
    [4, 'first'],
    [5, 'first'],
  ]);
  expect(loads(receiver)).toEqual([2, 1, 2]);
});

test('what is being halved is not joined again', async () => {
  const { receiver, world } = setUp();
  receiver.fail('behavior', { poison: '"page_id":13,' });
  for (const id of upTo(16)) {
    const tab = world.open([direct.behavior()]);
    await world.clock.advance(10);
    visit(tab, id);
    await tab.tracker.stop();
  }
  const last = world.open([direct.behavior()]);
  await world.pass(HOUR);
  expect(pagesOf(receiver).sort((a, b) => a - b)).toEqual(upTo(16).filter((id) => id !== 13));
  expect(last.tracker.stats()).toMatchObject({ accepted: 15, dropped: { rejected: 1 } });
  // 16, 8, 8, 4, 4, 2, 1, and what is left goes as one.
  expect(receiver.requests('behavior')).toHaveLength(8);
});

test('what is being halved is not joined to what is older', async () => {
  const { receiver, world } = setUp();
  const dying = await openMute(world);
  visit(dying, 1);
  await world.clock.advance(10);
  const refusals = [400, 503];
  const answer = answerBy(receiver);
  const tab = world.open([direct.behavior()], {
    respond: (request) => {
      const status = refusals.shift();
      return status ? { kind: 'response', status, body: '', retryAfter: '60' } : answer(request);
    },
  });
  await world.pass(0);
  visit(tab, ...upTo(8));
  await world.pass(5 * MINUTE);
  const sizes = tab.sent.map(({ request: { body = '' } }) => body.split('page_id').length - 1);
  expect(sizes).toEqual([8, 4, 1, 4, 4]);
});

test('joined, it is no more records than a request may hold, though a batch has grown unseen', async () => {
  const { receiver, world } = setUp();
  const dying = await openMute(world);
  visit(dying, 1);
  await world.clock.advance(10);
  const tab = world.open({ endpoints: [direct.behavior()], flush: { delay: 59 * SECOND } });
  await world.pass(0);
  visit(dying, ...upTo(39));
  visit(tab, ...upTo(30));
  await world.pass(2 * MINUTE);
  expect(tab.sent.length).toBe(2);
  expect(loads(receiver)).toEqual([40, 30]);
});

test('joined, it is no more than a request may hold in bytes', async () => {
  const { receiver, world } = setUp();
  for (let i = 0; i < 6; i++) {
    const tab = world.open([direct.mta()]);
    await world.clock.advance(10);
    tab.tracker.track('custom', { id: 'e', params: { text: 'x'.repeat(20_000) } });
    await tab.tracker.stop();
  }
  const last = world.open([direct.mta()]);
  await world.pass(MINUTE);
  expect(receiver.tally().mta).toMatchObject({ requests: 2, received: 6 });
  // Neither was more than the endpoint has said that a request may be, and had to be cut.
  expect(last.stages.filter(({ kind }) => kind === 'settle')).toMatchObject([
    { taken: 3 },
    { taken: 3 },
  ]);
});

test('a disk that is wiped while a page is open costs nothing that the page still holds', async () => {
  const { receiver, world } = setUp();
  const tab = world.open([direct.behavior()]);
  await world.pass(0);
  visit(tab, 1, 2);
  await world.pass(SECOND);
  world.disk.clear();
  await world.pass(5 * SECOND);
  expect(pagesOf(receiver)).toEqual([1, 2]);
  expect(tab.tracker.stats()).toMatchObject({ recorded: 2, accepted: 2 });
});

test('a disk that fails while a page is open is no wiped one: the next visit delivers, once', async () => {
  const { receiver, world } = setUp();
  const tab = world.open([direct.behavior()]);
  await world.pass(0);
  visit(tab, 1, 2);
  await world.pass(0);
  // Memory answers in its place, and knows nothing.
  Object.assign(tab.platform.storage, {
    change: (keys, decide) =>
      Promise.resolve(
        void decide(
          keys.map(() => undefined),
          false,
        ),
      ),
  } satisfies Partial<StoragePort>);
  await world.pass(5 * SECOND);
  world.open([direct.behavior()]);
  await world.pass(MINUTE);
  expect(pagesOf(receiver)).toEqual([1, 2]);
});

test('a disk that is wiped while a request is under way is no stumbling block', async () => {
  const { world } = setUp();
  let answer: (reply: Reply) => void = () => undefined;
  const respond = () => new Promise<Reply>((resolve) => (answer = resolve));
  const tab = world.open([direct.behavior()], { respond });
  await world.pass(0);
  visit(tab, 1);
  await world.pass(5 * SECOND);
  world.disk.clear();
  answer({ kind: 'response', status: 200, body: '{"ret":0,"msg":""}' });
  await world.pass(MINUTE);
  expect(tab.platform.warnings).toEqual([]);
  expect(tab.sent).toHaveLength(1);
});

test('what cannot be read is told and counted once', async () => {
  const { world } = setUp();
  world.disk.set('tracelet/lane/behavior/0abc', '{half');
  const tab = world.open([direct.behavior()]);
  await world.pass(5 * SECOND);
  expect(tab.stages.filter(({ kind }) => kind === 'drop')).toMatchObject([
    { lane: 'behavior', reason: 'corrupt', count: 1 },
  ]);
  expect(tab.platform.warnings).toEqual([expect.stringContaining('corrupt')]);
  expect(tab.tracker.stats()).toMatchObject({ recorded: 1, dropped: { corrupt: 1 } });
});

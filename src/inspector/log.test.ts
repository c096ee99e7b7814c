import { expect, test } from 'playwright/test';
import { direct, setUp, visit } from '../fixtures';
import { SECOND } from '../core/units';
import { createLog } from './log';

const open = () => {
  const { receiver, world } = setUp();
  const tab = world.open([direct.behavior(), direct.mta()]);
  return { receiver, world, tab, log: createLog(tab.tracker, () => 'https://page.test/') };
};

test('a record goes from waiting to what became of it', async () => {
  const { receiver, world, tab, log } = open();
  await world.pass(0);
  visit(tab, 1);
  expect(log.records().map(({ lane, state }) => [lane, state.kind])).toEqual([
    ['behavior', 'waits'],
  ]);
  receiver.fail('behavior', { status: 503, retryAfter: 60, times: 1 });
  await world.pass(3 * SECOND);
  expect(log.records()[0]?.state).toMatchObject({ kind: 'waits', until: expect.any(Number) });
  expect(log.lane('behavior')?.why).toContain('503');
  expect(log.requests()[0]).toMatchObject({ records: 1, verdict: 'release' });
  await world.pass(300 * SECOND);
  expect(log.records()[0]?.state).toEqual({ kind: 'accepted' });
  expect(log.requests()).toHaveLength(2);
  expect(log.lane('behavior')).toBeUndefined();
});

test('what an earlier visit has left is noted when it is leased', async () => {
  const { receiver, world, tab } = open();
  await world.pass(0);
  visit(tab, 1);
  await tab.tracker.stop();
  const next = world.open([direct.behavior()]);
  const log = createLog(next.tracker, () => 'https://page.test/');
  await world.pass(60 * SECOND);
  expect(receiver.received('behavior')).toHaveLength(1);
  expect(log.records().map(({ kind, state }) => [kind, state.kind])).toEqual([
    ['page_leave', 'accepted'],
  ]);
});

test('a drop has what was said, if it was said just now', async () => {
  const { receiver, world, tab, log } = open();
  await world.pass(0);
  const params = { deep: { er: 1 }, list: [1] };
  tab.tracker.track('custom', { params } as never);
  expect(log.drops()).toMatchObject([
    { lane: 'mta', kind: 'custom', reason: 'invalid', why: 'without id', said: 'params: {…}' },
  ]);
  receiver.fail('behavior', { status: 400 });
  visit(tab, 1, 2);
  await world.pass(300 * SECOND);
  const refused = log.drops().filter(({ reason }) => reason === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  for (const { said } of refused) expect(said).toBe('');
});

test('it keeps the last few hundred, however many there were', async () => {
  const { world, tab, log } = open();
  await world.pass(0);
  for (let i = 0; i < 2000; i++) visit(tab, i + 1);
  for (let i = 0; i < 500; i++) tab.tracker.track(`kind ${i}`);
  expect(log.records()).toHaveLength(300);
  expect(log.drops()).toHaveLength(200);
  expect(log.records()[299]?.json).toContain('"page_id":2000');
  await world.pass(60 * SECOND);
  expect(log.records()).toHaveLength(300);
  expect(log.requests().length).toBeLessThanOrEqual(100);
});

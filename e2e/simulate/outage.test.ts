import { expect, test } from 'playwright/test';
import { MINUTE, SECOND } from '../../src/core/units';
import { END, UP_AT, simulateOutage } from './outage';
import { playOutage } from './realClients';

/** Few clients, so that a second's requests would be chance for the greater part. */
const CLIENTS = 2000;
const window = 10 * SECOND;

test('2,000 clients come back to a server that was down: at most twice its steady rate, and all is delivered within 15 minutes', () => {
  const { steady, peak, backlogGoneAfter } = simulateOutage(CLIENTS, { hasJitter: true, window });
  expect(peak / steady).toBeLessThanOrEqual(2);
  expect(backlogGoneAfter).toBeLessThan(15 * MINUTE);
});

test('without the jitter they come as a storm', () => {
  const { steady, peak } = simulateOutage(CLIENTS, { hasJitter: false, window });
  expect(peak / steady).toBeGreaterThan(3);
});

test('the simulated clients send as often as real trackers do, before, during and after the outage', async () => {
  const real = 100;
  const played = await playOutage(real);
  const { requests } = simulateOutage(CLIENTS, { hasJitter: true, window: MINUTE });
  const each = (all: readonly number[], clients: number, from: number, to: number): number =>
    all.slice(from / MINUTE, to / MINUTE).reduce((sum, count) => sum + count, 0) / clients;
  for (const [from, to] of [
    [2 * MINUTE, 10 * MINUTE],
    [10 * MINUTE, UP_AT],
    [UP_AT, UP_AT + 10 * MINUTE],
    [UP_AT + 10 * MINUTE, END],
  ] as const) {
    const ratio = each(requests, CLIENTS, from, to) / each(played, real, from, to);
    expect(Math.abs(ratio - 1), `from ${from / MINUTE} to ${to / MINUTE} minutes`).toBeLessThan(
      0.1,
    );
  }
});

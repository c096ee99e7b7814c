import { writeFileSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import { MINUTE, SECOND } from '../../src/core/units';
import { simulateOutage, type Outage } from './outage';
import { picture, STEP, type Curve } from './picture';

const CLIENTS = 100_000;
const PICTURE = new URL('../../docs/simulation.svg', import.meta.url);

const whole = (rate: number): string => Math.round(rate).toLocaleString('en');
const times = ({ peak, steady }: Outage): string => (peak / steady).toFixed(2);

const line = (outage: Outage): string =>
  `${whole(outage.steady)} requests/s before, at most ${whole(outage.peak)} after: ` +
  `${times(outage)} times as many; the backlog is gone after ` +
  `${(outage.backlogGoneAfter / MINUTE).toFixed(1)} minutes`;

function curve(label: string, colour: string, outage: Outage): Curve {
  const each = STEP / SECOND;
  const values = Array.from({ length: outage.requests.length / each }, (_, i) =>
    Math.max(...outage.requests.slice(i * each, (i + 1) * each)),
  );
  return { label: `${label}: at most ${times(outage)} × steady`, colour, values };
}

test(`${CLIENTS.toLocaleString('en')} clients come back to a server that was down for ten minutes: no storm, and it is over in time`, () => {
  const calm = simulateOutage(CLIENTS, { hasJitter: true });
  const storm = simulateOutage(CLIENTS, { hasJitter: false });
  console.log(`\nwith jitter:    ${line(calm)}\nwithout jitter: ${line(storm)}`);
  const title = `${CLIENTS.toLocaleString('en')} clients, a server that is down for ten minutes`;
  const curves = [curve('without jitter', '#d2691e', storm), curve('with jitter', '#1b6ca8', calm)];
  writeFileSync(PICTURE, picture(title, curves, calm.steady));

  expect.soft(calm.peak / calm.steady).toBeLessThanOrEqual(2);
  expect.soft(calm.backlogGoneAfter).toBeLessThan(15 * MINUTE);
  expect.soft(storm.peak / storm.steady).toBeGreaterThan(4);
});

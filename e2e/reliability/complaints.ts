import type { LaneStats } from '../../src/core/counts';
import type { Outcome } from './outcome';
import type { Promised } from './scenario';

const sum = (counts: LaneStats['dropped']): number =>
  Object.values(counts).reduce((total, each) => total + each, 0);

/** Records, by their names where they are few. */
const some = (labels: readonly string[]): string =>
  labels.length > 5 ? `${labels.slice(0, 5).join(', ')} … (${labels.length})` : labels.join(', ');

/** What a trial should have delivered and has not. */
export function missing({ lost, tracked }: Outcome, promise: Promised = {}): string[] {
  const { delivered = 'all', dropped = {} } = promise;
  if (delivered === 'none') {
    return lost.length === tracked ? [] : [`${tracked - lost.length} came that none should see`];
  }
  return lost.length === sum(dropped) ? [] : [`lost ${some(lost)}`];
}

/** What else a trial broke of its promise; nothing where it kept it. */
export function complaints(
  outcome: Outcome,
  promise: Promised = {},
  errors: readonly string[] = [],
): string[] {
  const { ledger, tracked, doubled, excused = [], strange, refused, lost } = outcome;
  const { recorded = tracked, waiting = 0, dropped = {}, delivered = 'all' } = promise;
  const found = errors.map((error) => `uncaught ${error}`);
  const unexcused = doubled.filter((label) => !excused.includes(label));
  if (unexcused.length) found.push(`doubled ${some(unexcused)}`);
  if (strange.length) found.push(`strange ${some(strange)}`);
  if (!promise.refusals && Object.keys(refused).length) {
    found.push(`refused ${JSON.stringify(refused)}`);
  }

  const books: [string, LaneStats][] = [['ledger', ledger], ...Object.entries(ledger.lanes)];
  for (const [name, { recorded, waiting, accepted, handedOver, dropped }] of books) {
    if (recorded !== waiting + accepted + handedOver + sum(dropped)) {
      found.push(
        `${name}: recorded ${recorded} is not waiting ${waiting} + accepted ${accepted} + ` +
          `handed over ${handedOver} + dropped ${sum(dropped)}`,
      );
    }
  }
  const known = recorded === 'unsure' ? [0, tracked] : [recorded];
  if (recorded !== 'any' && !known.includes(ledger.recorded)) {
    found.push(`ledger: recorded ${ledger.recorded}, expected ${known.join(' or ')}`);
  }
  if (JSON.stringify(ledger.dropped) !== JSON.stringify(dropped)) {
    found.push(`ledger: dropped ${JSON.stringify(ledger.dropped)}`);
  }
  // What has arrived is not waiting any more.
  if (delivered === 'all' && lost.length === sum(dropped) && ledger.waiting !== waiting) {
    found.push(`ledger: waiting ${ledger.waiting}`);
  }
  return found;
}

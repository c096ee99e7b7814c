import { total } from '../total.js';

/** @typedef {import('../../../src/index').LaneStats} LaneStats */
/** @typedef {Record<string, LaneStats>} Lanes */
/** @typedef {Record<string, { received: number }>} Server */
/** @typedef {Record<string, { tracked: number, done: number, dropped: number, received: number }>} Base */

/** What is delivered, as far as the tracker knows. */
const doneOf = (/** @type {LaneStats} */ { accepted, handedOver }) => accepted + handedOver;

/**
 * From where to count: neither the tracker's ledger, which is older than this visit, nor the server,
 * which others may have used, begins at nothing. What waits is still to come.
 * @param {Lanes} lanes
 * @param {Server} server
 * @returns {Base}
 */
export const baseOf = (lanes, server) =>
  Object.fromEntries(
    Object.entries(lanes).map(([name, lane]) => [
      name,
      {
        tracked: lane.recorded - lane.waiting,
        done: doneOf(lane),
        dropped: total(lane.dropped),
        received: server[name]?.received ?? 0,
      },
    ]),
  );

/**
 * Holds the tracker's ledger against the server's, lane by lane. What waits may have arrived: its answer
 * is not here yet. What is beyond that came twice; what is short of it was given to the browser at
 * an exit and has not arrived.
 * @param {Lanes} lanes
 * @param {Server} server
 * @param {Base} base
 */
export function reckon(lanes, server, base) {
  const all = { tracked: 0, received: 0, waiting: 0, doubled: 0, dropped: 0, missing: 0 };
  for (const [name, lane] of Object.entries(lanes)) {
    const from = base[name] ?? { tracked: 0, done: 0, dropped: 0, received: 0 };
    const received = (server[name]?.received ?? 0) - from.received;
    const beyond = received - (doneOf(lane) - from.done);
    all.tracked += lane.recorded - from.tracked;
    all.received += received;
    all.waiting += lane.waiting;
    all.dropped += total(lane.dropped) - from.dropped;
    all.doubled += Math.max(0, beyond - lane.waiting);
    all.missing += Math.max(0, -beyond);
  }
  return all;
}

/** In one sentence. */
export function sayReckoning(/** @type {ReturnType<typeof reckon>} */ reckoned) {
  const { tracked, received, waiting, doubled, dropped, missing } = reckoned;
  if (doubled > 0) return ['bad', `${doubled} came twice`];
  if (missing > 0) return ['wait', `${missing} given to the browser, not there yet`];
  const parts = [
    `${received} received`,
    ...(waiting ? [`${waiting} waiting`] : []),
    ...(dropped ? [`${dropped} dropped`] : []),
  ];
  if (waiting > 0) return ['wait', `${tracked} tracked: ${parts.join(', ')}`];
  return ['good', `They agree: ${tracked} tracked = ${parts.join(' + ')}`];
}

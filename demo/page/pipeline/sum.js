import { byId, h } from '../dom.js';
import { total } from '../total.js';
import { baseOf, reckon, sayReckoning } from './reckon.js';

/** @typedef {import('./reckon.js').Lanes} Lanes */
/** @typedef {import('./reckon.js').Server} Server */
/** @typedef {{ base: import('./reckon.js').Base, seen: Record<string, number> }} Memory */

const FIGURES = {
  tracked: 'Tracked',
  received: 'Received',
  waiting: 'Waiting',
  doubled: 'Doubled',
  dropped: 'Dropped',
};

/** Kept over visits: a reload, or a kill, is no reason to forget what has to agree. */
const KEY = 'tangram.base';

/** Other tabs know of what they have sent sooner than this one does. */
const others = new BroadcastChannel('tangram.stats');

/**
 * The ledgers of the tracker and of the server side by side.
 * @param {() => Lanes} lanesNow
 */
export function createSum(lanesNow) {
  /** @type {Map<string, HTMLElement>} */
  const cells = new Map();
  for (const [what, label] of Object.entries(FIGURES)) {
    const value = h('dd', { id: `sum-${what}` }, '0');
    cells.set(what, value);
    byId('sum').append(h('div', {}, h('dt', {}, label), value));
  }
  /** @type {Server | undefined} */
  let server;
  /** @type {Lanes} */
  let theirs = {};
  let told = '';

  others.addEventListener('message', ({ data }) => {
    theirs = data;
    show();
  });

  byId('sum-anew').addEventListener('click', () => {
    if (!server) return;
    theirs = {};
    remember(lanesNow(), server, baseOf(lanesNow(), server));
    show();
  });

  function show() {
    const mine = lanesNow();
    const text = JSON.stringify(mine);
    if (text !== told) others.postMessage(mine);
    told = text;
    if (!server) return;
    const lanes = latest(mine, theirs);
    const reckoned = reckon(lanes, server, recall(lanes, server));
    for (const [what, cell] of cells) {
      const value = String(reckoned[/** @type {keyof typeof reckoned} */ (what)]);
      if (cell.textContent !== value) cell.textContent = value;
      cell.classList.toggle('is-zero', value === '0');
    }
    const [tone, sentence] = sayReckoning(reckoned);
    const agreement = byId('agreement');
    agreement.dataset.tone = tone;
    if (agreement.textContent !== sentence) agreement.textContent = sentence;
  }

  return {
    show,
    /** @param {Server} counts */
    hear(counts) {
      server = counts;
      show();
    },
  };
}

/**
 * All tabs have one ledger, on disk, and each looks at it when it needs to. Its counts only grow, so
 * the larger is the later.
 * @param {Lanes} mine
 * @param {Lanes} theirs
 */
function latest(mine, theirs) {
  /** @type {Lanes} */
  const lanes = {};
  for (const [name, lane] of Object.entries(mine)) {
    const other = theirs[name] ?? lane;
    const dropped = { ...lane.dropped };
    for (const [reason, count] of Object.entries(other.dropped)) {
      const key = /** @type {keyof typeof dropped} */ (reason);
      dropped[key] = Math.max(dropped[key] ?? 0, count ?? 0);
    }
    const recorded = Math.max(lane.recorded, other.recorded);
    const accepted = Math.max(lane.accepted, other.accepted);
    const handedOver = Math.max(lane.handedOver, other.handedOver);
    const waiting = Math.max(0, recorded - accepted - handedOver - total(dropped));
    lanes[name] = { recorded, waiting, accepted, handedOver, dropped };
  }
  return lanes;
}

/**
 * @param {Lanes} lanes
 * @param {Server} server
 */
function recall(lanes, server) {
  /** @type {Memory | null} */
  const known = JSON.parse(localStorage.getItem(KEY) ?? 'null');
  const received = Object.values(server).reduce((sum, counts) => sum + counts.received, 0);
  const seen = total(known?.seen ?? {});
  // A server that has nothing was started again. Less than before says little: another tab's answer
  // may have come in between.
  const isAnew = !known || (received === 0 && seen > 0);
  return remember(lanes, server, isAnew ? baseOf(lanes, server) : known.base);
}

/**
 * @param {Lanes} lanes
 * @param {Server} server
 * @param {import('./reckon.js').Base} base
 */
function remember(lanes, server, base) {
  const seen = Object.fromEntries(Object.keys(lanes).map((name) => [name, server[name]?.received]));
  localStorage.setItem(KEY, JSON.stringify({ base, seen }));
  return base;
}

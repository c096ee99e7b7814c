import { byId, h } from './dom.js';
import { createLog } from './log.js';
import { startPipeline } from './pipeline/startPipeline.js';
import { createSum } from './pipeline/sum.js';
import { startTabs } from './pipeline/tabs.js';
import { startTrouble } from './pipeline/trouble.js';
import { total } from './total.js';
import { signIn, user, users } from './users.js';

/** Also the names of the lanes, as no endpoint was given another. */
const ENDPOINTS = ['pushData', 'behavior', 'mediaEvent', 'mta', 'oper'];

/** Rows of the tally: what the tracker says, and below it what the server says. */
const HERE = {
  recorded: ['Recorded', (lane) => lane.recorded],
  waiting: ['Waiting on disk', (lane) => lane.waiting],
  accepted: ['Accepted', (lane) => lane.accepted],
  handedOver: ['Handed over', (lane) => lane.handedOver],
  dropped: ['Dropped', (lane) => total(lane.dropped)],
};
const THERE = {
  received: ['Server received', (count) => count.received],
  refused: ['Server refused', (count) => total(count.refused)],
};

/** How often the server is asked while the panel is in view: a page that left may have sent something. */
const ASK = 3000;

/** @param {import('../../src/index').Tracker} tracker */
export function startPanel(tracker) {
  startDrawer();
  startControls(tracker);
  startTrouble(ENDPOINTS);
  startTabs(tracker);
  startPipeline(tracker);
  const tally = createTally();
  const sums = createSum(() => tracker.stats().lanes);
  const log = createLog(byId('log'), byId('log-empty'));
  let isDue = false;
  let isAsking = false;
  let isToAskAgain = false;

  function update() {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      const stats = tracker.stats();
      tally.show(HERE, (name) => stats.lanes[name]);
      sums.show();
      byId('panel-count').textContent = String(stats.waiting);
    });
  }

  /** One question at a time, and one more where something has happened meanwhile. */
  async function ask() {
    isToAskAgain = isAsking;
    if (isAsking) return;
    isAsking = true;
    try {
      const response = await fetch('/_local/tally');
      const counts = await response.json();
      tally.show(THERE, (name) => counts[name]);
      sums.hear(counts);
    } catch {
      // The server is away; the last numbers stand.
    }
    isAsking = false;
    if (isToAskAgain) void ask();
  }

  tracker.observe((stage) => {
    log.tell(stage);
    update();
    if (stage.kind === 'settle') void ask();
  });
  setInterval(() => {
    if (document.hidden) return;
    update();
    void ask();
  }, ASK);
  update();
  void ask();
}

function createTally() {
  // Names that may break before a capital, for the narrow columns.
  const heads = ENDPOINTS.map((name) => {
    const [first, ...rest] = name.split(/(?=[A-Z])/);
    const parts = rest.flatMap((part) => [h('wbr'), part]);
    return h('th', { scope: 'col', 'data-lane': name }, first, ...parts);
  });
  byId('tally-head').append(...heads);
  /** @type {Map<string, HTMLElement>} */
  const cells = new Map();
  for (const [place, rows] of /** @type {const} */ ([
    ['tally-here', HERE],
    ['tally-there', THERE],
  ])) {
    for (const [what, [label]] of Object.entries(rows)) {
      const row = h('tr', {}, h('th', { scope: 'row' }, String(label)));
      for (const name of ENDPOINTS) {
        const id = `tally-${name}-${what}`;
        const cell = h('td', { 'data-testid': id }, '0');
        cells.set(id, cell);
        row.append(cell);
      }
      byId(place).append(row);
    }
  }

  return {
    /**
     * @param {Record<string, any[]>} rows
     * @param {(name: string) => any} countsOf
     */
    show(rows, countsOf) {
      for (const name of ENDPOINTS) {
        const counts = countsOf(name);
        for (const [what, [, read]] of Object.entries(rows)) {
          const cell = cells.get(`tally-${name}-${what}`);
          const value = counts ? read(counts) : 0;
          if (cell && cell.textContent !== String(value)) cell.textContent = String(value);
          cell?.classList.toggle('is-zero', value === 0);
        }
      }
    },
  };
}

/** @param {import('../../src/index').Tracker} tracker */
function startControls(tracker) {
  const person = /** @type {HTMLSelectElement} */ (byId('user'));
  const result = byId('flush-result');

  person.append(...users.map(({ uid, name }) => h('option', { value: uid }, name)));
  person.value = String(user().uid);
  person.addEventListener('change', () => signIn(Number(person.value)));

  byId('send-now').addEventListener('click', async () => {
    result.textContent = 'Sending …';
    const { accepted, waiting, dropped } = await tracker.flush();
    result.textContent = `${accepted} accepted, ${waiting} waiting, ${dropped} dropped`;
  });
}

/** On a phone the panel is a drawer over the page; beside a wide page it simply stands there. */
function startDrawer() {
  const panel = byId('panel');
  const toggle = byId('panel-toggle');
  const scrim = byId('scrim');
  const wide = matchMedia('(min-width: 1100px)');

  /** @param {boolean} isOpen */
  function set(isOpen) {
    const isDrawn = isOpen && !wide.matches;
    panel.classList.toggle('is-open', isDrawn);
    panel.inert = !isDrawn && !wide.matches;
    byId('app').inert = isDrawn;
    scrim.hidden = !isDrawn;
    toggle.setAttribute('aria-expanded', String(isDrawn));
  }

  function close() {
    set(false);
    toggle.focus();
  }

  toggle.addEventListener('click', () => {
    set(true);
    byId('panel-close').focus();
  });
  byId('panel-close').addEventListener('click', close);
  scrim.addEventListener('click', close);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !scrim.hidden) close();
  });
  wide.addEventListener('change', () => set(false));
  set(false);
}

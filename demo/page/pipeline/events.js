import { h, openDialog } from '../dom.js';
import { timeOf } from '../words.js';

/** @typedef {Extract<import('../../../src/index').Stage, { kind: 'record' }>['event']} TrackedEvent */

/** Kinds that stay in view; an eighth takes the place of the oldest. */
const KINDS = 7;

/**
 * What the page has tracked, the latest first. Events of one kind lie on one stack: of a thousand, too,
 * one can see where they went.
 * @param {HTMLElement} list
 */
export function createEvents(list) {
  /** @type {Map<string, ReturnType<typeof createStack>>} */
  const stacks = new Map();

  return {
    /** @param {TrackedEvent} event */
    add(event) {
      const stack = stacks.get(event.kind) ?? createStack(event.kind);
      stacks.set(event.kind, stack);
      stack.add(event);
      // What moves loses the focus.
      const { element } = stack;
      if (list.firstElementChild !== element && !element.contains(document.activeElement)) {
        list.prepend(element);
      }
      if (list.children.length <= KINDS) return;
      const last = /** @type {HTMLElement} */ (list.lastElementChild);
      stacks.delete(String(last.dataset.kinds));
      last.remove();
    },
    /**
     * @param {string} kind
     * @param {string} lane that takes it
     */
    goesTo: (kind, lane) => stacks.get(kind)?.goesTo(lane),
    /** Out of which its records come. */
    cardOf: (/** @type {string} */ kind) => stacks.get(kind)?.element,
  };
}

/** @param {string} kind */
function createStack(kind) {
  /** @type {Set<string>} */
  const lanes = new Set();
  /** @type {TrackedEvent} */
  let last;
  let count = 0;
  let isDue = false;
  const times = h('span', { class: 'event-count' });
  const dots = h('span', { class: 'event-lanes', 'aria-hidden': 'true' });
  const button = h(
    'button',
    { type: 'button', class: 'event', onclick: () => openEvent(last, [...lanes]) },
    h('span', { class: 'event-kind' }, kind),
    times,
    dots,
  );

  function draw() {
    isDue = false;
    times.textContent = count > 1 ? `×${count}` : '';
    dots.replaceChildren(...[...lanes].map((lane) => h('i', { 'data-lane': lane })));
  }

  function change() {
    if (isDue) return;
    isDue = true;
    queueMicrotask(draw);
  }

  return {
    element: h('li', { 'data-kinds': kind, 'data-testid': 'event' }, button),
    /** @param {TrackedEvent} event */
    add(event) {
      last = event;
      count += 1;
      change();
    },
    /** @param {string} lane */
    goesTo(lane) {
      lanes.add(lane);
      change();
    },
  };
}

/**
 * @param {TrackedEvent} event
 * @param {string[]} lanes
 */
function openEvent(event, lanes) {
  const close = () => dialog.close();
  const dialog = openDialog(
    { id: 'event', class: 'sheet details-sheet', label: `An event: ${event.kind}` },
    h(
      'header',
      { class: 'sheet-head' },
      h('h2', {}, event.kind),
      h(
        'button',
        {
          id: 'event-close',
          class: 'round',
          type: 'button',
          'aria-label': 'Close',
          onclick: close,
        },
        '✕',
      ),
    ),
    h(
      'div',
      { class: 'details' },
      h(
        'p',
        {},
        `Tracked at ${timeOf(event.time)}, the latest of its kind. `,
        lanes.length ? `It went to ${lanes.join(', ')}.` : 'No endpoint keeps it.',
      ),
      h(
        'pre',
        { tabindex: '0', role: 'region', 'aria-label': 'The event' },
        JSON.stringify(event, null, 1),
      ),
    ),
  );
}

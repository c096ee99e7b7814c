import { h } from '../dom.js';
import { namesOf } from '../words.js';
import { createPace } from './pace.js';
import { createRing } from './ring.js';

/** @typedef {import('../../../src/index').Stage} Stage */
/** @typedef {Extract<Stage, { kind: 'buffer' }>['record']} StoredRecord */
/** @typedef {ReturnType<typeof createTray>} Tray */

/** Beyond so many, records of one kind lie on one stack. */
const CARDS = 4;

/**
 * A batch on its way through the columns, once: what is left of it afterwards gets a tray of its own.
 * It carries a card for each record, or stacks with their counts.
 * @param {string} lane
 * @param {(tray: any) => void} onOpen
 * @param {{ pace: ReturnType<typeof createPace> }} [before] the tray whose records come back
 */
export function createTray(lane, onOpen, before) {
  const name = h('span', { class: 'tray-lane' }, lane || 'no endpoint');
  const size = h('span', { class: 'tray-size' });
  const state = h('span', { class: 'tray-state', 'data-tone': 'idle' });
  const cards = h('span', { class: 'tray-cards' });
  const ring = createRing();
  const button = h(
    'button',
    { type: 'button', class: 'tray', onclick: () => onOpen(tray) },
    h('span', { class: 'tray-head' }, name, size, ring.element),
    cards,
    state,
  );
  const element = h(
    'li',
    { 'data-lane': lane || 'none', 'data-testid': 'tray', 'data-attempt': '0' },
    button,
  );
  let isDue = false;

  function draw() {
    isDue = false;
    const { records } = tray;
    element.dataset.kinds = [...new Set(records.map(({ kind }) => kind))].join(' ');
    size.textContent = records.length > 1 ? `${records.length} records` : '';
    if (records.length <= CARDS) {
      return cards.replaceChildren(...records.map(({ kind }) => h('span', {}, kind)));
    }
    const stacks = namesOf(records).split(', ');
    const shown = stacks.slice(0, CARDS).map((text) => h('span', { class: 'stack' }, text));
    const more = stacks.length - CARDS;
    cards.replaceChildren(...shown, ...(more > 0 ? [`and ${more} more kinds`] : []));
  }

  const tray = {
    lane,
    element,
    pace: createPace(before?.pace.done()),
    /** @type {readonly StoredRecord[]} */
    records: [],
    attempts: 0,
    /** @type {(Stage & { kind: 'send' }) | undefined} */
    sent: undefined,
    /** @type {(Stage & { kind: 'judge' }) | undefined} */
    judged: undefined,
    /** @type {(Stage & { kind: 'settle' }) | undefined} */
    settled: undefined,
    /** Said by a drop that comes without an answer. */
    why: '',
    /** Told of each change, while somebody looks at it closely. */
    onChange: () => {},

    /** @param {readonly StoredRecord[]} records */
    hold(records) {
      tray.records = records;
      if (isDue) return;
      isDue = true;
      // A thousand events within a task are drawn once.
      queueMicrotask(draw);
    },
    /**
     * @param {string} tone
     * @param {string} text
     * @param {number} [until] counted down to
     */
    say(tone, text, until) {
      state.dataset.tone = tone;
      state.textContent = text;
      element.dataset.attempt = String(tray.attempts);
      ring.countTo(until);
      tray.onChange();
    },
  };
  return tray;
}

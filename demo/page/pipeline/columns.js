import { byId, h } from '../dom.js';

/** @typedef {keyof typeof COLUMNS} Place */

/** The flow, in the words of the code; what each column is, for whoever sees it for the first time. */
const COLUMNS = {
  events: ['Events', 'what the page tracks'],
  buffer: ['Buffer', 'on disk, in batches'],
  lease: ['Lease', 'this tab’s to send'],
  request: ['Request', 'under way'],
  response: ['Response', 'answer and verdict'],
};

/** In milliseconds; about as long as a glance needs to follow. */
const FLIGHT = 260;

const wantsMotion = () => !matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The five columns, and how a card gets from one into another. */
export function createColumns() {
  /** @type {Map<string, HTMLOListElement>} */
  const lists = new Map();
  for (const [place, [name, what]] of Object.entries(COLUMNS)) {
    const list = h('ol', { 'aria-labelledby': `column-${place}` });
    const heading = h('h3', { id: `column-${place}` }, name);
    const head = h('div', { class: 'stage-head' }, heading, h('p', {}, what));
    byId('stages').append(h('section', { class: 'stage', 'data-place': place }, head, list));
    lists.set(place, list);
  }
  const listOf = (/** @type {Place} */ place) => /** @type {HTMLOListElement} */ (lists.get(place));

  /** @type {Map<Element, DOMRect>} where the cards were when they were last painted */
  const seen = new Map();
  /** @type {Map<HTMLElement, Element>} what moves before the next paint, and out of what it comes */
  const moving = new Map();

  /**
   * What moves in one frame flies as if at once: the first that leaves a column, or comes into one, moves those below it.
   * @param {HTMLElement} card
   * @param {Element} from
   */
  function takeOff(card, from) {
    // Nobody sees it in a panel that is closed.
    if (!from.isConnected || document.hidden || byId('panel').inert || !wantsMotion()) return;
    if (moving.size === 0) {
      for (const list of lists.values()) {
        for (const one of list.children) seen.set(one, one.getBoundingClientRect());
      }
      requestAnimationFrame(() => {
        for (const [one, start] of moving)
          fly(one, seen.get(start) ?? start.getBoundingClientRect());
        seen.clear();
        moving.clear();
      });
    }
    if (!moving.has(card)) moving.set(card, from);
  }

  /**
   * @param {HTMLElement} card
   * @param {DOMRect} from
   */
  function fly(card, from) {
    const to = card.getBoundingClientRect();
    if (!from.width || !to.width) return;
    const whole = byId('stages').getBoundingClientRect();
    const shift = `translate(${from.left - to.left}px, ${from.top - to.top}px)`;
    // Its picture flies, as a column that scrolls shows nothing beyond its edge.
    const picture = h('div', { class: 'tray flying', inert: true, 'data-lane': card.dataset.lane });
    picture.append(
      ...[...(card.firstElementChild?.childNodes ?? [])].map((n) => n.cloneNode(true)),
    );
    picture.style.left = `${to.left - whole.left}px`;
    picture.style.top = `${to.top - whole.top}px`;
    picture.style.width = `${to.width}px`;
    byId('stages').append(picture);
    const options = { duration: FLIGHT, easing: 'ease-out' };
    card.animate([{ opacity: 0 }, { opacity: 0 }], options);
    const flight = picture.animate([{ transform: shift }, { transform: 'none' }], options);
    flight.onfinish = flight.oncancel = () => picture.remove();
  }

  return {
    listOf,
    /**
     * @param {HTMLElement} card
     * @param {Place} place
     * @param {{ from?: Element | undefined, isFirst?: boolean }} [how] `from`: what it comes out of, else where it was
     */
    move(card, place, { from = card, isFirst = false } = {}) {
      const list = listOf(place);
      if (card.parentElement === list) return;
      takeOff(card, from);
      const focused = card.contains(document.activeElement) ? document.activeElement : null;
      if (isFirst) list.prepend(card);
      else list.append(card);
      // What is taken out of the page, be it for a moment, loses the focus.
      if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    },
  };
}

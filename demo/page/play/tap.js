import { art } from '../art.js';
import { h } from '../dom.js';

export const rules = 'Tap the picture before it jumps. Keys 1 to 9 work as well.';
export const unit = 'hits';
export const isLessBetter = false;
export const reward = '+10 s';

const CELLS = 9;
const ROUND = 20;
const EXTRA = 10;
/** How long the picture waits, by level, in milliseconds; and what each hit takes off, at level 2. */
const STAY = { 1: 1100, 2: 900 };
const HASTE = { 1: 0, 2: 20 };
const SHORTEST = 420;

/** @type {import('../game.js').Start} */
export function start(board, { level, picture, say, onEnd }) {
  let hits = 0;
  let left = ROUND;
  let at = -1;
  let isOver = false;
  let jumping = 0;
  let ticking = 0;

  const cells = Array.from({ length: CELLS }, (_, i) =>
    h(
      'button',
      {
        class: 'tap',
        type: 'button',
        // A finger that comes down counts, not one that goes up: the game is about speed.
        onpointerdown: () => tap(i),
        onclick: (/** @type {MouseEvent} */ event) => event.detail === 0 && tap(i),
      },
      h('span', { class: 'key', 'aria-hidden': 'true' }, String(i + 1)),
    ),
  );
  board.classList.add('grid-3');
  board.replaceChildren(...cells);
  document.addEventListener('keydown', onKey);
  jump();
  tell();

  /** @param {KeyboardEvent} event */
  function onKey({ key, target }) {
    const isTyping = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (!isTyping && /^[1-9]$/.test(key)) tap(Number(key) - 1);
  }

  /** @param {number} i */
  function tap(i) {
    if (isOver || i !== at) return;
    // The clock starts with the first hit: nobody is hurried by a page that loads.
    if (ticking === 0) ticking = window.setInterval(tick, 1000);
    hits += 1;
    tell();
    jump();
  }

  function jump() {
    clearTimeout(jumping);
    const others = cells.map((_, i) => i).filter((i) => i !== at);
    at = others[Math.floor(Math.random() * others.length)];
    cells.forEach((cell, i) => {
      cell.classList.toggle('is-lit', i === at);
      cell.setAttribute('aria-label', i === at ? `Cell ${i + 1}, here` : `Cell ${i + 1}, empty`);
      cell.querySelector('svg')?.remove();
    });
    cells[at].append(art(picture));
    const stay = ticking === 0 ? 2 * STAY[level] : STAY[level] - hits * HASTE[level];
    jumping = window.setTimeout(jump, Math.max(SHORTEST, stay));
  }

  function tick() {
    left -= 1;
    tell();
    if (left > 0) return;
    isOver = true;
    stop();
    onEnd(hits);
  }

  function tell() {
    say(`${hits} hits, ${left} s left`);
  }

  function stop() {
    clearTimeout(jumping);
    clearInterval(ticking);
    document.removeEventListener('keydown', onKey);
  }

  return {
    reward() {
      left += EXTRA;
      tell();
    },
    stop,
  };
}

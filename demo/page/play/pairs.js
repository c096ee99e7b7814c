import { art, artNames } from '../art.js';
import { h } from '../dom.js';
import { shuffled } from './shuffled.js';

export const rules = 'Turn two cards over. Twins stay open; strangers close again.';
export const unit = 'moves';
export const isLessBetter = true;
export const reward = 'Peek';

/** How long two strangers stay open, in milliseconds. */
const LOOK = 750;
const PEEK = 1500;

/** @type {import('../game.js').Start} */
export function start(board, { level, say, onEnd }) {
  const names = shuffled(artNames).slice(0, level === 1 ? 6 : 8);
  /** @type {HTMLButtonElement[]} */
  let open = [];
  let moves = 0;
  let found = 0;
  let timer = 0;

  const cards = shuffled([...names, ...names]).map((name, i) => {
    const card = h(
      'button',
      { class: 'pair', type: 'button', 'data-name': name, onclick: () => turn(card) },
      art(name),
    );
    card.dataset.place = String(i + 1);
    close(card);
    return card;
  });
  board.classList.add(level === 1 ? 'grid-3' : 'grid-4');
  board.replaceChildren(...cards);
  tell();

  /** @param {HTMLButtonElement} card */
  function close(card) {
    card.classList.remove('is-open');
    card.setAttribute('aria-label', `Card ${card.dataset.place}, closed`);
  }

  /** @param {HTMLButtonElement} card */
  function reveal(card) {
    card.classList.add('is-open');
    card.setAttribute('aria-label', `Card ${card.dataset.place}, ${card.dataset.name}`);
  }

  /** @param {HTMLButtonElement} card */
  function turn(card) {
    if (card.classList.contains('is-open')) return;
    if (open.length === 2) closeStrangers();
    reveal(card);
    open.push(card);
    if (open.length < 2) return;
    moves += 1;
    const [first, second] = open;
    if (first.dataset.name === second.dataset.name) {
      open = [];
      found += 1;
      for (const twin of [first, second]) twin.classList.add('is-found');
    } else {
      timer = window.setTimeout(closeStrangers, LOOK);
    }
    tell();
    if (found === names.length) onEnd(moves);
  }

  function closeStrangers() {
    clearTimeout(timer);
    open.forEach(close);
    open = [];
  }

  function tell() {
    say(`${found} of ${names.length} pairs, ${moves} moves`);
  }

  return {
    reward() {
      closeStrangers();
      const hidden = cards.filter((card) => !card.classList.contains('is-found'));
      hidden.forEach(reveal);
      timer = window.setTimeout(() => hidden.forEach(close), PEEK);
    },
    stop: () => clearTimeout(timer),
  };
}

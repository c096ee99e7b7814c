import { h } from '../dom.js';

export const rules = 'Each switch turns itself and its neighbours. Put every light out.';
export const unit = 'switches';
export const isLessBetter = true;
export const reward = 'Hint';

const SIZE = { 1: 3, 2: 4 };
/** How many random switches make the puzzle. */
const MIXES = { 1: 4, 2: 6 };

/** @type {import('../game.js').Start} */
export function start(board, { level, say, onEnd }) {
  const size = SIZE[level];
  const lit = new Array(size * size).fill(false);
  /** What is left to switch: each switch undoes itself. */
  const toSwitch = new Set();
  let moves = 0;

  const cells = lit.map((_, i) =>
    h('button', { class: 'light', type: 'button', onclick: () => press(i) }),
  );
  while (toSwitch.size < MIXES[level]) toSwitch.add(Math.floor(Math.random() * lit.length));
  for (const i of toSwitch) flip(i);
  board.classList.add(size === 3 ? 'grid-3' : 'grid-4');
  board.replaceChildren(...cells);
  draw();

  /** @param {number} i */
  function flip(i) {
    const column = i % size;
    lit[i] = !lit[i];
    if (column > 0) lit[i - 1] = !lit[i - 1];
    if (column < size - 1) lit[i + 1] = !lit[i + 1];
    if (i >= size) lit[i - size] = !lit[i - size];
    if (i < size * (size - 1)) lit[i + size] = !lit[i + size];
  }

  /** @param {number} i */
  function press(i) {
    if (!lit.includes(true)) return;
    flip(i);
    if (!toSwitch.delete(i)) toSwitch.add(i);
    moves += 1;
    draw();
    if (!lit.includes(true)) onEnd(moves);
  }

  function draw() {
    cells.forEach((cell, i) => {
      const where = `Row ${Math.floor(i / size) + 1}, column ${(i % size) + 1}`;
      cell.setAttribute('aria-label', where);
      cell.setAttribute('aria-pressed', String(lit[i]));
      cell.classList.remove('is-hinted');
    });
    say(`${lit.filter(Boolean).length} lights on, ${moves} switches`);
  }

  return {
    reward() {
      const [i] = toSwitch;
      if (i !== undefined) cells[i].classList.add('is-hinted');
    },
    stop: () => {},
  };
}

import { h } from '../dom.js';

/** Batches of one lane that are in view at once. */
const BATCHES = 3;

/** Answers that are in view at once. */
const ANSWERS = 8;

/**
 * Keeps the columns readable: of many batches some are shown, and the rest is a number.
 * @param {ReturnType<typeof import('./columns.js').createColumns>} columns
 */
export function createCrowd(columns) {
  const waiting = columns.listOf('buffer');
  const answers = columns.listOf('response');
  /** @type {Map<string, HTMLElement>} */
  const notes = new Map();
  const earlier = h('li', { class: 'crowd', hidden: true });
  let gone = 0;

  /**
   * @param {HTMLElement} note
   * @param {string} text
   */
  function say(note, text) {
    note.hidden = text === '';
    if (note.textContent !== text) note.textContent = text;
  }

  return {
    /**
     * @param {string} lane
     * @param {number} elsewhere records on disk that no tray of this page holds
     */
    thin(lane, elsewhere) {
      const trays = /** @type {NodeListOf<HTMLElement>} */ (
        waiting.querySelectorAll(`[data-testid=tray][data-lane=${lane}]`)
      );
      trays.forEach((tray, i) => (tray.hidden = i >= BATCHES));
      const more = trays.length - BATCHES;
      const note = notes.get(lane) ?? h('li', { class: 'crowd', 'data-lane': lane });
      notes.set(lane, note);
      const texts = [
        ...(more > 0 ? [`${more} more ${more === 1 ? 'batch' : 'batches'}`] : []),
        ...(elsewhere > 0 ? [`${elsewhere} of another tab or an earlier visit`] : []),
      ];
      say(note, texts.length ? `${lane}: ${texts.join(', ')}` : '');
      if (!note.hidden) waiting.append(note);
    },
    trim() {
      const trays = [...answers.querySelectorAll('[data-testid=tray]')];
      for (const tray of trays.slice(ANSWERS)) {
        // What somebody holds the focus on stays.
        if (tray.contains(document.activeElement)) continue;
        tray.remove();
        gone += 1;
      }
      say(earlier, gone ? `${gone} earlier` : '');
      if (!earlier.hidden) answers.append(earlier);
    },
  };
}

import { byId } from '../dom.js';

/** A voice needs about as long for one sentence, and nobody listens to more of them. */
const QUIET = 5000;

/** Says what has become of records to those who do not see it: the sum of some seconds, not each. */
export function createAnnouncer() {
  /** @type {Map<string, number>} */
  const counts = new Map();
  let timer = 0;

  function say() {
    timer = 0;
    if (counts.size === 0) return;
    const parts = [...counts].map(([text, count]) => `${text} (${count})`);
    counts.clear();
    byId('said').textContent = parts.join('; ');
    timer = window.setTimeout(say, QUIET);
  }

  return {
    /**
     * @param {string} lane
     * @param {number} count of records
     * @param {string} text
     */
    add(lane, count, text) {
      const what = `${lane}: ${text}`;
      counts.set(what, (counts.get(what) ?? 0) + count);
      timer ||= window.setTimeout(say, 1000);
    },
  };
}

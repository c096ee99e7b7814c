import { byId, h } from '../dom.js';
import { svg } from '../svg.js';

/** Requests are counted by so many milliseconds, over so many of these. */
const BIN = 2000;
const BINS = 30;

/** As in tracker.js. */
const PAGES = { 1: 'Lobby', 2: 'Game', 3: 'Loan', 4: 'Group' };

/** Tones of a verdict, from the ground up. */
const TONES = /** @type {const} */ ({ good: 'delivered', wait: 'to come again', bad: 'refused' });

/** How many requests there were in the last minute, and what came of them. */
export function createRequestChart() {
  const chart = svg('svg', { viewBox: `0 0 ${BINS} 10`, preserveAspectRatio: 'none', role: 'img' });
  const legend = h('p', { class: 'chart-legend' });
  byId('chart-requests').append(chart, legend);
  /** @type {{ at: number, tone: string }[]} */
  let answers = [];
  let drawnAt = 0;
  let isChanged = true;

  return {
    /** @param {string} tone */
    add(tone) {
      answers.push({ at: Date.now(), tone });
      isChanged = true;
    },
    draw() {
      const end = Math.floor(Date.now() / BIN) + 1;
      // An empty chart does not move.
      if (end === drawnAt && !isChanged) return;
      if (answers.length === 0 && drawnAt > 0) return;
      drawnAt = end;
      isChanged = false;
      answers = answers.filter(({ at }) => at >= (end - BINS) * BIN);
      /** @type {Record<string, number>[]} */
      const bins = Array.from({ length: BINS }, () => ({ good: 0, wait: 0, bad: 0 }));
      for (const { at, tone } of answers) bins[Math.floor(at / BIN) - end + BINS][tone] += 1;
      const most = Math.max(4, ...bins.map(({ good, wait, bad }) => good + wait + bad));
      const bars = bins.flatMap((bin, x) => {
        let y = 10;
        const filled = Object.keys(TONES).filter((tone) => bin[tone] > 0);
        return filled.map((tone) => {
          const height = (10 * bin[tone]) / most;
          y -= height;
          return svg('rect', { x: x + 0.1, y, width: 0.8, height, class: `tone-${tone}` });
        });
      });
      chart.replaceChildren(...bars);
      const counts = Object.entries(TONES).map(([tone, name]) => {
        const count = answers.filter((answer) => answer.tone === tone).length;
        return { tone, text: `${count} ${name}` };
      });
      const said = counts.map(({ text }) => text).join(', ');
      chart.setAttribute('aria-label', `Requests of the last minute: ${said}`);
      legend.replaceChildren(
        ...counts.map(({ tone, text }) => h('span', { class: `tone-${tone}` }, text)),
      );
    },
  };
}

/** For how long each page was looked at, as its visits have told when they ended. */
export function createDwellChart() {
  const list = h('ul', { class: 'dwell' });
  byId('chart-dwell').append(list);
  /** @type {Map<string, { seconds: number, visits: number }>} */
  const pages = new Map();

  function draw() {
    const longest = Math.max(1, ...[...pages.values()].map(({ seconds }) => seconds));
    const rows = [...pages].map(([name, { seconds, visits }]) => {
      const rect = svg('rect', { width: `${(100 * seconds) / longest}%`, height: '100%' });
      const bar = svg('svg', { 'aria-hidden': 'true', class: 'dwell-bar' }, rect);
      const text = `${seconds} s, ${visits === 1 ? '1 visit' : `${visits} visits`}`;
      return h('li', {}, h('span', {}, name), bar, h('span', { class: 'dwell-text' }, text));
    });
    byId('chart-dwell-empty').hidden = rows.length > 0;
    list.replaceChildren(...rows);
  }

  return {
    /** @param {{ kind: string, props: Readonly<Record<string, unknown>> }} event */
    add({ kind, props: { page_id, duration } }) {
      if (kind !== 'page_leave') return;
      const name = PAGES[/** @type {keyof typeof PAGES} */ (Number(page_id))] ?? `Page ${page_id}`;
      const { seconds, visits } = pages.get(name) ?? { seconds: 0, visits: 0 };
      pages.set(name, { seconds: seconds + Number(duration ?? 0), visits: visits + 1 });
      draw();
    },
  };
}

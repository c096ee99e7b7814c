import { h } from '../dom.js';
import { svg } from '../svg.js';

/** Often enough for a number of seconds that is never wrong for long. */
const TICK = 250;

/** @type {Set<() => void>} what is in view and counts down */
const running = new Set();
let timer = 0;

/** One timer for all rings, and none while nothing waits. */
function runWhileNeeded() {
  if (running.size === 0 || timer) return;
  timer = window.setInterval(() => {
    for (const draw of running) draw();
    if (running.size > 0) return;
    clearInterval(timer);
    timer = 0;
  }, TICK);
}

/** @param {string} name */
const circle = (name) => svg('circle', { cx: 12, cy: 12, r: 10, pathLength: 100, class: name });

/** Counts down to a date. For the eye alone: what is beside it says the date in words. */
export function createRing() {
  const left = circle('ring-left');
  const picture = svg('svg', { viewBox: '0 0 24 24' }, circle('ring-whole'), left);
  const seconds = h('span', { class: 'ring-seconds' });
  const element = h(
    'span',
    { class: 'ring', 'aria-hidden': 'true', hidden: true },
    picture,
    seconds,
  );
  let from = 0;
  let until = 0;

  function draw() {
    const rest = until - Date.now();
    const share = Math.min(1, Math.max(0, rest / (until - from)));
    left.setAttribute('stroke-dashoffset', String(100 - 100 * share));
    const whole = Math.max(0, Math.ceil(rest / 1000));
    seconds.textContent = whole < 100 ? String(whole) : `${Math.ceil(whole / 60)}m`;
    element.hidden = rest <= 0;
    if (rest <= 0 || !element.isConnected) running.delete(draw);
  }

  return {
    element,
    /** @param {number | undefined} date none: there is nothing to wait for */
    countTo(date) {
      element.hidden = date === undefined;
      running.delete(draw);
      if (date === undefined) return;
      if (date !== until) from = Date.now();
      until = date;
      draw();
      running.add(draw);
      runWhileNeeded();
    },
  };
}

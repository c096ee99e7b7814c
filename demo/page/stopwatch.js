/** Counts the time for which the page is in view: a game in a hidden tab is not played. */
export function createStopwatch() {
  let total = 0;
  /** @type {number | undefined} */
  let since;

  function update() {
    const now = performance.now();
    if (since !== undefined) total += now - since;
    since = document.visibilityState === 'hidden' ? undefined : now;
  }

  document.addEventListener('visibilitychange', update);
  update();
  return {
    /** Whole seconds. */
    seconds() {
      update();
      return Math.floor(total / 1000);
    },
    stop: () => document.removeEventListener('visibilitychange', update),
  };
}

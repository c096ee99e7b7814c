import { flush, start, test, type Name } from '../fixtures';

const TASKS = 50;
const CALLS = 100;

/** `npm run bench:track`: what `track()` costs the page's main thread, until the task has ended and all of it is on its way to the disk. */
test('track()', async ({ page, blank }) => {
  const only: Name[] = ['behavior'];
  await page.goto(blank);
  await start(page, { only, flush: { delay: 3600_000 } });
  await flush(page); // the disk is open
  const microseconds = await page.evaluate(
    async ({ TASKS, CALLS }) => {
      const each: number[] = [];
      for (let task = 0; task < TASKS; task++) {
        await new Promise((resolve) => setTimeout(resolve));
        const begin = performance.now();
        for (let i = 0; i < CALLS; i++) {
          window.tracker.track('page_leave', { page_id: 2, duration: i });
        }
        await Promise.resolve(); // what a task's calls are put to disk by
        each.push(((performance.now() - begin) * 1000) / CALLS);
      }
      return each.sort((a, b) => a - b);
    },
    { TASKS, CALLS },
  );
  const at = (share: number) => (microseconds[Math.floor(TASKS * share)] ?? 0).toFixed(1);
  console.log(
    `${only.join(', ')}: median ${at(0.5)} µs a call, 95 of 100 tasks under ${at(0.95)} µs`,
  );
});

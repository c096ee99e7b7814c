import type { Page } from 'playwright/test';
import { test, visit } from '../fixtures';
import { costOf, type Cost } from './mainThread';
import { median } from './median.mjs';

/** What 10,000 watched elements cost a page's main thread, beside a bare IntersectionObserver that does nothing. */
const ELEMENTS = 10_000;
const TRIALS = Number(process.env.TRIALS ?? 7);

/** `track`: a bare observer, and what `exposure` records by itself is tracked by hand, in lots of 5 ms as well. */
const ARMS = ['bare', 'track', 'exposure'] as const;
type Arm = (typeof ARMS)[number];

/** How high an element is, and what is done with them. */
const SCENES = {
  'inserted at once, and scrolled through in 60 frames': {
    height: 40,
    isScrolled: true,
    arms: ['bare', 'exposure'],
  },
  'inserted at once, all in view, and all recorded': { height: 1, isScrolled: false, arms: ARMS },
} as const;
type Scene = keyof typeof SCENES;

/** Everything of a trial that is not measured: a fresh page with one of them at work. */
async function prepare(page: Page, blank: string, arm: Arm): Promise<void> {
  if (arm === 'exposure') {
    await page.goto(blank);
    await page.evaluate(() => {
      window.tracker = window.tracelet.createTracker({
        endpoints: [window.endpoints.relay.mta()],
        plugins: [window.tracelet.exposure()],
      });
      return window.tracker.flush();
    });
    return;
  }
  await visit(page, blank, { only: ['mta'] });
  await page.evaluate(() => {
    const observer = new IntersectionObserver(() => undefined, { threshold: [0.3, 0.5] });
    Object.assign(window, { observer });
    return window.tracker.flush();
  });
}

/** The trial itself; resolves when all has been done that the scene asks for. */
const play = (page: Page, arm: Arm, scene: Scene): Promise<void> =>
  page.evaluate(
    async ({ arm, height, isScrolled, elements }) => {
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      const list = document.createElement('div');
      // Several in a row where they have to be in view together.
      const width = isScrolled ? 300 : 3;
      for (let i = 0; i < elements; i++) {
        const unit = document.createElement('div');
        unit.style.cssText = `height:${height}px;width:${width}px;${isScrolled ? '' : 'float:left'}`;
        unit.setAttribute('data-tracelet', 'custom');
        unit.setAttribute('data-tracelet-id', `unit-${i}`);
        unit.setAttribute('data-tracelet-on', 'show');
        list.append(unit);
      }
      await frame();
      document.body.append(list);
      if (arm !== 'exposure') {
        const { observer } = window as unknown as { observer: IntersectionObserver };
        for (const unit of list.children) observer.observe(unit);
      }
      const before = window.tracker.stats().recorded;
      const start = performance.now();
      const step = document.documentElement.scrollHeight / 60;
      for (let i = 0; isScrolled && i < 60; i++) {
        scrollBy(0, step);
        await frame();
      }
      const track = (i: number): void => {
        const end = performance.now() + 5;
        for (; i < elements && performance.now() < end; i++) {
          window.tracker.track('custom', { id: `unit-${i}` });
        }
        if (i < elements) setTimeout(track, 0, i);
      };
      if (arm === 'track') setTimeout(track, 1000, 0);
      // As long in each arm: what is seen takes a second, and then it is recorded in small lots.
      while (performance.now() < start + (isScrolled ? 2000 : 4000)) await frame();
      const recorded = window.tracker.stats().recorded - before;
      if (arm !== 'bare' && !isScrolled && recorded !== elements) {
        throw new Error(`${recorded} recorded`);
      }
    },
    {
      arm,
      height: SCENES[scene].height,
      isScrolled: SCENES[scene].isScrolled,
      elements: ELEMENTS,
    },
  );

for (const scene of Object.keys(SCENES) as Scene[]) {
  test(`${ELEMENTS.toLocaleString('en')} elements, ${scene}`, async ({ page, blank }) => {
    const costs: Record<Arm, Cost[]> = { bare: [], track: [], exposure: [] };
    const { arms } = SCENES[scene];
    for (let trial = 0; trial < TRIALS; trial++) {
      // Interleaved, so that what else the machine does falls on all.
      for (const arm of trial % 2 ? arms : [...arms].reverse()) {
        await prepare(page, blank, arm);
        costs[arm].push(await costOf(page, () => play(page, arm, scene)));
      }
    }
    const of = (arm: Arm, part: keyof Cost): number => median(costs[arm].map((cost) => cost[part]));
    for (const arm of arms) {
      const most = Math.max(...costs[arm].map(({ longest }) => longest));
      console.log(
        `${arm.padEnd(8)} ${of(arm, 'task').toFixed(0)} ms of the main thread, ` +
          `${of(arm, 'script').toFixed(0)} ms of them script; ` +
          (most ? `longest task ${most} ms` : 'no task over 50 ms'),
      );
    }
    for (const arm of arms.slice(0, -1)) {
      const ratio = of('exposure', 'task') / of(arm, 'task');
      console.log(
        `exposure / ${arm}: ${ratio.toFixed(2)} of the main thread (median of ${TRIALS})`,
      );
    }
  });
}

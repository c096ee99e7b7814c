import type { CDPSession, Page } from 'playwright/test';

/** In ms, of the page's main thread. */
export interface Cost {
  readonly task: number;
  readonly script: number;
  /** The longest task of those over 50 ms; 0 where there is none. */
  readonly longest: number;
}

async function metrics(cdp: CDPSession): Promise<Omit<Cost, 'longest'>> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name: string): number =>
    1000 * (metrics.find((metric) => metric.name === name)?.value ?? 0);
  return { task: of('TaskDuration'), script: of('ScriptDuration') };
}

/** What `work` costs the page. */
export async function costOf(page: Page, work: () => Promise<void>): Promise<Cost> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await page.evaluate(() => {
    const longest = { longest: 0 };
    Object.assign(window, longest);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        const page = window as unknown as typeof longest;
        page.longest = Math.max(page.longest, duration);
      }
    }).observe({ type: 'longtask' });
  });
  await cdp.send('HeapProfiler.collectGarbage');
  const before = await metrics(cdp);
  await work();
  const after = await metrics(cdp);
  const longest = await page.evaluate(() => (window as unknown as { longest: number }).longest);
  await cdp.detach();
  return { task: after.task - before.task, script: after.script - before.script, longest };
}

import { test } from '../fixtures';
import { openArm, trackMany } from './arms';
import { report } from './report';

const EVENTS = 10_000;
/** Between two samples, in µs. */
const INTERVAL = 100;

interface Frame {
  readonly functionName: string;
  readonly url: string;
}

/** Whose time it is while a function runs. */
function whose({ functionName, url }: Frame): string {
  if (functionName === '(idle)') return '';
  if (functionName === '(garbage collector)') return 'the garbage collector';
  if (/tracelet(\.min)?\.js$/.test(url)) return 'the library’s own code';
  if (url) return 'the test’s own code';
  // Between two functions of the page's: messages of the disk and the network, their events, promises.
  if (/^\((program|root)\)$/.test(functionName)) return 'the browser, between the page’s functions';
  if (functionName === 'fetch') return 'calls of `fetch`, one for 50 events';
  return /^(transaction|objectStore|put|get|delete|getAllKeys|commit)$/.test(functionName)
    ? 'calls of IndexedDB'
    : 'calls of other functions of the browser';
}

test('where the time of 10,000 events goes', async ({ page, blank }) => {
  await openArm(page, blank, 'tracelet');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval: INTERVAL });
  await cdp.send('Profiler.start');
  await trackMany(page, EVENTS);
  await page.evaluate(() => window.arm.end());
  const { profile } = await cdp.send('Profiler.stop');
  const { nodes, samples = [], timeDeltas = [] } = profile;
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const spent = new Map<string, number>();
  samples.forEach((id, i) => {
    const frame = frames.get(id);
    const name = frame && whose(frame);
    // A sample stands for the time until the next.
    const time = (timeDeltas[i + 1] ?? 0) / 1000;
    if (name) spent.set(name, (spent.get(name) ?? 0) + time);
  });
  const part = 'Profile: 10,000 events until delivered, sampled every 0.1 ms';
  for (const [what, value] of [...spent].sort(([, a], [, b]) => b - a)) {
    report({ part, what, value, unit: 'ms' });
  }
});

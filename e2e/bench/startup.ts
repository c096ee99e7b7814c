import { readFileSync } from 'node:fs';
import { test } from '../fixtures';
import { median } from './median.mjs';
import { report } from './report';

const PAGES = 40;
const script = readFileSync(new URL('../../dist/tracelet.min.js', import.meta.url), 'utf8');

test('a page starts', async ({ page, server }) => {
  const times: Record<'evaluate' | 'create' | 'again' | 'first', number>[] = [];
  for (let i = 0; i < PAGES; i += 1) {
    await page.goto(`${server.url}/e2e/elsewhere.html`);
    // What the page would use first by itself: in a page of its own, for the second time costs less.
    const first = await page.evaluate(() => {
      const begin = performance.now();
      indexedDB.open('bare');
      localStorage.getItem('bare');
      crypto.getRandomValues(new Uint8Array(16));
      addEventListener('pagehide', () => undefined);
      setTimeout(() => undefined, 1000);
      return performance.now() - begin;
    });
    await page.goto(`${server.url}/e2e/elsewhere.html`);
    const mine = await page.evaluate((script) => {
      const element = document.createElement('script');
      element.textContent = script;
      const begin = performance.now();
      document.head.append(element); // runs within the call, from nobody's cache
      const isThere = performance.now();
      const create = (name: string): void => {
        const { createTracker, behavior, pageViews, dwell } = window.tracelet;
        createTracker({
          name,
          endpoints: [behavior({ url: '/relay/behavior', head: { uid: 'U1', openid: 'O1' } })],
          plugins: [pageViews({ pages: { '*': { page_id: 1 } } }), dwell()],
        });
      };
      create('first');
      const isCreated = performance.now();
      create('second');
      const again = performance.now() - isCreated;
      return { evaluate: isThere - begin, create: isCreated - isThere, again };
    }, script);
    times.push({ ...mine, first });
  }
  const of = (what: keyof (typeof times)[number]): number =>
    median(times.map((each) => each[what]));
  const part = 'A page starts';
  const unit = 'ms';
  report({ part, what: 'the script is evaluated', value: of('evaluate'), unit });
  const what = '`createTracker` with `behavior`, `pageViews`, `dwell`';
  const name =
    'IndexedDB, localStorage, crypto, an event and a timer asked for the first time, by themselves';
  const floor = { name, value: of('first') };
  report({ part, what, value: of('create'), unit, target: 1, floor });
  report({ part, what: 'another one in the same page', value: of('again'), unit });
});

import { createHost, type Host, type HostAnswer, type HostOptions } from '../src/testing';
import { expect, test } from './fixtures';

/** An app with a tracker of one kind of event for each of `urls`, and what the servers have got of it. */
function world(urls: readonly string[] = ['https://log.test/']) {
  const got: string[] = [];
  let answer = (_url: string): HostAnswer => ({ delay: 40 });
  const disk = new Map<string, string>();
  const respond: HostOptions['respond'] = ({ url, body }) => {
    const said = answer(url);
    const isHeard = typeof said === 'object' && (said.status ?? 200) === 200;
    if (isHeard) got.push(...[...body.matchAll(/"ei":"(\w+)"/g)].map(([, id]) => id as string));
    return isHeard ? { ...said, body: '{"ret":0}' } : said;
  };
  const endpoints = urls.map(
    (url, i) => `mta({ name: 'n${i}', url: '${url}', appKey: 'A', cui: '1', map: {
      k${i}: ({ props }) => ({ ei: props.id }),
    } })`,
  );
  return {
    got,
    answerBy: (next: typeof answer) => void (answer = next),
    start(options = '', start = {}): Host {
      const host = createHost('wx', { disk, respond, asyncWrites: 'lost', ...start });
      host.run(`
        var { createTracker, mta } = require('tracelet');
        var make = () => createTracker({ endpoints: [${endpoints.join()}], ${options} });
        var tracker = make();
        App({});
      `);
      host.run(
        'Page({ onHide() { if (typeof onPageHide !== "undefined") onPageHide(); } })',
        'pages/a.js',
      );
      host.launch({ path: 'pages/a' });
      return host;
    },
  };
}

test('a yes is remembered over a kill', async () => {
  const { got, start } = world();
  const host = start(`consent: 'pending'`);
  await host.clock.advance(1000);
  host.run(`tracker.consent('granted')`);
  await host.clock.advance(10_000);
  host.kill();
  const next = start(`consent: 'pending'`, { start: host.clock.now() + 60_000 });
  next.run(`tracker.track('k0', { id: 'a' })`);
  await next.clock.advance(10_000);
  expect(got).toEqual(['a']);
});

test('a no is remembered over a kill, and nothing else stays', async () => {
  const { got, start } = world();
  const host = start();
  host.run(`tracker.track('k0', { id: 'a' }); tracker.consent('denied')`);
  await host.clock.advance(1000);
  host.kill();
  expect([...host.disk.keys()].sort()).toEqual(['memo:tracelet/consent', 'tracelet/consent']);
  const next = start('', { start: host.clock.now() + 60_000 });
  next.run(`tracker.track('k0', { id: 'b' })`);
  await next.clock.advance(120_000);
  expect(got).toEqual([]);
});

test('two endpoints that never answer cost a third one time, and send nothing of it twice', async () => {
  const urls = ['https://hang.test/1', 'https://hang.test/2', 'https://log.test/'];
  const { got, answerBy, start } = world(urls);
  answerBy((url) => (url.includes('hang') ? 'hang' : { delay: 400 }));
  const host = start();
  host.run(`tracker.track('k0', { id: 'x' }); tracker.track('k1', { id: 'y' })`);
  await host.clock.advance(2500);
  host.run(`tracker.track('k2', { id: 'a' })`);
  await host.clock.advance(300_000);
  expect(got).toEqual(['a']);
});

test('a tracker that takes the place of one that is stopping sends nothing again', async () => {
  const { got, answerBy, start } = world();
  answerBy(() => ({ delay: 5000 }));
  const host = start();
  host.run(`tracker.track('k0', { id: 'a' })`);
  await host.clock.advance(3000);
  host.run(`tracker.stop(); tracker = make(); tracker.track('k0', { id: 'b' })`);
  await host.clock.advance(300_000);
  expect(got).toEqual(['a', 'b']);
  expect(host.run('tracker.stats().waiting')).toBe(0);
});

test('what is tracked and stopped in a page’s last hook is on disk before it is over', async () => {
  const { got, start } = world();
  const host = start();
  await host.clock.advance(1000);
  host.setOnline(false);
  host.run(`var onPageHide = () => { tracker.track('k0', { id: 'a' }); tracker.stop(); }`);
  host.hide();
  host.kill();
  const next = start('', { start: host.clock.now() + 60_000 });
  await next.clock.advance(120_000);
  expect(got).toEqual(['a']);
});

test('what was cut off in the background goes out when the app is shown', async () => {
  const { got, answerBy, start } = world();
  answerBy(() => ({ status: 503 }));
  const host = start();
  host.run(`tracker.track('k0', { id: 'a' })`);
  // By now it would wait for minutes.
  await host.clock.advance(600_000);
  answerBy(() => 'hang');
  const before = host.requests.length;
  for (let i = 0; i < 6000 && host.requests.length === before; i++) await host.clock.advance(100);
  host.hide();
  await host.clock.advance(60_000);
  answerBy(() => ({}));
  host.show();
  await host.clock.advance(3000);
  expect(host.requests.slice(before).map(({ outcome }) => outcome)).toEqual([
    'interrupted',
    'answered',
  ]);
  expect(got).toEqual(['a']);
});

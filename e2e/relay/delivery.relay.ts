import { createHash } from 'node:crypto';
import { expectTally, flush, names, received, start, visit, type Name } from '../fixtures';
import { blankOf, expect, test, trackMany, type Relay } from './fixtures';

const HOSTS: Record<Name, string> = {
  mta: 'pingma.qq.com',
  pushData: 'push.vendor.example',
  mediaEvent: 'bgw.xinyue.qq.com',
  behavior: 'bgw.xinyue.qq.com',
  oper: 'oper.vendor.example',
};

/** The vendor is sent the endpoint's request, and nothing of the page or of the user's browser but its name. */
function expectOnlyWhatIsNamed({ server: { receiver } }: Relay, name: Name): void {
  for (const { headers, method, path } of receiver.requests(name)) {
    const { host, authorization, 'content-type': type, 'user-agent': agent, ...others } = headers;
    expect({ method, path }).toEqual({ method: 'POST', path: receiver.config[name].path });
    expect(host).toBe(HOSTS[name]);
    expect(agent).toContain('Chrome');
    const isSecret = name !== 'mta' && name !== 'pushData';
    expect(authorization).toBe(isSecret ? receiver.issue(name) : undefined);
    expect(type).toBe(name === 'pushData' ? undefined : 'application/json');
    expect(Object.keys(others)).toEqual(['content-length']);
  }
}

for (const name of names) {
  test(`${name}: from an https page, while it lives and by a beacon when it leaves`, async ({
    page,
    relay,
  }) => {
    const { receiver } = relay.server;
    await page.goto(blankOf(relay));
    await page.evaluate(() => void (document.cookie = 'login=of-the-host; path=/; secure'));
    await start(page, { only: [name] });
    await trackMany(page, name, 20);
    await received(receiver, name, 20);
    await trackMany(page, name, 20, 20);
    await page.goto('about:blank');
    await received(receiver, name, 40);
    expectTally(receiver, { [name]: 40 });
    expectOnlyWhatIsNamed(relay, name);
  });
}

for (const way of ['query', 'body'] as const) {
  test(`pushData in the ${way} passes as the page has sent it`, async ({ page, relay }) => {
    const { receiver } = relay.server;
    await visit(page, blankOf(relay), { only: ['pushData'], more: { in: way } });
    const sent = page.waitForRequest('**/relay/push*');
    await page.evaluate(() => {
      const odd = `栏目 ?&=+%25 "'<>#/;,\\`;
      window.tracker.track('game_enter', { game_id: 12, game_v: odd });
    });
    await received(receiver, 'pushData', 1);
    expectTally(receiver, { pushData: 1 });
    const [request] = receiver.requests('pushData');
    const [, query] = (await sent).url().split('?');
    expect(request?.query).toBe(query ?? '');
    expect(request?.body).toBe((await sent).postData() ?? '');
    expect(request?.[way]).toContain('session_key=');
    expect(request?.headers['content-type'] ?? 'none').toContain(
      way === 'body' ? 'application/x-www-form-urlencoded' : 'none',
    );
  });
}

/** Bodies and queries that the vendors got, in an order of their own. */
const bytesAt = ({ receiver }: Relay['server']): Record<string, string[]> =>
  Object.fromEntries(
    names.map((name) => [
      name,
      receiver
        .requests(name)
        .map(({ query, bodyBytes }) => `${query} ${bodyBytes?.toString('hex')}`)
        .map((bytes) => createHash('sha256').update(bytes).digest('hex'))
        .sort(),
    ]),
  );

test('10,000 events at full speed arrive byte for byte as in direct mode', async ({
  browser,
  startRelay,
}) => {
  const many: Record<Name, number> = {
    mta: 2400,
    pushData: 2400,
    mediaEvent: 2400,
    behavior: 2400,
    oper: 400,
  };
  test.setTimeout(120_000);
  const run = async (isRelayed: boolean) => {
    const relay = await startRelay({ edit: (conf) => conf.replace('rate=100r/s', 'rate=9999r/s') });
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    await page.clock.setFixedTime(Date.UTC(2026, 10, 26));
    // The same ids in both runs.
    await page.addInitScript(() => {
      let state = 1;
      crypto.getRandomValues = <T extends ArrayBufferView>(array: T): T => {
        const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
        for (let i = 0; i < bytes.length; i++) {
          state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
          bytes[i] = state >>> 16;
        }
        return array;
      };
    });
    const { url, receiver } = relay.server;
    await visit(page, isRelayed ? blankOf(relay) : `${url}/e2e/blank.html`, {
      to: isRelayed ? 'relay' : '',
      // How much goes into a query depends on the length of the URL before it.
      more: { in: 'body' },
    });
    await flush(page);
    for (const name of names) await trackMany(page, name, many[name]);
    for (const name of names) await received(receiver, name, many[name]);
    expectTally(receiver, many);
    await context.close();
    return bytesAt(relay.server);
  };
  const direct = await run(false);
  expect(await run(true)).toEqual(direct);
});

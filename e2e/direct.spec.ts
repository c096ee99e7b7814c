import { createHash } from 'node:crypto';
import type { Page } from 'playwright/test';
import {
  count,
  expect,
  expectTally,
  flush,
  names,
  received,
  requested,
  start,
  test,
  visit,
  type Name,
} from './fixtures';

const JSON_NAMES = ['mediaEvent', 'behavior', 'oper'] as const;
const paths: Record<Name, string> = {
  mta: '/mstat/submit',
  pushData: '/statistic/push_data/',
  mediaEvent: '/upbot/api/ReportMediaEvent',
  behavior: '/upbot/api/ReportBehaviorData',
  oper: '/api/v1/OperReport',
};
const REFUSED_TOKEN = { 'authorization: not the valid token, alone': 1 };

/** One record for each of the five. */
const trackOfEach = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { track } = window.tracker;
    track('launch');
    track('page_leave', { page_id: 1, duration: 1 });
    track('qr_show', { code: 'c' });
    track('vote', { action: 'join', id: 'v', gid: 1, target_id: 't', uid: 2 });
    track('custom', { id: 'sign_in' });
  });

const asked = (page: Page) => page.evaluate(() => window.endpoints.asked);

for (const origin of ["the page's own", 'another, with CORS'] as const) {
  const isOwn = origin === "the page's own";

  test(`direct to the vendors' paths on an origin that is ${origin}`, async ({
    page,
    blank,
    server,
    preflights,
  }) => {
    const { receiver } = server;
    await visit(page, blank, { to: isOwn ? '' : server.vendorUrl });
    await trackOfEach(page);
    for (const name of names) await received(receiver, name, 1);

    for (const name of names) {
      const [{ method, path, headers, body, query, relayed } = {} as never] =
        receiver.requests(name);
      expect({ method, path, relayed }).toEqual({ method: 'POST', path: paths[name] });
      const isJson = JSON_NAMES.includes(name as never);
      expect(headers['authorization']).toBe(isJson ? receiver.issue(name) : undefined);
      const type = { mta: 'text/plain;charset=UTF-8', pushData: undefined }[name as 'mta'];
      expect(headers['content-type']).toBe(isJson ? 'application/json' : type);
      expect(body === '').toBe(name === 'pushData');
      expect(query === '').toBe(name !== 'pushData');
    }
    const wanted = JSON_NAMES.map((name) => `${paths[name]} authorization,content-type`);
    expect(preflights.sort()).toEqual(isOwn ? [] : wanted.sort());
    expect(await asked(page)).toEqual({ pushData: 1, mediaEvent: 1, behavior: 1, oper: 1 });
    await flush(page);
    expectTally(receiver, { mta: 1, pushData: 1, mediaEvent: 1, behavior: 1, oper: 1 });
  });
}

test('an origin that allows no preflight gets nothing, and what it would get is kept', async ({
  page,
  blank,
  server,
}) => {
  const { receiver, vendorUrl } = server;
  receiver.cors = false;
  await visit(page, blank, { to: vendorUrl, only: ['behavior'] });
  await page.evaluate(() => window.tracker.track('page_leave', { page_id: 1, duration: 1 }));
  expect(await flush(page)).toEqual({ accepted: 0, waiting: 1, dropped: 0 });
  expectTally(receiver, {});

  receiver.cors = true;
  await page.clock.install({ time: Date.now() + 3600_000 });
  await visit(page, blank, { to: vendorUrl, only: ['behavior'] });
  expect(await flush(page)).toEqual({ accepted: 1, waiting: 0, dropped: 0 });
  expectTally(receiver, { behavior: 1 });
});

for (const name of JSON_NAMES) {
  test(`${name}: a token that expires is fetched once more, and all arrives once`, async ({
    page,
    blank,
    server: { receiver },
  }) => {
    const track = (from: number) =>
      page.evaluate(
        ([name, from]) => {
          for (let i = from; i < from + 3; i++) {
            const group = { gid: 1, target_id: 't', uid: 2 };
            if (name === 'behavior')
              window.tracker.track('page_leave', { page_id: 1, duration: i });
            if (name === 'mediaEvent') window.tracker.track('qr_show', { code: 'c', duration: i });
            if (name === 'oper')
              window.tracker.track('vote', { action: 'join', id: `${i}`, ...group });
          }
          return window.tracker.flush();
        },
        [name, from] as const,
      );
    await visit(page, blank, { to: '', only: [name] });
    expect(await track(0)).toEqual({ accepted: 3, waiting: 0, dropped: 0 });
    receiver.expire(name);
    expect(await track(3)).toEqual({ accepted: 3, waiting: 0, dropped: 0 });

    expect(await asked(page)).toEqual({ [name]: 2 });
    const { refused, received, doubled } = receiver.tally()[name];
    expect({ refused, received, doubled }).toEqual({
      refused: REFUSED_TOKEN,
      received: 6,
      doubled: 0,
    });
    const key = { behavior: 'duration', mediaEvent: 'duration', oper: 'ext1' }[name];
    const values = receiver.received(name).map(({ record }) => record[key]);
    expect(values).toEqual(count(6).map((i) => (name === 'oper' ? String(i) : i)));
  });
}

for (const delayed of ['both at once', 'one long after the other'] as const) {
  test(`endpoints that share a hook share its refresh: refused ${delayed}`, async ({
    page,
    blank,
    server: { receiver },
  }) => {
    const { config } = receiver;
    config.behavior.token = config.mediaEvent.token = 'shared-1';
    await page.exposeFunction('fetchToken', () => config.behavior.token);
    await page.goto(blank);
    await page.evaluate(() => {
      const { fetchToken } = window as unknown as { fetchToken: () => Promise<string> };
      let asked = 0;
      const token = (): Promise<string> => {
        asked++;
        return fetchToken();
      };
      const direct = window.endpoints.direct();
      window.tracker = window.tracelet.createTracker({
        endpoints: [direct.behavior({ token }), direct.mediaEvent({ token })],
      });
      Object.assign(window, { asked: () => asked });
    });
    const track = () =>
      page.evaluate(() => {
        window.tracker.track('page_leave', { page_id: 1, duration: 1 });
        window.tracker.track('qr_show', { code: 'c', duration: 1 });
        return window.tracker.flush();
      });
    await track();
    config.behavior.token = config.mediaEvent.token = 'shared-2';
    // Both are under way with the old token before either is answered.
    receiver.fail('behavior', { slow: 300, times: 1 });
    receiver.fail('mediaEvent', { slow: delayed === 'both at once' ? 300 : 900, times: 1 });
    expect(await track()).toEqual({ accepted: 2, waiting: 0, dropped: 0 });
    expect(receiver.tally().behavior.refused).toEqual(REFUSED_TOKEN);
    expect(receiver.tally().mediaEvent.refused).toEqual(REFUSED_TOKEN);
    expect(await page.evaluate(() => (window as unknown as { asked(): number }).asked())).toBe(2);
  });
}

test('a token that stays refused is asked for once more, then the lane waits and keeps all', async ({
  page,
  blank,
  server: { receiver },
}) => {
  receiver.config.behavior.token = 'right';
  await page.addInitScript(() => (Math.random = () => 0.99)); // the longest back-off
  await page.goto(blank);
  await page.evaluate(() => {
    window.warnings = [];
    window.tracker = window.tracelet.createTracker({
      endpoints: [window.endpoints.direct().behavior({ token: 'wrong' })],
      onWarn: (message) => void window.warnings.push(message),
    });
    window.tracker.track('page_leave', { page_id: 1, duration: 1 });
  });
  expect(await flush(page)).toEqual({ accepted: 0, waiting: 1, dropped: 0 });
  expect(await flush(page)).toEqual({ accepted: 0, waiting: 1, dropped: 0 }); // the back-off holds
  expect(receiver.tally().behavior).toMatchObject({ requests: 2, received: 0 });
  const warnings = await page.evaluate(() => window.warnings);
  expect(warnings).toEqual([expect.stringContaining('behavior reauthorize')]);
});

for (const place of ['query', 'body'] as const) {
  test(`pushData in the ${place}: signed, and signed anew when the session has expired`, async ({
    page,
    blank,
    server: { receiver },
  }) => {
    await visit(page, blank, { to: '', only: ['pushData'], more: { in: place } });
    const enter = () =>
      page.evaluate((game_v) => {
        window.tracker.track('game_enter', { game_id: 12, game_v });
        return window.tracker.flush();
      }, '7.8 & 8 = ½ 😀');
    expect(await enter()).toEqual({ accepted: 1, waiting: 0, dropped: 0 });
    const first = receiver.issue('pushData');
    receiver.expire('pushData');
    expect(await enter()).toEqual({ accepted: 1, waiting: 0, dropped: 0 });

    expect(await asked(page)).toEqual({ pushData: 2 });
    const { refused, received } = receiver.tally().pushData;
    expect({ refused, received }).toEqual({
      refused: { 'session_key: not the valid one': 1 },
      received: 2,
    });
    const record = { aid: 2002, app_id: 15154545, uid: 'device-1', game_id: 12 };
    const items = receiver.received('pushData');
    for (const item of items) {
      expect(item.record).toEqual({ ...record, game_v: '7.8 & 8 = ½ 😀' });
      expect(item.params?.['in']).toBe(place);
    }
    expect(items.map(({ params }) => params?.['session_key'])).toEqual([
      first,
      receiver.issue('pushData'),
    ]);
    const type = 'application/x-www-form-urlencoded;charset=UTF-8';
    for (const { headers } of receiver.requests('pushData')) {
      expect(headers['content-type']).toBe(place === 'body' ? type : undefined);
    }
  });
}

test("pushData: one's own server signs, asynchronously", async ({
  page,
  blank,
  server: { receiver },
}) => {
  const { signKey } = receiver.config.pushData;
  await page.exposeFunction('signOnServer', (params: Record<string, string>) => {
    const pairs = Object.keys(params).sort();
    const text = [...pairs.map((name) => `${name}=${params[name]}`), signKey].join('&');
    return createHash('md5').update(text).digest('hex');
  });
  await page.goto(blank);
  await page.evaluate(() => {
    const { signOnServer } = window as unknown as { signOnServer: () => Promise<string> };
    window.tracker = window.tracelet.createTracker({
      endpoints: [window.endpoints.direct().pushData({ signKey: undefined, sign: signOnServer })],
    });
    for (let i = 0; i < 3; i++) {
      window.tracker.track('game_exit', { game_id: 12, game_v: '1', duration: i });
    }
  });
  expect(await flush(page)).toEqual({ accepted: 3, waiting: 0, dropped: 0 });
  expectTally(receiver, { pushData: 3 });
  expect(receiver.received('pushData').map(({ record }) => record.v)).toEqual(['0', '1', '2']);
});

test('a long backlog goes out in URLs under 7,500 bytes', async ({
  page,
  blank,
  server: { receiver },
}) => {
  await visit(page, blank, { only: ['pushData'] });
  await page.evaluate(() => {
    for (let i = 0; i < 300; i++) {
      window.tracker.track('game_exit', { game_id: 12, game_v: '版本 😀', duration: i });
    }
  });
  const items = await received(receiver, 'pushData', 300);
  expect(items.map(({ record }) => record.v)).toEqual(count(300).map(String));
  expectTally(receiver, { pushData: 300 });
  const requests = await requested(receiver, 'pushData', 1);
  const lengths = requests.map(
    ({ path, query }) => `http://127.0.0.1:00000${path}?${query}`.length,
  );
  expect(Math.max(...lengths)).toBeLessThan(7500);
  // A batch is what one request takes: none is cut in two because it was filled too far.
  expect(lengths.slice(0, -1).filter((length) => length < 6000)).toEqual([]);
});

test('a wrong option throws from createTracker, naming the field', async ({ page, blank }) => {
  await page.goto(blank);
  await expect(start(page, { more: { url: '' } })).rejects.toThrow(/tracelet: mta: url is missing/);
  await expect(start(page, { more: { name: 'same' } })).rejects.toThrow(/two have the name same/);
});

import type { Page } from 'playwright/test';
import { expect, expectTally, flush, received, visit, type Receiver } from './fixtures';
import { test } from './trouble';

const four = ['behavior', 'mta', 'pushData', 'oper'] as const;

/**
 * Runs code in the page past Playwright, whose own code there needs what these hosts have broken, and
 * answers with its value.
 */
async function inPage(page: Page, expression: string): Promise<unknown> {
  const cdp = await page.context().newCDPSession(page);
  const options = { expression, returnByValue: true, awaitPromise: true };
  const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', options);
  await cdp.detach();
  expect(exceptionDetails).toBeUndefined();
  return result.value;
}

const create = (receiver: Receiver): string => `{
  const { behavior, mta, pushData, oper } = window.endpoints.relay;
  window.warnings = [];
  window.tracker = window.tracelet.createTracker({
    endpoints: [behavior(), mta(), pushData({ session: '${receiver.issue('pushData')}' }), oper()],
    flush: { delay: 3600_000 },
    onWarn: (message) => { warnings[warnings.length] = message; },
  });
}`;

/** One event for each endpoint. */
const say = (n: number): string => `
  tracker.track('page_leave', { page_id: ${n}, duration: 2 });
  tracker.track('custom', { id: 'event-${n}', params: { b: [1, 'c'] } });
  tracker.track('game_exit', { game_id: 12, game_v: '1', duration: ${n} });
  tracker.track('vote', { action: 'join', id: 'v${n}', gid: 1, target_id: 't', uid: 2 });`;

/** Every record of the events 1 and 2, as it was said. */
function expectExact(receiver: Receiver): void {
  const records = (name: (typeof four)[number]) =>
    receiver.received(name).map(({ record }) => record);
  const [event_time, ts] = [expect.any(Number), expect.any(Number)];
  const numbers = [1, 2];
  // Order is not promised at an exit, nor between an exit and the next visit.
  const each = (make: (n: number) => object) => expect.arrayContaining(numbers.map(make));
  expect(records('behavior')).toEqual(
    each((page_id) => ({ event_time, channel: 1, operate_id: 10000, page_id, duration: 2 })),
  );
  expect(records('mta')).toEqual(
    each((n) => ({
      ky: 'if8888mta',
      ts,
      et: 1000,
      cui: 'cui-1',
      ei: `event-${n}`,
      kv: { b: [1, 'c'] },
    })),
  );
  const fixed = { aid: 2003, app_id: 15154545, uid: 'device-1', game_id: 12, game_v: '1' };
  expect(records('pushData')).toEqual(each((n) => ({ ...fixed, v: `${n}` })));
  const vote = { oper_id: '1504000120679', gid: 1, target_id: 't', uid: 2 };
  expect(records('oper')).toEqual(each((n) => ({ ...vote, ext1: `v${n}` })));
  expectTally(receiver, { behavior: 2, mta: 2, pushData: 2, oper: 2 });
}

/** Later than any date that an earlier page has left on disk. */
const LATER = 3600_000;

/** A visit to a page that breaks nothing: it delivers what the earlier one has left. */
async function visitLater(page: Page, blank: string): Promise<Page> {
  const later = await page.context().newPage();
  await later.clock.install({ time: Date.now() + LATER });
  await visit(later, blank, { only: four });
  await flush(later);
  return later;
}

const prototypeJs = (): void => {
  // As in Prototype.js 1.6 and 1.7, to which a map is no list.
  Array.from = ((list?: ArrayLike<unknown>) => {
    if (!list) return [];
    if ('toArray' in Object(list)) return (list as unknown as { toArray(): unknown[] }).toArray();
    const results: unknown[] = [];
    for (let i = 0; i < (list.length || 0); i++) results[i] = list[i];
    return results;
  }) as typeof Array.from;
  Array.prototype.reduce = function (this: unknown[]) {
    return this.length > 1 ? this : this[0];
  } as typeof Array.prototype.reduce;
  Object.keys = (object: object) => {
    const keys: string[] = [];
    for (const key in object) keys.push(key);
    return keys;
  };
  Object.assign(Array.prototype, {
    each: () => undefined,
    toJSON: () => '[wrong]',
  });
  Object.assign(String.prototype, { toJSON: () => '"wrong"' });
};

const mooTools = (): void => {
  // As in MooTools 1.3 to 1.5.
  Array.from = ((item?: ArrayLike<unknown>) => {
    if (item == null) return [];
    return typeof item.length === 'number' ? Array.prototype.slice.call(item) : [item];
  }) as typeof Array.from;
  Object.assign(Array.prototype, { pick: () => null });
};

/** Names of our own fields, and of those of what we hand to the browser. */
const pollute = (value: unknown): void => {
  const names =
    'take gzip type body authorization prev_id pos_id trace_id counts kind leave_follows ' +
    'durability deduplicates cors exit retryAfter attempts identity flight answer records items ' +
    'failures accepted refusal handedOver recorded invalid evicted availableAt writtenAt ' +
    'name plugins limits flush delay bytes retention age sample consent';
  for (const name of names.split(' ')) Object.assign(Object.prototype, { [name]: value });
};

/** What is broken in the page, and yet everything can be delivered. */
const HOSTS: Readonly<Record<string, string>> = {
  'with Prototype.js': `(${String(prototypeJs)})()`,
  'with MooTools': `(${String(mooTools)})()`,
  'that has frozen every prototype': `
    for (const type of [Object, Array, Function, String, Promise, Map, Set])
      Object.freeze(type.prototype);`,
  'whose Promise throws': `window.Promise = function () { throw new Error('no promises'); };`,
  'whose Promise never settles': `window.Promise = class {
    constructor(run) { run(() => undefined, () => undefined); }
    then() { return this; }
    catch() { return this; }
    static resolve() { return new Promise(() => undefined); }
    static all() { return new Promise(() => undefined); }
  };`,
  'whose setTimeout never calls': `window.setTimeout = () => 1;`,
  'whose sendBeacon throws': `
    navigator.sendBeacon = () => { throw new Error('no beacons'); };`,
  'whose sendBeacon refuses': `navigator.sendBeacon = () => false;`,
  'whose every object has a toJSON': `
    Object.prototype.toJSON = () => 'wrong'; Array.prototype.toJSON = () => 'wrong';`,
  'whose every object has a text for each of our fields': `(${String(pollute)})('polluted')`,
  'whose every object has a number for each of our fields': `(${String(pollute)})(1)`,
  'whose every object has a function for each of our fields': `(${String(pollute)})(() => 1)`,
};

/** The same, where the library can have what it needs only if it was there first. */
const LATE_HOSTS: Readonly<Record<string, string>> = {
  'whose sendBeacon takes everything and sends nothing': `navigator.sendBeacon = () => true;`,
  'whose JSON throws': `
    JSON.stringify = JSON.parse = () => { throw new Error('no JSON'); };`,
  'whose JSON is wrong': `JSON.stringify = () => 'nonsense'; JSON.parse = () => 7;`,
  'whose fetch rejects': `window.fetch = () => Promise.reject(new Error('no fetch'));`,
};

for (const isFirst of [true, false]) {
  const when = isFirst ? 'before the library loads' : 'after the tracker was made';
  for (const [how, breakIt] of Object.entries(isFirst ? HOSTS : { ...HOSTS, ...LATE_HOSTS })) {
    test(`a host ${how}, from ${when}: every record arrives as it was said, once`, async ({
      page,
      blank,
      server: { url, receiver },
    }) => {
      await page.addInitScript(`if (location.search) { ${breakIt} }`);
      await page.goto(`${blank}${isFirst ? '?broken' : ''}`);
      await inPage(page, create(receiver));
      if (!isFirst) await inPage(page, breakIt);
      await inPage(page, say(1));
      await inPage(page, 'tracker.flush()');
      await inPage(page, say(2));
      const warnings = (await inPage(page, 'warnings')) as string[];
      expect(warnings).toEqual([...new Set(warnings)]);
      await page.goto(`${url}/e2e/elsewhere.html`);

      const later = await visitLater(page, blank);
      for (const name of four) await received(receiver, name, 2);
      expectExact(receiver);
      const { recorded, waiting, accepted, handedOver, dropped } = await later.evaluate(() =>
        window.tracker.stats(),
      );
      expect({ recorded, waiting, dropped }).toEqual({ recorded: 8, waiting: 0, dropped: {} });
      expect(accepted + handedOver).toBe(8);
    });
  }
}

/** Methods of arrays without which nothing works. */
const METHODS = ['map', 'filter', 'forEach', 'join', 'push', 'slice', 'concat'] as const;

for (const name of METHODS) {
  test(`a host whose Array.prototype.${name} throws, from after the tracker was made: nothing reaches it, each kind of trouble is told once, and what is lost is counted`, async ({
    page,
    blank,
    server: { url, receiver },
  }) => {
    await page.goto(blank);
    await inPage(page, create(receiver));
    await inPage(page, `tracker.flush()`);
    await inPage(page, `Array.prototype.${name} = () => { throw new Error('broken'); };`);
    await inPage(page, say(1));
    expect(await inPage(page, 'tracker.flush()')).toMatchObject({ accepted: expect.any(Number) });
    await inPage(page, say(2));
    expect(await inPage(page, 'tracker.stats()')).toMatchObject({ recorded: 8 });
    const warnings = (await inPage(page, 'warnings')) as string[];
    expect(warnings).not.toEqual([]);
    expect(warnings).toEqual([...new Set(warnings)]);
    await page.goto(`${url}/e2e/elsewhere.html`);

    // And nothing on disk is in the way of what comes later.
    const later = await visitLater(page, blank);
    const before = four.map((lane) => receiver.tally()[lane].distinct);
    await inPage(later, say(3));
    expect(await flush(later)).toMatchObject({ waiting: 0, dropped: 0 });
    expect(four.map((lane) => receiver.tally()[lane].distinct)).toEqual(before.map((n) => n + 1));
  });
}

test('a host whose every object has a toJSON that throws: nothing reaches it, nothing false is sent', async ({
  page,
  blank,
  server: { url, receiver },
}) => {
  await page.goto(blank);
  await inPage(page, create(receiver));
  await inPage(page, `tracker.flush()`);
  await inPage(page, `Object.prototype.toJSON = () => { throw new Error('broken'); };`);
  await inPage(page, say(1));
  await inPage(page, 'tracker.flush()');
  await inPage(page, say(2));
  await page.goto(`${url}/e2e/elsewhere.html`);
  expectTally(receiver, {});
});

test('a page of the strictest Content Security Policy and Trusted Types: nothing is violated, everything arrives', async ({
  page,
  blank,
  trouble,
  server: { url, receiver },
}) => {
  const policy =
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:; " +
    "require-trusted-types-for 'script'; trusted-types 'none'";
  await page.route(`${blank}?strict`, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-security-policy': policy };
    await route.fulfill({ response, headers });
  });
  await page.goto(`${blank}?strict`);
  // The policy is in force, for whoever breaks it.
  const isRefused = `try { document.createElement('script').text = '1'; false } catch { true }`;
  expect(await inPage(page, isRefused)).toBe(true);
  await expect.poll(() => trouble.splice(0)).toEqual([expect.stringContaining('TrustedScript')]);
  await inPage(page, create(receiver));
  await inPage(page, say(1));
  await inPage(page, 'tracker.flush()');
  expect(await inPage(page, 'tracker.stats()')).toMatchObject({ recorded: 4, accepted: 4 });
  await inPage(page, say(2));
  expect(await inPage(page, 'warnings')).toEqual([]);
  await page.goto(`${url}/e2e/elsewhere.html`);
  await visitLater(page, blank);
  for (const name of four) await received(receiver, name, 2);
  expectExact(receiver);
});

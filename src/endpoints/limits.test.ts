import * as fc from 'fast-check';
import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import type { Endpoint, Encoded } from '../core/endpoint';
import type { TrackedEvent } from '../core/event';
import { ACCOUNT, answerBy, direct, encoded, eventOf, HEAD, mapped } from '../fixtures';
import type { PushDataOptions } from './pushData';

const BODY = 60 * 1024;
const URL_BYTES = 7500;
/** What a browser puts before a relative URL at most. */
const ORIGIN = `https://${'h'.repeat(253)}:65535`;

/** Any text, with halves of emojis and what JSON and URLs write as more bytes. */
const textUpTo = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 50 })
      .map((codes) => String.fromCharCode(...codes)),
    fc
      .tuple(
        fc.constantFrom('a', '活', '\n', '&', '😀', '"'),
        fc.integer({ min: 1, max: maxLength }),
      )
      .map(([unit, times]) => unit.repeat(times)),
  );
const itemOf = (endpoint: Endpoint, event: TrackedEvent) =>
  (mapped(endpoint, event) as { item: object }).item;
const wire = (items: unknown[]): unknown => JSON.parse(JSON.stringify(items));

test.describe('a body', () => {
  const say: Record<
    string,
    [name: 'mta' | 'mediaEvent' | 'behavior' | 'oper', make: (text: string) => TrackedEvent]
  > = {
    'of mta': ['mta', (id) => eventOf('custom', { id, params: { id } })],
    'of mediaEvent': ['mediaEvent', (code) => eventOf('qr_show', { code })],
    'of behavior': ['behavior', (text) => eventOf('own', { text })],
    'of oper': [
      'oper',
      (target_id) => eventOf('vote', { action: 'join', id: 1, gid: 1, target_id, uid: 1 }),
    ],
  };
  for (const [what, [name, make]] of Object.entries(say)) {
    test(`${what} is at most 60 KiB, and has the first records in order`, () => {
      fc.assert(
        fc.property(
          fc.array(textUpTo(12_000), { minLength: 1, maxLength: 20 }),
          textUpTo(3000),
          (texts, openid) => {
            const endpoint = {
              mta: () => direct.mta(),
              mediaEvent: () => direct.mediaEvent({ account: { ...ACCOUNT, openid } }),
              behavior: () =>
                direct.behavior({
                  head: { ...HEAD, openid },
                  map: { own: ({ props }) => ({ text: props['text'] }) },
                }),
              oper: () => direct.oper(),
            }[name]();
            const events = texts.map(make);
            const items = events.map((event) => itemOf(endpoint, event));
            const { request, taken } = encoded(endpoint, events);
            const said = JSON.parse(request.body ?? '');
            const sent = Array.isArray(said) ? said : name === 'oper' ? [said] : said.items;
            expect(sent).toEqual(wire(items.slice(0, taken)));
            const hasRoom = Buffer.byteLength(JSON.stringify([items[0], openid])) < BODY - 1000;
            if (hasRoom) expect(taken).toBeGreaterThanOrEqual(1);
            // The tracker itself drops what is over the limit alone.
            if (endpoint.weigh(JSON.stringify(items[0])) <= endpoint.limits.bytes && taken) {
              expect(Buffer.byteLength(request.body ?? '')).toBeLessThanOrEqual(BODY);
            }
          },
        ),
        { numRuns: 60 },
      );
    });
  }
});

/** Sends to the vendor, and tells what it has made of it. */
async function deliver(options: Partial<PushDataOptions>, { request }: Encoded) {
  const receiver = createReceiver();
  receiver.config.pushData.sessionKey = options.session as string;
  const reply = await answerBy(receiver)(request);
  return { reply, records: receiver.received('pushData').map(({ record }) => record) };
}

for (const place of ['query', 'body'] as const) {
  test(`pushData in the ${place} keeps its limit, and its vendor reads the first records in order`, async () => {
    const plain = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
    const key = fc.oneof(
      plain,
      fc.integer({ min: 1, max: 3000 }).map((length) => 'k'.repeat(length)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(textUpTo(place === 'query' ? 1500 : 12_000), { minLength: 1, maxLength: 40 }),
        key,
        plain,
        async (versions, session, uid) => {
          const options = { in: place, session, uid };
          const endpoint = direct.pushData(options);
          const events = versions.map((game_v) => eventOf('game_enter', { game_id: 1, game_v }));
          const items = events.map((event) => itemOf(endpoint, event));
          const answer = encoded(endpoint, events);
          const others = encoded(endpoint, [eventOf('launch')]).request;
          const length = (text = '') => Buffer.byteLength(text);
          const first = encodeURIComponent(JSON.stringify(items[0])).length;
          const [used, limit] =
            place === 'query' ? [length(others.url), URL_BYTES] : [length(others.body), BODY];
          // A batch never begins with more than the tracker itself lets in.
          if (first > endpoint.limits.bytes - 6) return;
          if (used + first < limit) expect(answer.taken).toBeGreaterThanOrEqual(1);
          if (!answer.taken) return;
          expect(length(answer.request.url)).toBeLessThan(URL_BYTES);
          expect(length(answer.request.body)).toBeLessThanOrEqual(BODY);
          const { reply, records } = await deliver(options, answer);
          expect(reply).toMatchObject({ status: 200, body: '' });
          expect(records).toEqual(wire(items.slice(0, answer.taken)));
        },
      ),
      { numRuns: 60 },
    );
  });
}

test.describe('a URL of pushData stays under 7,500 bytes to the last', () => {
  const long = 'k'.repeat(1000);
  const ROWS: [what: string, options: Partial<PushDataOptions>][] = [
    ['with a short session key', {}],
    ['with a long one', { session: long }],
    ['with a long device id', { uid: long }],
    ['with a long path', { url: `https://push.test/${long}` }],
    ['to a relay on the longest of hosts', { url: '/relay/push', session: long }],
    ['with a longer signature of one’s own', { session: long, sign: () => 'f'.repeat(64) }],
  ];
  for (const [what, options] of ROWS) {
    test(what, () => {
      const endpoint = direct.pushData(options);
      let longest = 0;
      for (let length = 1; length < 7500; length++) {
        const event = eventOf('game_enter', { game_id: 1, game_v: 'v'.repeat(length) });
        const { request, taken } = encoded(endpoint, [event]);
        if (!taken) break;
        const isRelative = request.url.startsWith('/');
        longest = Math.max(longest, Buffer.byteLength((isRelative ? ORIGIN : '') + request.url));
      }
      expect(longest).toBeLessThan(URL_BYTES);
      expect(longest).toBeGreaterThan(URL_BYTES - 500);
    });
  }
});

test('the most records of one request are as documented, or as decided where nothing is', () => {
  const limits = Object.values(direct).map((make) => [make().name, make().limits.records]);
  expect(limits).toEqual([
    ['mta', 30],
    ['pushData', 100],
    ['mediaEvent', 50],
    ['behavior', 50],
    ['oper', 1],
  ]);
});

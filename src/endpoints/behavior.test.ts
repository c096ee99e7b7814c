import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import { HEAD, TOKENS, URLS } from '../fixtures';
import { answerBy, direct, encoded, eventOf, mapped, onSurface } from '../fixtures';
import type { BehaviorHead } from './behavior';

const AT = 1767225600;
const TRACE = 'Fi6JoptoXX8EI3sttq3pcVGC2H1Nesy9';
const VISIT = { page_id: 7, pos_id: 2, prev_id: 0, trace_id: TRACE, duration: 20 };
const H5 = { event_time: AT, channel: 1, operate_id: 10000 };
const MINIPROGRAM = { event_time: AT, channel: 2, operate_id: 11000 };

/** Sends some events and tells what the vendor has made of them. */
async function deliver(
  events: ReturnType<typeof eventOf>[],
  options: Parameters<typeof direct.behavior>[0] = {},
  device = onSurface('h5'),
) {
  const receiver = createReceiver();
  const { request } = encoded(direct.behavior(options), events, { device });
  const reply = await answerBy(receiver)(request);
  const items = receiver.received('behavior');
  return { request, reply, head: items[0]?.head, records: items.map(({ record }) => record) };
}

test.describe('a page visit is', () => {
  const ROWS = [
    ['10000 in H5', 'h5', H5],
    ['11000 in a miniprogram', 'miniprogram', MINIPROGRAM],
    ['as in a miniprogram in a mini-game', 'minigame', MINIPROGRAM],
  ] as const;
  for (const [what, surface, fixed] of ROWS) {
    for (const kind of ['page_leave', 'page_view']) {
      for (const props of [VISIT, { page_id: 1 }]) {
        const size = Object.keys(props).length;
        test(`${what}: ${kind} with ${size} props`, async () => {
          const item = { ...fixed, ...props };
          const device = onSurface(surface);
          const event = eventOf(kind, props, AT * 1000 + 999);
          const picked = mapped(direct.behavior(), event, device);
          expect(picked).toEqual({ item, missing: [], wrong: [] });
          expect((await deliver([event], {}, device)).records).toEqual([item]);
        });
      }
    }
  }
});

test.describe('the beginning of a visit', () => {
  const begins = eventOf('page_view', { page_id: 1, trace_id: TRACE, leave_follows: true });
  test('is left to its end, when that will be told', () => {
    expect(mapped(direct.behavior(), begins)).toBe('skip');
    expect(mapped(direct.behavior({ visit: 'end' }), begins)).toBe('skip');
  });
  test('is an item where both were asked for', () => {
    const item = { ...H5, page_id: 1, trace_id: TRACE };
    expect(mapped(direct.behavior({ visit: 'both' }), begins)).toEqual({
      item,
      missing: [],
      wrong: [],
    });
  });
});

test.describe('a visit', () => {
  const ROWS: [what: string, props: object, item: object, missing: string[], wrong: string[]][] = [
    ['needs a page', {}, {}, ['page_id'], []],
    ['is not sent as page 0 for want of a number', { page_id: '/home' }, {}, ['page_id'], []],
    ['takes numbers out of HTML attributes', { page_id: '7' }, { page_id: 7 }, [], []],
    ['is whole seconds long', { page_id: 1, duration: 9.99 }, { page_id: 1, duration: 9 }, [], []],
    [
      'may be shorter than a second',
      { page_id: 1, duration: 0.5 },
      { page_id: 1, duration: 0 },
      [],
      [],
    ],
    [
      'goes without what is wrong in it',
      { page_id: 1, pos_id: 1.5, prev_id: 'x', trace_id: 'short', duration: -1 },
      { page_id: 1 },
      [],
      ['pos_id', 'prev_id', 'trace_id', 'duration'],
    ],
  ];
  for (const [what, props, item, missing, wrong] of ROWS) {
    test(what, () => {
      const picked = mapped(direct.behavior(), eventOf('page_leave', { ...props }));
      expect(picked).toEqual({ item: { ...H5, ...item }, missing, wrong });
    });
  }
});

test.describe('the head', () => {
  const ROWS: [what: string, head: unknown, os: 'android' | 'ios' | 'other', sent: object][] = [
    ['is a value', HEAD, 'other', HEAD],
    ['is what a function answers', () => HEAD, 'other', HEAD],
    [
      'has uid as a text',
      { uid: 890347598, openid: 'o' },
      'other',
      { uid: '890347598', openid: 'o' },
    ],
    ['tells of Android', HEAD, 'android', { ...HEAD, device_type: 1 }],
    ['tells of iOS', HEAD, 'ios', { ...HEAD, device_type: 2 }],
    ['believes the host', { ...HEAD, device_type: 1 }, 'ios', { ...HEAD, device_type: 1 }],
    ['tells the business', { ...HEAD, business_type: 1 }, 'other', { ...HEAD, business_type: 1 }],
    ['has nothing that is not documented', { ...HEAD, name: 'n' }, 'other', HEAD],
  ];
  for (const [what, head, os, sent] of ROWS) {
    test(what, async () => {
      const events = [eventOf('page_leave', VISIT)];
      const options = { head: head as BehaviorHead };
      expect((await deliver(events, options, { os, surface: 'h5' })).head).toEqual(sent);
    });
  }

  const WRONG: [what: string, head: unknown, missing: string[], wrong: string[]][] = [
    ['needs a user', () => undefined, ['uid', 'openid'], []],
    ['needs all of a user', { uid: '', openid: null }, ['uid', 'openid'], []],
    ['goes without a device that has no number', { ...HEAD, device_type: 3 }, [], ['device_type']],
    ['goes without a business in words', { ...HEAD, business_type: 'b' }, [], ['business_type']],
  ];
  for (const [what, head, missing, wrong] of WRONG) {
    test(what, () => {
      const endpoint = direct.behavior({ head: head as BehaviorHead });
      expect(endpoint.identify()).toMatchObject({ missing, wrong });
    });
  }
});

test.describe('a request', () => {
  const events = [1, 2, 3].map((page_id) => eventOf('page_leave', { page_id }));

  test('with a token is the vendor’s own: JSON and a bare Authorization', async () => {
    const { request, reply, records } = await deliver(events);
    expect(request).toEqual({
      url: URLS.behavior,
      body: JSON.stringify({ head: HEAD, items: records }),
      type: 'json',
      authorization: TOKENS.behavior,
    });
    expect(reply).toMatchObject({ status: 200, body: '{"ret":0,"msg":""}' });
    expect(records.map(({ page_id }) => page_id)).toEqual([1, 2, 3]);
  });

  test('without one, to a relay, is the same body as plain text', () => {
    const relay = direct.behavior({ url: '/relay', token: undefined as never });
    const { body } = encoded(direct.behavior(), events).request;
    expect(encoded(relay, events).request).toEqual({ url: '/relay', body, type: 'text' });
  });

  test('has the token that was fetched last', () => {
    const { request } = encoded(direct.behavior(), events, { secret: 'newer' });
    expect(request.authorization).toBe('newer');
  });
});

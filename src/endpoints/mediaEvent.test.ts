import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import { ACCOUNT, answerBy, direct, encoded, eventOf, mapped, TOKENS, URLS } from '../fixtures';
import type { MediaAccount } from './mediaEvent';

const AT = 1767225600;
const TRACE = 'Fi6JoptoXX8EI3sttq3pcVGC2H1Nesy9';
const CODE = ' https://u.wechat.com/活码?a=1&b=%2B ';
const IDS = { miniprogram_jump: '1100102', qr_show: '1110201', qr_press: '1110204' };

/** Sends one event and tells what the vendor has received. */
async function deliver(options: Parameters<typeof direct.mediaEvent>[0], device?: object) {
  const receiver = createReceiver();
  if (options?.itemsKey) receiver.config.mediaEvent.itemsKey = options.itemsKey;
  const { request } = encoded(direct.mediaEvent(options), [eventOf('qr_show', { code: 'c' })], {
    ...(device && { device: { os: 'other', surface: 'h5', ...device } }),
  });
  const reply = await answerBy(receiver)(request);
  const [item] = receiver.received('mediaEvent');
  return { request, reply, head: item?.head };
}

test.describe('all three events', () => {
  const full = { code: CODE, trace_id: TRACE, duration: 7.9 };
  for (const [kind, event_id] of Object.entries(IDS)) {
    test(`${kind} is ${event_id}`, async () => {
      const whole = {
        event_id,
        event_time: AT,
        media_type: 2,
        code: CODE,
        trace_id: TRACE,
        duration: 7,
      };
      const bare = { event_id, event_time: AT + 1, media_type: 2, code: 'c' };
      const events = [eventOf(kind, full), eventOf(kind, { code: 'c' }, (AT + 1.9) * 1000)];
      const picked = events.map((event) => mapped(direct.mediaEvent(), event));
      expect(picked).toEqual([whole, bare].map((item) => ({ item, missing: [], wrong: [] })));
      const receiver = createReceiver();
      await answerBy(receiver)(encoded(direct.mediaEvent(), events).request);
      expect(receiver.received('mediaEvent').map(({ record }) => record)).toEqual([whole, bare]);
    });
  }
});

test.describe('a code', () => {
  const fixed = { event_id: '1110201', event_time: AT, media_type: 2 };
  const ROWS: [what: string, props: object, item: object, missing: string[], wrong: string[]][] = [
    ['is required', {}, {}, ['code'], []],
    ['is not empty', { code: '' }, {}, ['code'], []],
    ['may be a number', { code: 5 }, { code: '5' }, [], []],
    [
      'goes without a trace id of another length',
      { code: 'c', trace_id: 't' },
      { code: 'c' },
      [],
      ['trace_id'],
    ],
    [
      'goes without a negative duration',
      { code: 'c', duration: -1 },
      { code: 'c' },
      [],
      ['duration'],
    ],
    [
      'goes without a duration in words',
      { code: 'c', duration: 'long' },
      { code: 'c' },
      [],
      ['duration'],
    ],
    [
      'is of a WeCom group where its medium is no number',
      { code: 'c', media_type: 'qq' },
      { code: 'c' },
      [],
      ['media_type'],
    ],
  ];
  for (const [what, props, item, missing, wrong] of ROWS) {
    test(what, () => {
      const picked = mapped(direct.mediaEvent(), eventOf('qr_show', { ...props }));
      expect(picked).toEqual({ item: { ...fixed, ...item }, missing, wrong });
    });
  }

  test('may be of another medium', () => {
    const event = eventOf('qr_show', { code: 'c', media_type: 3 });
    expect(mapped(direct.mediaEvent(), event)).toMatchObject({ item: { media_type: 3 } });
  });
});

test.describe('the head', () => {
  const account_info = { account_type: 2, appid: 'xxxx', openid: 'yyyy' };
  const ROWS: [what: string, more: object, device: object, device_info?: object][] = [
    ['has no device where nothing is known of it', {}, { os: 'other' }],
    ['tells of Android', {}, { os: 'android' }, { device_type: 1 }],
    ['tells of iOS', {}, { os: 'ios' }, { device_type: 2 }],
    ['tells the uuid', { uuid: 'u' }, { os: 'other' }, { uuid: 'u' }],
    ['tells both', { uuid: 'u' }, { os: 'ios' }, { device_type: 2, uuid: 'u' }],
    ['believes the host', { device_type: 1 }, { os: 'ios' }, { device_type: 1 }],
  ];
  for (const [what, more, device, device_info] of ROWS) {
    test(what, async () => {
      const { head } = await deliver({ account: { ...ACCOUNT, ...more } }, device);
      expect(head).toEqual({ account_info, ...(device_info && { device_info }) });
    });
  }

  const WRONG: [what: string, account: unknown, missing: string[], wrong: string[]][] = [
    ['needs an account', () => undefined, ['account_type', 'appid', 'openid'], []],
    ['needs one of three types', { ...ACCOUNT, account_type: 4 }, ['account_type'], []],
    ['needs appid and openid', { account_type: 1, appid: '' }, ['appid', 'openid'], []],
    [
      'goes without a device that has no number',
      { ...ACCOUNT, device_type: 3 },
      [],
      ['device_type'],
    ],
    ['is what a function answers', () => ({ ...ACCOUNT }), [], []],
  ];
  for (const [what, account, missing, wrong] of WRONG) {
    test(what, () => {
      const endpoint = direct.mediaEvent({ account: account as MediaAccount });
      expect(endpoint.identify()).toMatchObject({ missing, wrong });
    });
  }
});

test.describe('a request', () => {
  test('with a token is the vendor’s own: JSON and a bare Authorization', async () => {
    const { request, reply } = await deliver({});
    const { url, type, authorization } = request;
    expect({ url, type, authorization }).toEqual({
      url: URLS.mediaEvent,
      type: 'json',
      authorization: TOKENS.mediaEvent,
    });
    expect(reply).toMatchObject({ status: 200, body: '{"ret":0,"msg":""}' });
  });

  test('without one, to a relay, is the same body as plain text', async () => {
    const events = [eventOf('qr_show', { code: CODE })];
    const relay = direct.mediaEvent({ url: '/relay/media', token: undefined as never });
    const { body } = encoded(direct.mediaEvent(), events).request;
    expect(encoded(relay, events).request).toEqual({ url: '/relay/media', body, type: 'text' });
  });

  test('may call its list as the document’s table does', async () => {
    const { request, reply } = await deliver({ itemsKey: 'item' });
    expect(Object.keys(JSON.parse(request.body ?? ''))).toEqual(['head', 'item']);
    expect(reply).toMatchObject({ body: '{"ret":0,"msg":""}' });
  });
});

import { createHash } from 'node:crypto';
import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import type { Encoded } from '../core/endpoint';
import type { Timestamp } from '../core/units';
import { answerBy, direct, encoded, eventOf, TOKENS, URLS } from '../fixtures';
import type { PushParams } from './pushData';
import { signatureBase, signPushData } from './signPushData';

const NOW = Date.UTC(2026, 0, 1, 0, 0, 7) as Timestamp;
const CLICK = { game_id: 12, game_v: '7.8.8', column: 5 };
const ODD = [
  '栏目',
  '😀👨‍👩‍👧',
  'a&b=c',
  '100%',
  '%26',
  'a+b c',
  '"\\\n\t',
  "!'()*~",
  '\ud83d',
  '</script>',
  '__md5=1',
];
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const deliver = async ({ request }: Encoded, receiver = createReceiver()) => {
  const reply = await answerBy(receiver)(request);
  return { reply, items: receiver.received('pushData') };
};

test.describe('the signature', () => {
  const VECTORS: [what: string, params: PushParams, signature: string][] = [
    [
      'is the published one',
      { session_key: 'dfdfdffeel', ts: '1111', username: '55512' },
      'c30ff12d83df678ae4499d4098a1b0cc',
    ],
    [
      'is the one of the document’s example',
      {
        uid: '2508E',
        app_id: '15154545',
        session_key: '0oesephgt44zbxvza7uddhldc7d9kx56',
        ts: '1515744510',
        data: '[{"aid":1003,"uid":"2508E","app_id":15154545,"game_id":12,"game_v":"7.8.8","v":"5"}]',
      },
      '2180ed573516a1f3bbe7f5f12d8d3a21',
    ],
  ];
  for (const [what, params, signature] of VECTORS) {
    test(what, () => {
      expect(signPushData(params, 'developer_login')).toBe(signature);
      const turned = Object.fromEntries(Object.entries(params).reverse());
      expect(signPushData({ ...turned, __md5: 'x', __other: 'y' }, 'developer_login')).toBe(
        signature,
      );
    });
  }

  test('is of the raw values, in the order of their names by code units', () => {
    const params = { b: '2 &', a: '活=', B: '1', __md5: 'x', _a: '3', data: '[]' };
    expect(signatureBase(params, 'K')).toBe('B=1&_a=3&a=活=&b=2 &&data=[]&K');
  });

  for (const text of ['', 'a', '活码 😀', 'é'.repeat(1000), '\u0080\u07ff\u0800\uffff']) {
    test(`is of UTF-8: ${JSON.stringify(text.slice(0, 8))}`, () => {
      expect(signPushData({ a: text }, 'k')).toBe(md5(`a=${text}&k`));
    });
  }
});

for (const place of ['query', 'body'] as const) {
  test.describe(`in the ${place}`, () => {
    test('the parameters are those of the document', async () => {
      const endpoint = direct.pushData({ in: place });
      const { request, taken } = encoded(endpoint, [eventOf('game_click', CLICK)], { now: NOW });
      const text = place === 'query' ? request.url.split('?')[1] : request.body;
      const params = Object.fromEntries(new URLSearchParams(text));
      const data =
        '[{"aid":1003,"app_id":15154545,"uid":"2508E","game_id":12,"game_v":"7.8.8","v":"5"}]';
      const signed = `app_id=15154545&data=${data}&session_key=${TOKENS.pushData}&ts=1767225607&uid=2508E`;
      expect(taken).toBe(1);
      expect(params).toEqual({
        ...{
          session_key: TOKENS.pushData,
          ts: '1767225607',
          app_id: '15154545',
          uid: '2508E',
          data,
        },
        __md5: md5(`${signed}&developer_login`),
      });
      expect(request).toEqual(
        place === 'query'
          ? { url: `${URLS.pushData}?${text}` }
          : { url: URLS.pushData, body: text, type: 'form' },
      );
    });

    for (const odd of ODD) {
      test(`${JSON.stringify(odd)} arrives as it was said`, async () => {
        const event = eventOf('game_click', { game_id: 1, game_v: odd, column: odd });
        const { items, reply } = await deliver(encoded(direct.pushData({ in: place }), [event]));
        expect(reply).toMatchObject({ status: 200, body: '' });
        expect(
          items.map(({ record: { game_v, v }, params }) => [game_v, v, params?.['in']]),
        ).toEqual([[odd, odd, place]]);
      });
    }

    for (const odd of ODD.filter((each) => each !== '\ud83d')) {
      test(`${JSON.stringify(odd)} may be the device and the session`, async () => {
        const receiver = createReceiver();
        receiver.config.pushData.sessionKey = odd;
        const endpoint = direct.pushData({ in: place, uid: odd, session: odd });
        const { items } = await deliver(encoded(endpoint, [eventOf('launch')]), receiver);
        expect(items.map(({ record }) => record.uid)).toEqual([odd]);
      });
    }
  });
}

test('a device with half an emoji in its name makes a request all the same', () => {
  const endpoint = direct.pushData({ uid: 'phone \ud83d' });
  expect(() => encoded(endpoint, [eventOf('launch')])).not.toThrow();
});

test('a URL that has a query already gets one, not two', () => {
  const { request } = encoded(direct.pushData({ url: '/relay?to=push' }), [eventOf('launch')]);
  expect(request.url).toMatch(/^\/relay\?to=push&session_key=/);
  expect(request.url.split('?')).toHaveLength(2);
});

test('no header is needed, so a relay gets the same request', () => {
  const { request } = encoded(direct.pushData({ url: '/relay/push' }), [eventOf('launch')]);
  expect(Object.keys(request)).toEqual(['url']);
  expect(request.url).toMatch(/^\/relay\/push\?session_key=/);
});

test('a request is signed when it is sent, with the session of that time', async () => {
  const receiver = createReceiver();
  receiver.config.pushData.sessionKey = 'newer';
  const events = [eventOf('launch')];
  const [first, second] = [0, 60_000].map((wait) =>
    encoded(direct.pushData(), events, { now: (NOW + wait) as Timestamp, secret: 'newer' }),
  ) as [Encoded, Encoded];
  await deliver(first, receiver);
  const { items } = await deliver(second, receiver);
  expect(items.map(({ params }) => params?.['ts'])).toEqual(['1767225607', '1767225667']);
  expect(items[0]?.params?.['__md5']).not.toBe(items[1]?.params?.['__md5']);
});

test.describe('one’s own signature', () => {
  const seen: PushParams[] = [];
  const sign = (params: PushParams) => {
    seen.push(params);
    return signPushData(params, 'developer_login');
  };
  const context = {
    now: NOW,
    secret: TOKENS.pushData,
    device: { os: 'other', surface: 'h5' },
  } as const;
  const batch = {
    identity: { uid: '2508E' },
    records: [
      {
        id: 'a',
        kind: 'launch',
        time: NOW,
        json: '{"aid":1000,"app_id":15154545,"uid":"2508E"}',
      },
    ],
  };

  test('is asked with all parameters as they are sent, and sent', async () => {
    const { items } = await deliver(
      encoded(direct.pushData({ sign }), [eventOf('launch')], { now: NOW }),
    );
    expect(items).toHaveLength(1);
    expect(seen.pop()).toEqual({
      session_key: TOKENS.pushData,
      ts: '1767225607',
      app_id: '15154545',
      uid: '2508E',
      data: '[{"aid":1000,"app_id":15154545,"uid":"2508E"}]',
    });
  });

  test('may come later, and then so does the request', async () => {
    const endpoint = direct.pushData({ sign: (params) => Promise.resolve(sign(params)) });
    const answer = endpoint.encode(batch, context);
    expect(answer).toBeInstanceOf(Promise);
    const { items } = await deliver(await answer);
    expect(items).toHaveLength(1);
  });

  test('that fails makes no request', async () => {
    const failing = [
      () => Promise.reject(new Error('no')),
      () => {
        throw new Error('no');
      },
      () => undefined as never,
    ];
    for (const each of failing) {
      const endpoint = direct.pushData({ sign: each });
      await expect((async () => endpoint.encode(batch, context))()).rejects.toThrow();
    }
  });
});

import { request as rawRequest } from 'node:http';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'playwright/test';
import { createReceiver } from './receiver.mjs';
import { startServer } from './server.mjs';

type EndpointName = 'mta' | 'pushData' | 'mediaEvent' | 'behavior' | 'oper';
type Json = ReturnType<typeof JSON.parse>; // JSON has no types
type Headers = Record<string, string | undefined>;

const TRACE = 'Fi6JoptoXX8EI3sttq3pcVGC2H1Nesy9';
const SESSION = '0oesephgt44zbxvza7uddhldc7d9kx56';
const VECTOR =
  '[{"aid":1003,"uid":"2508E","app_id":15154545,"game_id":12,"game_v":"7.8.8","v":"5"}]';
const REFUSED = '{"ret":1001,"msg":"请求参数错误，请稍后再试"}';

const { config } = createReceiver();

const payloads: Record<Exclude<EndpointName, 'pushData'>, () => Json> = {
  mta: () => [
    {
      ky: 'if8888mta',
      ts: 1512057600,
      et: 1000,
      cui: '13823965426',
      ei: '__LOAN__bind_card',
      kv: { status: 1, product_id: '1000234' },
    },
  ],
  mediaEvent: () => ({
    head: {
      account_info: { account_type: 2, appid: 'xxxx', openid: 'yyyy' },
      device_info: { device_type: 1, uuid: 'zzzz' },
    },
    items: [
      {
        event_id: '1110201',
        event_time: 1699274742,
        media_type: 2,
        code: 'IsFXtWUZ3x3hywGl ',
        trace_id: TRACE,
        duration: 3,
      },
    ],
  }),
  behavior: () => ({
    head: { uid: '890347598', openid: 'HH88bB83BB', device_type: 1, business_type: 1 },
    items: [
      {
        event_time: 1699274742,
        channel: 1,
        operate_id: 10000,
        page_id: 2,
        pos_id: 2,
        prev_id: 2,
        trace_id: TRACE,
        duration: 20,
      },
    ],
  }),
  oper: () => ({
    ts: 1699274742,
    nonce: 'abcdefgh12345678',
    data: {
      oper_id: '1504000120618',
      gid: 12,
      target_id: 'channel',
      uid: 9007199254740991,
      ext1: 'vote-1',
    },
  }),
};

function requestFor(name: EndpointName, body: string, headers: Headers = {}, query = '') {
  const token = (config as Json)[name].token as string | undefined;
  const own: Headers = { 'content-type': 'application/json' };
  if (token) own.authorization = token;
  const path = (config as Json)[name].path as string;
  return { method: 'POST', path, query, headers: { ...own, ...headers }, body };
}

function push(params: Record<string, string>, signKey = 'developer_login') {
  const { __md5, ...rest } = params;
  const text = Object.keys(rest)
    .sort()
    .map((key) => `${key}=${rest[key]}`);
  const md5 = createHash('md5')
    .update([...text, signKey].join('&'))
    .digest('hex');
  const query = Object.entries({ ...rest, __md5: __md5 ?? md5 })
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&');
  return {
    method: 'POST',
    path: '/statistic/push_data/',
    query,
    headers: {} as Headers,
    body: '',
  };
}

const pushParams = (data: string = VECTOR) => ({
  uid: '2508E',
  app_id: '15154545',
  session_key: SESSION,
  ts: '1515744510',
  data,
});

const element = (change: Json) => JSON.stringify([{ ...JSON.parse(VECTOR)[0], ...change }]);

function change(payload: Json, path: string, value: unknown) {
  const keys = path.split('.');
  const last = keys.pop()!;
  const target = keys.reduce((object, key) => object[key], payload);
  if (value === undefined) delete target[last];
  else target[last] = value;
  return payload;
}

test.describe('one exactly valid request', () => {
  for (const name of ['mta', 'mediaEvent', 'behavior', 'oper'] as const) {
    test(`is accepted by ${name}, with all that it says`, () => {
      const receiver = createReceiver();
      const payload = payloads[name]();
      const answer = receiver.handle(name, requestFor(name, JSON.stringify(payload)));
      expect(answer.refused).toEqual([]);
      expect(answer.status).toBe(200);
      expect(answer.body).toBe(`{"ret":0,"msg":"${name === 'oper' ? 'ok' : ''}"}`);
      const [item] = receiver.received(name);
      expect(item?.record).toEqual(payload[0] ?? payload.items?.[0] ?? payload.data);
      expect(item?.at).toBe(name === 'mta' ? 1512057600 : 1699274742);
      expect(item?.head).toEqual(payload.head ?? (name === 'oper' ? { nonce: payload.nonce } : {}));
    });
  }

  test('is accepted by pushData from the query and from a form, with an empty body', () => {
    const receiver = createReceiver();
    const inQuery = push(pushParams());
    const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };
    const inBody = { ...inQuery, query: '', body: inQuery.query, headers };
    for (const request of [inQuery, inBody]) {
      const answer = receiver.handle('pushData', request);
      expect(answer).toMatchObject({ status: 200, body: '', refused: [] });
    }
    const [first, second] = receiver.received('pushData');
    expect(first?.head).toEqual({ app_id: 15154545, uid: '2508E' });
    expect(first?.params).toMatchObject({ in: 'query', ts: '1515744510', session_key: SESSION });
    expect(second?.params).toMatchObject({ in: 'body' });
  });

  test('may leave out what is optional', () => {
    const receiver = createReceiver();
    const visit = { event_time: 1699274742, channel: 2, operate_id: 11000, page_id: 1 };
    const bare = { head: { uid: 'u', openid: 'o' }, items: [visit] };
    const { mediaEvent } = payloads;
    const noDevice = change(mediaEvent(), 'head.device_info', undefined);
    const noKv = change(payloads.mta(), '0.kv', undefined);
    expect(
      receiver.handle('behavior', requestFor('behavior', JSON.stringify(bare))).refused,
    ).toEqual([]);
    expect(
      receiver.handle('mediaEvent', requestFor('mediaEvent', JSON.stringify(noDevice))).refused,
    ).toEqual([]);
    expect(
      receiver.handle(
        'mta',
        requestFor('mta', JSON.stringify(noKv), { 'content-type': 'text/plain' }),
      ).refused,
    ).toEqual([]);
  });

  test('may carry a game on a platform aid', () => {
    const data = '[{"app_id":15154545,"aid":1001,"uid":"2508E","game_id":3}]';
    expect(createReceiver().handle('pushData', push(pushParams(data))).refused).toEqual([]);
  });
});

/** path of the field to change, its new value (`undefined`: left out), and the reason's field */
type Mutation = [path: string, value: unknown, field?: string];

const seconds = (path: string): Mutation[] => [
  [path, undefined],
  [path, '1699274742'],
  [path, 1699274742000],
  [path, 1699274742.5],
  [path, 0],
];

const mutations: Record<Exclude<EndpointName, 'pushData'>, Mutation[]> = {
  mta: [
    ...seconds('0.ts'),
    ['0.ky', undefined],
    ['0.ky', 1],
    ['0.et', undefined],
    ['0.et', '1000'],
    ['0.et', 1001],
    ['0.cui', undefined],
    ['0.cui', 13823965426],
    ['0.ei', undefined],
    ['0.ei', ''],
    ['0.kv', '{"status":1}'],
    ['0.kv', null],
    ['0.kv', []],
    ['0.extra', 1],
    ['0', 'text', '[0]'],
  ],
  mediaEvent: [
    ...seconds('items.0.event_time'),
    ['head', undefined],
    ['head.account_info', undefined],
    ['head.account_info.account_type', undefined],
    ['head.account_info.account_type', '2'],
    ['head.account_info.account_type', 4],
    ['head.account_info.appid', undefined],
    ['head.account_info.appid', 12],
    ['head.account_info.openid', undefined],
    ['head.device_info', {}],
    ['head.device_info.device_type', 0],
    ['head.device_info.device_type', 3],
    ['head.device_info.uuid', 1],
    ['head.extra', 1],
    ['items', undefined],
    ['items', {}],
    ['items', []],
    ['items.0.event_id', 1110201],
    ['items.0.event_id', '1002'],
    ['items.0.event_id', undefined],
    ['items.0.media_type', '2'],
    ['items.0.media_type', 1],
    ['items.0.code', 5],
    ['items.0.code', undefined],
    ['items.0.trace_id', 'short'],
    ['items.0.trace_id', TRACE.replace('F', '-')],
    ['items.0.duration', 1.5],
    ['items.0.duration', -1],
    ['items.0.extra', 1],
    ['item', [], 'item'],
  ],
  behavior: [
    ...seconds('items.0.event_time'),
    ['head', undefined],
    ['head.uid', 890347598],
    ['head.uid', undefined],
    ['head.openid', undefined],
    ['head.openid', 1],
    ['head.device_type', 3],
    ['head.device_type', '1'],
    ['head.business_type', 2],
    ['head.extra', 1],
    ['items', {}],
    ['items', []],
    ['items.0.channel', 2],
    ['items.0.channel', 3],
    ['items.0.channel', undefined],
    ['items.0.operate_id', '10000'],
    ['items.0.operate_id', 11000, 'channel'],
    ['items.0.operate_id', undefined],
    ['items.0.page_id', 0],
    ['items.0.page_id', '2'],
    ['items.0.page_id', undefined],
    ['items.0.pos_id', 1.5],
    ['items.0.prev_id', null],
    ['items.0.trace_id', 'short'],
    ['items.0.duration', 20.5],
    ['items.0.duration', -1],
    ['items.0.extra', 1],
  ],
  oper: [
    ...seconds('ts'),
    ['nonce', undefined],
    ['nonce', 'fifteen-letters'],
    ['nonce', 1234567890123456],
    ['data', undefined],
    ['data', []],
    ['data.oper_id', undefined],
    ['data.oper_id', 1504000120618],
    ['data.oper_id', '1504000120619'],
    ['data.gid', undefined],
    ['data.gid', '12'],
    ['data.uid', undefined],
    ['data.uid', 9007199254740992],
    ['data.target_id', undefined],
    ['data.target_id', 1],
    ['data.ext1', undefined],
    ['data.ext1', 1],
    ['data.ext10', 1],
    ['data.ext11', ''],
    ['extra', 1],
  ],
};

for (const name of ['mta', 'mediaEvent', 'behavior', 'oper'] as const) {
  test.describe(`${name} refuses, naming the field,`, () => {
    for (const [path, value, field = path.split('.').at(-1)!] of mutations[name]) {
      test(`${path} as ${JSON.stringify(value)}`, () => {
        const body = JSON.stringify(change(payloads[name](), path, value));
        const answer = createReceiver().handle(name, requestFor(name, body));
        expect(answer.refused).toHaveLength(1);
        expect(answer.refused[0]).toContain(field);
        expect(answer.accepted).toEqual([]);
        expect(answer.status).toBe(200);
        expect(answer.body).toBe(name === 'mta' ? '{"ret":2,"msg":"Json parse error"}' : REFUSED);
      });
    }

    const valid = JSON.stringify(payloads[name]());
    const wrongWays: [field: string, status: number, request: Json][] = [
      ['path', 404, { path: '/elsewhere' }],
      ['path', 404, { path: `${(config as Json)[name].path}/` }],
      ['method', 405, { method: 'PUT' }],
      ['query', 200, { query: 'a=1' }],
      ['body', 200, { body: 'not json' }],
      ['body', 200, { body: JSON.stringify(valid) }],
    ];
    for (const [field, status, wrong] of wrongWays) {
      test(`a request with ${JSON.stringify(wrong)}`, () => {
        const answer = createReceiver().handle(name, { ...requestFor(name, valid), ...wrong });
        expect(answer.refused.join()).toContain(field);
        expect(answer.status).toBe(status);
      });
    }

    if (name === 'mta') return;
    for (const authorization of [undefined, 'other', `Bearer ${(config as Json)[name].token}`]) {
      test(`the authorization ${authorization}`, () => {
        const answer = createReceiver().handle(name, requestFor(name, valid, { authorization }));
        expect(answer.refused.join()).toContain('authorization');
        expect(answer).toMatchObject({ status: 401, body: '{"ret":401,"msg":"unauthorized"}' });
      });
    }
    for (const type of [undefined, 'text/plain', 'application/jsonp', 'application/json; x']) {
      test(`the content type ${type}`, () => {
        const answer = createReceiver().handle(
          name,
          requestFor(name, valid, { 'content-type': type }),
        );
        expect(answer.refused.join()).toContain('content-type');
        expect(answer.body).toBe(REFUSED);
      });
    }
    test('nothing of a content type with its charset', () => {
      const headers = { 'content-type': 'application/json; charset=UTF-8' };
      expect(createReceiver().handle(name, requestFor(name, valid, headers)).refused).toEqual([]);
    });
  });
}

test.describe('mta', () => {
  const valid = () => payloads.mta();
  const send = (body: string, headers: Headers = {}) => {
    const receiver = createReceiver();
    return { receiver, answer: receiver.handle('mta', requestFor('mta', body, headers)) };
  };

  test('refuses an unknown app key by its documented text', () => {
    const { answer } = send(JSON.stringify(change(valid(), '0.ky', 'other')));
    expect(answer.body).toContain('"msg":"invalid appkey"');
    expect(answer.refused[0]).toContain('ky');
  });

  test('takes 30 records and 60 KiB, and not one more', () => {
    const records = (count: number) => JSON.stringify(Array(count).fill(valid()[0]));
    expect(send(records(30)).answer.accepted).toHaveLength(30);
    expect(send(records(31)).answer).toMatchObject({ status: 413, accepted: [] });
    const bytes = (count: number) => {
      const rest = JSON.stringify(change(valid(), '0.kv', { filling: '' })).length;
      return JSON.stringify(change(valid(), '0.kv', { filling: 'x'.repeat(count - rest) }));
    };
    expect(send(bytes(61440)).answer.status).toBe(200);
    expect(send(bytes(61441)).answer.status).toBe(413);
  });

  test('takes gzip that inflates, and says so where it does not or where it is told to', () => {
    const receiver = createReceiver();
    const request = requestFor('mta', '', { 'content-encoding': 'gzip' });
    const bodyBytes = gzipSync(JSON.stringify(valid()));
    expect(receiver.handle('mta', { ...request, bodyBytes }).accepted).toHaveLength(1);
    const broken = receiver.handle('mta', { ...request, bodyBytes: Buffer.from('no gzip') });
    expect(broken.body).toContain('"msg":"Gzip error"');
    receiver.config.mta.refuseGzip = true;
    expect(receiver.handle('mta', { ...request, bodyBytes }).body).toContain('Gzip error');
  });

  const voids: [ei: string, kv: object | undefined, reason: RegExp | undefined][] = [
    ['__LOAN__product', { product_id: '1' }, undefined],
    ['__LOAN__product', undefined, /kv\.product_id/],
    ['__LOAN__product', { product_id: 1 }, /kv\.product_id/],
    ['__LOAN__register', { status: 0 }, undefined],
    ['__LOAN__register', {}, /kv\.status/],
    ['__LOAN__register', { status: 2 }, /kv\.status/],
    ['__LOAN__submit', undefined, undefined],
    ['__LOAN__of_the_unpublished_list', undefined, undefined],
    ['of_our_own', undefined, undefined],
    ['\\__LOAN\\__submit', undefined, /ei/],
    ['__loan__submit', undefined, /ei/],
  ];
  for (const [ei, kv, reason] of voids) {
    test(`accepts ${ei} with ${JSON.stringify(kv)}, ${reason ? 'and voids it' : 'for good'}`, () => {
      const { answer, receiver } = send(JSON.stringify([{ ...valid()[0], ei, kv }]));
      expect(answer.accepted).toHaveLength(1);
      expect(answer.voided.map(({ why }) => why)).toEqual(
        reason ? [expect.stringMatching(reason)] : [],
      );
      expect(receiver.tally().mta.voided).toBe(reason ? 1 : 0);
    });
  }
});

test.describe('pushData', () => {
  test('signs as the published vector does', () => {
    const receiver = createReceiver();
    receiver.config.pushData.sessionKey = 'dfdfdffeel';
    const reasons = (__md5: string) =>
      receiver
        .handle(
          'pushData',
          push({ session_key: 'dfdfdffeel', ts: '1111', username: '55512', __md5 }),
        )
        .refused.join();
    expect(reasons('c30ff12d83df678ae4499d4098a1b0cc')).not.toContain('__md5');
    expect(reasons('c30ff12d83df678ae4499d4098a1b0cc')).toContain('username');
    expect(reasons('c30ff12d83df678ae4499d4098a1b0cd')).toContain('__md5');
  });

  test('signs as the vector of the contracts does', () => {
    const request = push({ ...pushParams(), __md5: '2180ed573516a1f3bbe7f5f12d8d3a21' });
    expect(createReceiver().handle('pushData', request)).toMatchObject({ status: 200, body: '' });
  });

  const refusals: [
    what: string,
    field: string,
    status: number,
    request: ReturnType<typeof push>,
  ][] = [
    [
      'a path without its slash',
      'path',
      404,
      { ...push(pushParams()), path: '/statistic/push_data' },
    ],
    ['another method', 'method', 405, { ...push(pushParams()), method: 'GET' }],
    ['another session', 'session_key', 401, push({ ...pushParams(), session_key: 'old' })],
    ['another key', '__md5', 403, push(pushParams(), 'other')],
    [
      'a signature in capitals',
      '__md5',
      403,
      push({ ...pushParams(), __md5: '2180ED573516A1F3BBE7F5F12D8D3A21' }),
    ],
    ['a ts of milliseconds', 'ts', 400, push({ ...pushParams(), ts: '1515744510000' })],
    ['a ts of 9 digits', 'ts', 400, push({ ...pushParams(), ts: '151574451' })],
    ['an empty uid', 'uid', 400, push({ ...pushParams(), uid: '' })],
    ['an unknown app_id', 'app_id', 400, push({ ...pushParams(), app_id: '1' })],
    ['a parameter too many', 'extra', 400, push({ ...pushParams(), extra: '1' })],
    [
      'a content type without a body',
      'content-type',
      400,
      { ...push(pushParams()), headers: { 'content-type': 'text/plain' } },
    ],
    [
      'a form that is not called one',
      'content-type',
      400,
      { ...push(pushParams()), body: push(pushParams()).query, query: '' },
    ],
    [
      'a query that is not percent-encoded',
      'data',
      400,
      { ...push(pushParams()), query: decodeURIComponent(push(pushParams()).query) },
    ],
    [
      'a parameter given twice',
      'uid',
      400,
      { ...push(pushParams()), query: `${push(pushParams()).query}&uid=2508E` },
    ],
    [
      'broken percent-encoding',
      'uid',
      403,
      { ...push(pushParams()), query: push(pushParams()).query.replace('2508E', '%') },
    ],
    ['data that is not JSON', 'data', 400, push(pushParams('[{'))],
    ['data serialised twice', 'serialised twice', 400, push(pushParams(JSON.stringify(VECTOR)))],
    ['an element serialised by itself', 'data[0]', 400, push(pushParams(JSON.stringify([VECTOR])))],
    ['no element', 'data', 400, push(pushParams('[]'))],
    ['a long URL', 'url', 414, push(pushParams(element({ v: 'x'.repeat(7500) })))],
  ];
  for (const [what, field, status, request] of refusals) {
    test(`refuses ${what}, naming ${field}`, () => {
      const answer = createReceiver().handle('pushData', request);
      expect(answer.refused.join()).toContain(field);
      expect(answer.status).toBe(status);
      expect(JSON.parse(answer.body).code).toBe(status);
    });
  }

  const elements: [field: string, change: Record<string, unknown>][] = [
    ['aid', { aid: 1004 }],
    ['aid', { aid: '1003' }],
    ['app_id', { app_id: '15154545' }],
    ['app_id', { app_id: 1 }],
    ['app_id', { app_id: undefined }],
    ['uid', { uid: 'other' }],
    ['uid', { uid: undefined }],
    ['game_id', { game_id: '12' }],
    ['game_id', { game_id: undefined }],
    ['game_v', { game_v: 7 }],
    ['game_v', { game_v: undefined }],
    ['v', { v: 5 }],
    ['v', { v: undefined }],
    ['v', { aid: 2003, v: '1.5' }],
    ['v', { aid: 2017, v: 'lobby' }],
    ['v', { aid: 2002, v: '5' }],
    ['extra', { extra: 1 }],
  ];
  for (const [field, wrong] of elements) {
    test(`refuses an element with ${field} as ${JSON.stringify(wrong[field])}, of ${JSON.stringify(wrong)}`, () => {
      const answer = createReceiver().handle('pushData', push(pushParams(element(wrong))));
      expect(answer.refused).toHaveLength(1);
      expect(answer.refused[0]).toContain(`data[0].${field}:`);
      expect(answer.status).toBe(400);
    });
  }

  const [platform, game, carrying] = [
    [1000, 1001, 1002],
    [
      2001, 2002, 2011, 2012, 2013, 2014, 2015, 2016, 2018, 3001, 3002, 3011, 3012, 3013, 3014,
      3021, 3022,
    ],
    [1003, 2003, 2017],
  ];
  for (const aid of [...platform, ...game, ...carrying]) {
    test(`takes aid ${aid} as its table has it`, () => {
      const ofGame = platform.includes(aid) ? {} : { game_id: 12, game_v: '7.8.8' };
      const carried = carrying.includes(aid) ? { v: '5' } : {};
      const data = [{ aid, uid: '2508E', app_id: 15154545, ...ofGame, ...carried }];
      const answer = createReceiver().handle('pushData', push(pushParams(JSON.stringify(data))));
      expect(answer.refused).toEqual([]);
    });
  }
});

test.describe('oper', () => {
  const send = (receiver: ReturnType<typeof createReceiver>, payload: Json) =>
    receiver.handle('oper', requestFor('oper', JSON.stringify(payload)));

  test('shows a retry, and counts it as a double', () => {
    const receiver = createReceiver();
    send(receiver, payloads.oper());
    send(receiver, payloads.oper());
    expect(receiver.received('oper').map(({ duplicate }) => duplicate)).toEqual([undefined, true]);
    expect(receiver.tally().oper).toMatchObject({ received: 2, distinct: 1, doubled: 1 });
  });

  test('refuses a nonce that was seen with another ts or other data', () => {
    const receiver = createReceiver();
    send(receiver, payloads.oper());
    for (const [path, value] of [
      ['data.ext1', 'other'],
      ['ts', 1699274743],
    ] as const) {
      const answer = send(receiver, change(payloads.oper(), path, value));
      expect(answer.refused).toEqual([expect.stringContaining('nonce')]);
    }
    const fresh = change(payloads.oper(), 'nonce', 'another-nonce-of-16');
    expect(send(receiver, fresh).refused).toEqual([]);
    expect(receiver.tally().oper).toMatchObject({ received: 2, distinct: 2, doubled: 0 });
  });

  for (const family of ['1504000120', '1505000120']) {
    test(`knows the four ids of ${family}, each with its fields`, () => {
      for (const last of ['618', '678', '679', '617']) {
        const known = change(payloads.oper(), 'data.oper_id', family + last);
        expect(send(createReceiver(), known).refused).toEqual([]);
        const bare = change(known, 'data.ext1', undefined);
        expect(send(createReceiver(), bare).refused).toEqual([expect.stringContaining('ext1')]);
      }
    });
  }
});

test.describe('a fault', () => {
  const body = JSON.stringify(payloads.behavior());
  const send = (receiver: ReturnType<typeof createReceiver>, text = body) =>
    receiver.handle('behavior', requestFor('behavior', text));

  test('strikes as often as it was told to, and then no more', () => {
    const receiver = createReceiver();
    receiver.fail('behavior', { status: 503, retryAfter: 7, times: 2 });
    const statuses = [send(receiver), send(receiver), send(receiver)].map(({ status }) => status);
    expect(statuses).toEqual([503, 503, 200]);
    expect(receiver.requests('behavior')[0]?.answer.headers['retry-after']).toBe('7');
    expect(receiver.tally().behavior).toMatchObject({ requests: 3, received: 1, faulted: 2 });
    expect(receiver.tally().behavior.refused).toEqual({});
  });

  test('gives Retry-After as an HTTP date where it is one', () => {
    const receiver = createReceiver();
    receiver.fail('behavior', { status: 429, retryAfter: new Date(0) });
    expect(send(receiver).headers['retry-after']).toBe('Thu, 01 Jan 1970 00:00:00 GMT');
  });

  test('strikes the same share of requests in each run', () => {
    const run = () => {
      const receiver = createReceiver({ seed: 7 });
      receiver.fail('behavior', { status: 500, rate: 0.3 });
      return Array.from({ length: 100 }, () => send(receiver).status);
    };
    expect(run()).toEqual(run());
    const struck = run().filter((status) => status === 500).length;
    expect(struck).toBeGreaterThan(15);
    expect(struck).toBeLessThan(45);
  });

  test('finds a request too large, or a batch poisoned, and leaves the others alone', () => {
    const receiver = createReceiver();
    const small = Buffer.byteLength(body);
    receiver.fail('behavior', { tooLargeAbove: small });
    expect(send(receiver).status).toBe(200);
    expect(send(receiver, `${body} `).status).toBe(413);
    receiver.fail('behavior', { poison: '"page_id":13' });
    expect(send(receiver).body).toBe('{"ret":0,"msg":""}');
    const poisoned = JSON.stringify(change(payloads.behavior(), 'items.0.page_id', 13));
    expect(send(receiver, poisoned).body).toBe(REFUSED);
    receiver.fail('behavior', { poison: ({ record }) => record.page_id === 2 });
    expect(send(receiver).body).toBe(REFUSED);
    receiver.fail('behavior');
    expect(send(receiver).body).toBe('{"ret":0,"msg":""}');
  });

  test('answers as a captive portal does, or with a ret of its own', () => {
    const receiver = createReceiver();
    receiver.fail('behavior', { portal: true });
    expect(send(receiver)).toMatchObject({
      status: 200,
      body: expect.stringContaining('<!doctype'),
    });
    receiver.fail('behavior', { ret: 5 });
    expect(JSON.parse(send(receiver).body).ret).toBe(5);
    expect(receiver.received('behavior')).toEqual([]);
  });
});

test.describe('the server', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  test.beforeEach(async () => void (server = await startServer()));
  test.afterEach(() => server.close());

  const post = (
    path: string,
    body: string,
    headers: Record<string, string> = {},
    base = server.url,
  ) => fetch(base + path, { method: 'POST', body, headers });

  test('relays JSON sent as plain text, with the token and the content type it lacks', async () => {
    for (const [path, name] of [
      ['media', 'mediaEvent'],
      ['behavior', 'behavior'],
      ['oper', 'oper'],
    ] as const) {
      const body = JSON.stringify(payloads[name]());
      const answer = await post(`/relay/${path}`, body, {
        'content-type': 'text/plain;charset=UTF-8',
      });
      expect(await answer.json()).toMatchObject({ ret: 0 });
      const [request] = server.receiver.requests(name);
      expect(request?.headers).toMatchObject({
        authorization: server.receiver.issue(name),
        'content-type': 'application/json',
      });
      expect(request?.relayed?.headers['authorization']).toBeUndefined();
      expect(request?.bodyBytes?.equals(Buffer.from(body))).toBe(true);
    }
    const answer = await post('/relay/mta', JSON.stringify(payloads.mta()));
    expect(await answer.json()).toEqual({ ret: 0, msg: '' });
  });

  test('relays the query and the form of pushData byte for byte', async () => {
    const { query } = push(pushParams(element({ v: '栏目 & +' })));
    const inQuery = await fetch(`${server.url}/relay/push?${query}`, { method: 'POST' });
    expect([inQuery.status, await inQuery.text()]).toEqual([200, '']);
    const inBody = await fetch(`${server.url}/relay/push`, {
      method: 'POST',
      body: query,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([inBody.status, await inBody.text()]).toEqual([200, '']);
    const [first, second] = server.receiver.requests('pushData');
    expect(first?.query).toBe(query);
    expect(second?.body).toBe(query);
  });

  test('refuses a secret that the page brings to the relay', async () => {
    for (const path of ['mta', 'push', 'media', 'behavior', 'oper']) {
      const answer = await post(`/relay/${path}`, '', { authorization: 'secret' });
      expect(answer.status).toBe(400);
    }
    const { behavior } = server.receiver.tally();
    expect(Object.keys(behavior.refused)).toEqual([expect.stringContaining('authorization')]);
  });

  test('relays a refusal with its status and Retry-After', async () => {
    server.receiver.fail('behavior', { status: 503, retryAfter: 3, body: 'busy' });
    const answer = await post('/relay/behavior', JSON.stringify(payloads.behavior()));
    expect([answer.status, answer.headers.get('retry-after'), await answer.text()]).toEqual([
      503,
      '3',
      'busy',
    ]);
  });

  test('has the vendors on both origins, with CORS on theirs unless it is turned off', async () => {
    const path = '/upbot/api/ReportBehaviorData';
    const headers = {
      'content-type': 'application/json',
      authorization: server.receiver.issue('behavior'),
      origin: 'http://page.test',
    };
    const send = (base: string) => post(path, JSON.stringify(payloads.behavior()), headers, base);
    const preflight = () =>
      fetch(server.vendorUrl + path, {
        method: 'OPTIONS',
        headers: { origin: 'http://page.test' },
      });
    expect(await (await send(server.url)).json()).toEqual({ ret: 0, msg: '' });
    expect((await send(server.vendorUrl)).headers.get('access-control-allow-origin')).toBe(
      'http://page.test',
    );
    const allowed = await preflight();
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-headers')).toContain(
      'authorization, content-type',
    );
    server.receiver.cors = false;
    expect((await preflight()).status).toBe(405);
    expect((await send(server.vendorUrl)).headers.get('access-control-allow-origin')).toBeNull();
    const noSlash = await post('/statistic/push_data', '');
    expect(noSlash.status).toBe(404);
    expect(server.receiver.tally().pushData.refused).toEqual({
      'path: not /statistic/push_data/': 1,
    });
  });

  test('hangs, resets and is slow when it is told to', async () => {
    const send = (signal: AbortSignal | null = null) =>
      fetch(`${server.url}/relay/behavior`, {
        method: 'POST',
        body: JSON.stringify(payloads.behavior()),
        signal,
      });
    const { receiver } = server;
    receiver.fail('behavior', { reset: 'before' });
    await expect(send()).rejects.toThrow();
    expect(receiver.received('behavior')).toHaveLength(0);
    receiver.fail('behavior', { reset: 'body' });
    const cut = await send();
    expect(cut.status).toBe(200);
    await expect(cut.text()).rejects.toThrow();
    expect(receiver.received('behavior')).toHaveLength(1);
    receiver.fail('behavior', { slow: 150 });
    const start = performance.now();
    expect((await send()).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(140);
    receiver.fail('behavior', { hang: true });
    await expect(send(AbortSignal.timeout(200))).rejects.toThrow(/timeout/);
    expect(receiver.received('behavior')).toHaveLength(2);
  });

  test('cuts off an empty body too', async () => {
    server.receiver.fail('pushData', { reset: 'body' });
    const answer = await fetch(`${server.url}/relay/push?${push(pushParams()).query}`, {
      method: 'POST',
    });
    await expect(answer.text()).rejects.toThrow();
  });

  test('is looked into and interfered with through its local calls', async () => {
    const local = async (path: string) => (await fetch(`${server.url}/_local/${path}`)).json();
    const call = (path: string, body: Json) => post(`/_local/${path}`, JSON.stringify(body));
    const { value: before } = await local('issue?endpoint=pushData');
    expect(before).toBe(SESSION);
    await call('expire', { endpoint: 'pushData' });
    const { value: after } = await local('issue?endpoint=pushData');
    expect(after).not.toBe(before);
    const send = (session_key: string) =>
      fetch(`${server.url}/relay/push?${push({ ...pushParams(), session_key }).query}`, {
        method: 'POST',
      });
    expect((await send(before)).status).toBe(401);
    expect((await send(after)).status).toBe(200);
    expect(await local('received?endpoint=pushData')).toHaveLength(1);
    await call('fail', { endpoint: 'pushData', fault: { status: 500 } });
    expect((await send(after)).status).toBe(500);
    await call('fail', { endpoint: 'pushData' });
    expect((await send(after)).status).toBe(200);
    expect((await local('tally')).pushData).toMatchObject({ requests: 4, received: 2, doubled: 1 });
    await call('reset', {});
    expect((await local('tally')).pushData).toMatchObject({ requests: 0, received: 0 });
    expect((await call('fail', { endpoint: 'nobody' })).status).toBe(400);
    expect((await call('expire', { endpoint: 'mta' })).status).toBe(404);
  });

  test('tells of each request as it is handled', async () => {
    const events = await fetch(`${server.url}/_local/events`);
    await post('/relay/behavior', JSON.stringify(payloads.behavior()));
    let text = '';
    const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
    while (!text.includes('data: ')) text += (await reader.read()).value;
    const event = JSON.parse(text.slice(text.indexOf('data: ') + 6));
    expect(event).toMatchObject({
      endpoint: 'behavior',
      status: 200,
      body: '{"ret":0,"msg":""}',
      refused: [],
    });
    expect(event.accepted).toHaveLength(1);
    await reader.cancel();
  });

  test('gives the page for its routes, and nothing for a file that is not there', async () => {
    for (const path of ['/', '/game/12', '/game/12?from=1']) {
      const answer = await fetch(server.url + path);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    expect((await fetch(`${server.url}/demo/missing.js`)).status).toBe(404);
    expect((await fetch(`${server.url}/relay/missing`)).status).toBe(404);
  });

  const escapes = [
    '/demo/../server.mjs',
    '/demo/..%2fserver.mjs',
    '/demo/%2e%2e/server.mjs',
    '/demo/..%5cserver.mjs',
    '/demo//../../package.json',
    '/dist/../package.json',
    '/e2e/../../package.json',
    '/../../../etc/passwd',
    '/demo//etc/passwd.txt',
    '/demo/%00.js',
    '/demo/%',
  ];
  for (const path of escapes) {
    test(`lets nothing out by ${path}`, async () => {
      const { port } = new URL(server.url);
      const status = await new Promise((resolve, reject) => {
        const options = { host: '127.0.0.1', port, path };
        rawRequest(options, (answer) => resolve(answer.resume().statusCode))
          .on('error', reject)
          .end();
      });
      expect(status).toBe(404);
    });
  }
});

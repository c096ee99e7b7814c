import { expect, test } from 'playwright/test';
import { createReceiver } from '../receiver.mjs';
import { element, push, pushParams, SESSION, VECTOR } from '../testing';

test.describe('one exactly valid request', () => {
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

  test('may carry a game on a platform aid', () => {
    const data = '[{"app_id":15154545,"aid":1001,"uid":"2508E","game_id":3}]';
    expect(createReceiver().handle('pushData', push(pushParams(data))).refused).toEqual([]);
  });
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

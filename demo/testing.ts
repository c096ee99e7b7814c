// What the tests of the test server send it: valid requests, and how one is made wrong.
import { createHash } from 'node:crypto';
import { test as base } from 'playwright/test';
import { createReceiver } from './receiver.mjs';
import { startServer } from './server.mjs';

type Server = Awaited<ReturnType<typeof startServer>>;
export type EndpointName = 'mta' | 'pushData' | 'mediaEvent' | 'behavior' | 'oper';
export type Json = ReturnType<typeof JSON.parse>; // JSON has no types
export type Headers = Record<string, string | undefined>;

export const TRACE = 'Fi6JoptoXX8EI3sttq3pcVGC2H1Nesy9';
export const SESSION = '0oesephgt44zbxvza7uddhldc7d9kx56';
export const VECTOR =
  '[{"aid":1003,"uid":"2508E","app_id":15154545,"game_id":12,"game_v":"7.8.8","v":"5"}]';
export const REFUSED = '{"ret":1001,"msg":"请求参数错误，请稍后再试"}';

export const { config } = createReceiver();

export const payloads: Record<Exclude<EndpointName, 'pushData'>, () => Json> = {
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

export function requestFor(name: EndpointName, body: string, headers: Headers = {}, query = '') {
  const token = (config as Json)[name].token as string | undefined;
  const own: Headers = { 'content-type': 'application/json' };
  if (token) own.authorization = token;
  const path = (config as Json)[name].path as string;
  return { method: 'POST', path, query, headers: { ...own, ...headers }, body };
}

export function push(params: Record<string, string>, signKey = 'developer_login') {
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

export const pushParams = (data: string = VECTOR) => ({
  uid: '2508E',
  app_id: '15154545',
  session_key: SESSION,
  ts: '1515744510',
  data,
});

export const element = (change: Json) => JSON.stringify([{ ...JSON.parse(VECTOR)[0], ...change }]);

export function change(payload: Json, path: string, value: unknown) {
  const keys = path.split('.');
  const last = keys.pop()!;
  const target = keys.reduce((object, key) => object[key], payload);
  if (value === undefined) delete target[last];
  else target[last] = value;
  return payload;
}

export const test = base.extend<{ server: Server }>({
  server: async ({}, use) => {
    const server = await startServer();
    await use(server);
    await server.close();
  },
});

export const post = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers });

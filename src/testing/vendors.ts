// For tests alone, as everything in this folder: the vendors, as the demo's receiver plays them.
import type { Endpoint } from '../core/endpoint';
import type { Reply, WireRequest } from '../core/ports';
import { behavior, type BehaviorOptions } from '../endpoints/behavior';
import { mediaEvent, type MediaEventOptions } from '../endpoints/mediaEvent';
import { mta, type MtaOptions } from '../endpoints/mta';
import { oper, type OperOptions } from '../endpoints/oper';
import { pushData, type PushDataOptions } from '../endpoints/pushData';

export type EndpointName = 'mta' | 'pushData' | 'mediaEvent' | 'behavior' | 'oper';

/** What the demo's `createReceiver` gives. */
export interface Receiver {
  handle(
    name: EndpointName,
    request: {
      method: string;
      path: string;
      query: string;
      headers: Record<string, string | undefined>;
      body: string;
      bodyBytes?: Uint8Array;
    },
  ): {
    status: number;
    headers: Record<string, string>;
    body: string;
    transport?: object;
  };
}

/** Where the vendors are, and what the receiver knows them by. */
export const URLS: Readonly<Record<EndpointName, string>> = {
  mta: 'https://mta.test/mstat/submit',
  pushData: 'https://push.test/statistic/push_data/',
  mediaEvent: 'https://media.test/upbot/api/ReportMediaEvent',
  behavior: 'https://behavior.test/upbot/api/ReportBehaviorData',
  oper: 'https://oper.test/api/v1/OperReport',
};
export const TOKENS = {
  mediaEvent: 'test-mediaEvent-token-1',
  behavior: 'test-behavior-token-1',
  oper: 'test-oper-token-1',
  pushData: '0oesephgt44zbxvza7uddhldc7d9kx56',
};
export const HEAD = { uid: '890347598', openid: 'HH88bB83BB' };
export const ACCOUNT = { account_type: 2, appid: 'xxxx', openid: 'yyyy' } as const;

/** Each endpoint in direct mode, as the receiver accepts it. */
export const direct = {
  mta: (more: Partial<MtaOptions> = {}): Endpoint =>
    mta({ url: URLS.mta, appKey: 'if8888mta', cui: '13823965426', ...more }),
  pushData: (more: Partial<PushDataOptions> = {}): Endpoint =>
    pushData({
      url: URLS.pushData,
      appId: 15154545,
      session: TOKENS.pushData,
      uid: '2508E',
      ...(more.sign ? {} : { signKey: 'developer_login' }),
      ...more,
    }),
  mediaEvent: (more: Partial<MediaEventOptions> = {}): Endpoint =>
    mediaEvent({ url: URLS.mediaEvent, account: ACCOUNT, token: TOKENS.mediaEvent, ...more }),
  behavior: (more: Partial<BehaviorOptions> = {}): Endpoint =>
    behavior({ url: URLS.behavior, head: HEAD, token: TOKENS.behavior, ...more }),
  oper: (more: Partial<OperOptions> = {}): Endpoint =>
    oper({ url: URLS.oper, token: TOKENS.oper, ...more }),
};

const TYPES = {
  text: 'text/plain;charset=UTF-8',
  form: 'application/x-www-form-urlencoded',
  json: 'application/json',
};

/** Answers as the receiver does; `compress` is for requests with `gzip`. */
export function answerBy(
  receiver: Receiver,
  compress?: (text: string) => Uint8Array,
): (request: WireRequest) => Reply | Promise<Reply> {
  return ({ url, body = '', type, authorization, gzip }) => {
    const { host, pathname, search } = new URL(url);
    const answer = receiver.handle(
      (Object.keys(URLS) as EndpointName[]).find((name) => new URL(URLS[name]).host === host) ??
        'mta',
      {
        method: 'POST',
        path: pathname,
        query: search.slice(1),
        headers: {
          host,
          'content-type': type && TYPES[type],
          authorization,
          'content-encoding': gzip ? 'gzip' : undefined,
        },
        body,
        ...(gzip && compress && { bodyBytes: compress(body) }),
      },
    );
    const { transport, status, headers } = answer;
    if (transport && 'hang' in transport) return new Promise(() => undefined);
    if (transport && 'reset' in transport) return { kind: 'no-response', why: 'reset' };
    return { kind: 'response', status, body: answer.body, retryAfter: headers['retry-after'] };
  };
}

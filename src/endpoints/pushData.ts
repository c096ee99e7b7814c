import type { Encoded, Endpoint, EndpointOptions, Secret } from '../core/endpoint';
import type { Props } from '../core/event';
import { integer, pick, seconds, text, type Fields, type Read } from '../core/fields';
import { judgeBy } from '../core/judge';
import { own } from '../core/own';
import { print } from '../core/print';
import type { WireRequest } from '../core/ports';
import { inSeconds } from '../core/units';
import { BODY_LIMIT, endpointBase, joinItems, mapByUser, type Given } from '../core/wire';
import { md5 } from './md5';

/** The request's parameters, as raw text: what is signed. */
export type PushParams = Readonly<Record<string, string>>;

export interface PushDataOptions extends EndpointOptions {
  /** `app_id`: the channel's id. */
  appId: number;
  /** `session_key`: from the platform's login; asked again when it is refused. */
  session: Secret;
  /** Ends the text that is signed. In a page it is public: a check of integrity, not of who sends. */
  signKey?: string;
  /** Signs instead, for instance on one's own server. What it answers with a promise cannot go out while a page leaves. */
  sign?: (params: PushParams) => string | Promise<string>;
  /** The user's device id. Default: one that is made once and kept. */
  uid?: Given<string | undefined>;
  /** Where the parameters go. Default: `query`, as the vendor's only example has it. */
  in?: 'query' | 'body';
}

const GAME: Fields = { 'game_id!': integer, 'game_v!': text };
const ANY: Fields = { game_id: integer, game_v: text };

/** What a kind is on the wire. */
interface Row {
  /** The aid, or what chooses one. */
  readonly aid: number | ((props: Props) => number | undefined);
  readonly fields: Fields;
  /** The prop that `v` carries. */
  readonly v?: string;
}

const BUTTONS: Readonly<Record<string, number>> = {
  close: 2011,
  more: 2012,
  share: 2013,
  favorite: 2014,
  unfavorite: 2015,
  clear_cache: 2016,
  lobby: 2018,
};

const ADS: Readonly<Record<string, number>> = {
  'banner show': 3001,
  'banner click': 3002,
  'rewarded show': 3011,
  'rewarded click': 3012,
  'rewarded close': 3013,
  'rewarded complete': 3014,
  'interstitial show': 3021,
  'interstitial click': 3022,
};

/** `v` is a string on the wire, whatever it counts. */
const wholeSeconds: Read = (value) => text(seconds(value));

const ROWS: Readonly<Record<string, Row>> = {
  launch: { aid: 1000, fields: ANY },
  load: { aid: 1001, fields: ANY },
  loaded: { aid: 1002, fields: ANY },
  game_click: { aid: 1003, fields: { ...GAME, 'v!': text }, v: 'column' },
  game_load: { aid: 2001, fields: GAME },
  game_enter: { aid: 2002, fields: GAME },
  game_exit: { aid: 2003, fields: { ...GAME, 'v!': wholeSeconds }, v: 'duration' },
  game_button: { aid: ({ button }) => own(BUTTONS, button), fields: GAME },
  game_jump: { aid: 2017, fields: { ...GAME, 'v!': text }, v: 'target' },
  ad: { aid: ({ format, action }) => own(ADS, `${print(format)} ${print(action)}`), fields: GAME },
};

/** The vendor takes many records and gives no number. */
const RECORDS = 100;

/** Longest URL that proxies and servers on the way are sure to take: nginx's default buffer is 8 KiB. */
const URL_LIMIT = 7500;

/** What a relative URL grows by when the browser completes it: a scheme and the longest of host names. */
const ORIGIN_LENGTH = 270;

/** Room for the parameters beside `data`: a session key of 64 characters, a long device id, the signature. */
const OTHER_PARAMETERS = 400;

const encodedLength = (json: string): number => encodeURIComponent(json).length;

/** The text that is signed: parameters in the order of their names, then the key. */
export const signatureBase = (params: PushParams, signKey: string): string =>
  Object.keys(params)
    .filter((name) => name.indexOf('__') !== 0)
    .sort()
    .map((name) => `${name}=${params[name]}`)
    .join('&') + `&${signKey}`;

/** `__md5` of a request's parameters. */
export const signPushData = (params: PushParams, signKey: string): string =>
  md5(signatureBase(params, signKey));

/** Platform, game and advertisement events, for `POST /statistic/push_data/`. */
export function pushData(options: PushDataOptions): Endpoint {
  const { url, appId: app_id, signKey, sign, uid } = options;
  const isQuery = options.in !== 'body';
  const origin = /^https?:/.test(url) ? 0 : ORIGIN_LENGTH;
  const room = isQuery
    ? URL_LIMIT - OTHER_PARAMETERS - origin - String(url).length
    : BODY_LIMIT - OTHER_PARAMETERS;
  const base = endpointBase('pushData', options, { records: RECORDS, bytes: room }, [
    'appId',
    'session',
  ]);

  function request(params: PushParams, signature: string): WireRequest {
    const text = Object.entries({ ...params, __md5: signature })
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&');
    return isQuery
      ? { url: url + (url.indexOf('?') < 0 ? '?' : '&') + text }
      : { url, body: text, type: 'form' };
  }

  return {
    ...base,
    problems: [
      ...base.problems,
      ...(!signKey === !sign ? ['give exactly one of signKey and sign'] : []),
    ],
    secret: options.session,
    identify: () =>
      uid === undefined
        ? undefined
        : pick({ uid: typeof uid === 'function' ? uid() : uid }, { 'uid!': text }),
    weigh: encodedLength,

    map(event, { identity }) {
      const { kind, props } = event;
      const row = own(ROWS, kind);
      const fixed = { app_id, ...(identity as object) };
      const mapped = mapByUser(options, event, fixed);
      if (mapped || !row) return mapped;
      const { v } = row;
      const aid = typeof row.aid === 'number' ? row.aid : row.aid(props);
      const given = { game_id: props['game_id'], game_v: props['game_v'], v: v && props[v], aid };
      const picked = pick(given, { 'aid!': integer, ...row.fields }, fixed);
      return { ...picked, missing: picked.missing.map((name) => (name === 'v' && v) || name) };
    },

    encode(batch, { secret, now }) {
      const [data, taken] = joinItems(batch, '[', ']', base.limits.bytes, encodedLength);
      const params = {
        session_key: String(secret),
        ts: String(inSeconds(now)),
        app_id: String(app_id),
        uid: (batch.identity as { uid: string }).uid,
        data,
      };
      const sent = (signature: string): Encoded => ({ request: request(params, signature), taken });
      const signature = sign ? sign(params) : signPushData(params, signKey as string);
      return typeof signature === 'string' ? sent(signature) : signature.then(sent);
    },

    judge: (response) =>
      judgeBy(response, (json, body) =>
        // 该接口正常请求返回值是为空的: nothing is what a success says.
        !body.trim() || (json && json['code'] === 200) ? 'accepted' : json && 'reauthorize',
      ),
  };
}

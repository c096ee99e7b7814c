import type { Encoded, Endpoint, EndpointOptions, Secret } from '../core/endpoint';
import { integer, pick, seconds, text, type Fields } from '../core/fields';
import { judgeBy } from '../core/judge';
import { own } from '../core/own';
import { print } from '../core/print';
import type { WireRequest } from '../core/ports';
import { inSeconds } from '../core/units';
import { BODY_LIMIT, endpointBase, joinItems, mapByUser, type Given } from '../core/wire';
import { signPushData } from './signPushData';

/** The request's parameters, as raw text: what is signed. */
export type PushParams = Readonly<Record<string, string>>;

/** What `pushData` needs beside `url`; `signKey` or `sign`, too. */
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

const GAME: Fields = { 'game_id!': integer, 'game_v!': text };
const ANY: Fields = { game_id: integer, game_v: text };

/** The two props of an ad that together are its aid. */
const FORMAT_AND_ACTION = 'format and action';

/** Each kind's aid, be it by a prop, and its fields. `v` is a string on the wire, whatever it counts. */
const KINDS: Readonly<Record<string, readonly [aid: number | undefined, fields: Fields]>> = {
  launch: [1000, ANY],
  load: [1001, ANY],
  loaded: [1002, ANY],
  game_click: [1003, { ...GAME, 'v=column!': text }],
  game_load: [2001, GAME],
  game_enter: [2002, GAME],
  game_exit: [2003, { ...GAME, 'v=duration!': (value) => text(seconds(value)) }],
  game_button: [undefined, { 'aid=button!': (value) => own(BUTTONS, value), ...GAME }],
  game_jump: [2017, { ...GAME, 'v=target!': text }],
  ad: [undefined, { [`aid=${FORMAT_AND_ACTION}!`]: (value) => own(ADS, value), ...GAME }],
};

/** The vendor takes many records and gives no number. */
const RECORDS = 100;

/** Longest URL that proxies and servers on the way are sure to take: nginx's default buffer is 8 KiB. */
const URL_LIMIT = 7499;

/** What a relative URL grows by when the browser completes it: a scheme and the longest of host names. */
const ORIGIN_LENGTH = 270;

/** As long as a signature in hex, to measure with: an MD5, or the longest that one signs with oneself. */
const MD5_ROOM = '0'.repeat(32);
const SIGN_ROOM = '0'.repeat(128);

/** Usual room for the parameters beside `data`: a session key of 64 characters, a long device id, the signature. */
const OTHER_PARAMETERS = 400;

/** Half an emoji cannot be sent in UTF-8, and `encodeURIComponent` throws at it. */
const wellFormed = (text: string): string =>
  /[\ud800-\udfff]/.test(text)
    ? Array.from(text, (char) => (/^[\ud800-\udfff]$/.test(char) ? '\ufffd' : char)).join('')
    : text;

const encodedLength = (json: string): number => encodeURIComponent(json).length;

/** Platform, game and advertisement events, for `POST /statistic/push_data/`. */
export function pushData(options: PushDataOptions): Endpoint {
  const { url, appId: app_id, signKey, sign, uid } = options;
  const isQuery = options.in !== 'body';
  const path = `${url}${String(url).indexOf('?') < 0 ? '?' : '&'}`;
  const origin = /^https?:/.test(url) ? 0 : ORIGIN_LENGTH;
  /** Bytes for all parameters. */
  const limit = isQuery ? URL_LIMIT - origin - path.length : BODY_LIMIT;
  const limits = { records: RECORDS, bytes: limit - OTHER_PARAMETERS };
  const base = endpointBase('pushData', options, limits, ['appId', 'session']);

  const toQuery = (params: PushParams): string =>
    Object.keys(params)
      .map((name) => `${name}=${encodeURIComponent(params[name] as string)}`)
      .join('&');

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
        : pick(
            { uid: typeof uid === 'function' ? uid() : uid },
            {
              'uid!': (value) => wellFormed((text(value) as string) || '') || undefined,
            },
          ),
    weigh: (json) => encodedLength(`${json},`),

    map(event, { identity }) {
      const { kind, props } = event;
      const [aid, fields] = own(KINDS, kind) || [];
      const fixed = { aid, app_id, ...(identity as object) };
      const { format, action } = props;
      const said = { ...props, [FORMAT_AND_ACTION]: `${print(format)} ${print(action)}` };
      return mapByUser(options, event, fixed) || (fields && pick(said, fields, fixed));
    },

    encode(batch, { secret, now }) {
      const others = {
        session_key: String(secret),
        ts: String(inSeconds(now)),
        app_id: String(app_id),
        uid: (batch.identity as { uid: string }).uid,
      };
      const room =
        limit - toQuery({ ...others, data: '', __md5: sign ? SIGN_ROOM : MD5_ROOM }).length;
      const [data, taken] = joinItems(batch, '[', ']', room, encodedLength);
      const params = { ...others, data };
      const sent = (__md5: string): Encoded => {
        const text = toQuery({ ...params, __md5 });
        const request: WireRequest = isQuery
          ? { url: path + text }
          : { url, body: text, type: 'form' };
        return { request, taken };
      };
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

import { createClaims, type ClaimContext, type Claiming } from '../core/claims';
import type { Endpoint, EndpointOptions, MapContext, Outcome } from '../core/endpoint';
import type { Props } from '../core/event';
import { pick, text, type Fields, type Read } from '../core/fields';
import { toJson } from '../core/json';
import { judgeBy } from '../core/judge';
import { own } from '../core/own';
import { inSeconds } from '../core/units';
import {
  BODY_LIMIT,
  dayInChina,
  endpointBase,
  joinItems,
  mapByUser,
  type Given,
} from '../core/wire';

/** What `mta` needs beside `url`. */
export interface MtaOptions extends EndpointOptions {
  /** `ky`: the app key that the vendor has assigned. */
  appKey: string;
  /** `cui`: the account's id; a value, or a function that is asked with each event. */
  cui: Given<string | undefined>;
  /** Compresses the body; direct mode only, as the header it needs forces a preflight. Default: false. */
  gzip?: boolean;
}

/** The only type of log that the endpoint takes: 自定义事件. */
const CUSTOM_EVENT = 1000;

/** The vendor recommends to merge records and gives no number. */
const RECORDS = 30;

/** An object as it is: the endpoint wants values of the types that they have. */
const object: Read = (value) =>
  Object.prototype.toString.call(value) === '[object Object]' ? value : undefined;

const EVENT: Fields = { 'ei=id!': text, 'kv=params': object };

/** What the documents call 必选 (required), by event id. The endpoint takes an event without it, and voids it later. */
const REQUIRED: Readonly<Record<string, string>> = {
  __LOAN__product: 'product_id',
  __LOAN__register: 'status',
};

/** The event that the document wants 每天上报一次 (once a day) for each product. */
const DAILY = '__LOAN__product';

/** The documented texts in `msg`; the numbers in `ret` are not documented. */
const MESSAGES: Readonly<Record<string, Outcome['kind']>> = {
  'invalid appkey': 'misconfigured',
  'Json parse error': 'rejected',
};

/** Loan steps and other named events, for `POST /mstat/submit`. */
export function mta(options: MtaOptions): Endpoint {
  const limits = { records: RECORDS, bytes: BODY_LIMIT };
  const base = endpointBase('mta', options, limits, ['appKey', 'cui']);

  /** The vendor could not unpack what was compressed. */
  let isPlain = false;

  const claiming: Claiming = { createClaims };

  return {
    ...base,
    ...claiming,
    identify: () => {
      const { cui } = options;
      return pick({ cui: typeof cui === 'function' ? cui() : cui }, { 'cui!': text });
    },

    map(event, context: MapContext) {
      const { identity, claim } = context as ClaimContext;
      const { kind, props, time } = event;
      const fixed = {
        ky: options.appKey,
        ts: inSeconds(time),
        et: CUSTOM_EVENT,
        ...(identity as object),
      };
      const mapped = mapByUser(options, event, fixed);
      if (mapped || (kind !== 'loan' && kind !== 'custom')) return mapped;

      const picked = pick(props, EVENT, fixed);
      const { ei, cui, kv } = picked.item as { ei: string; cui?: string; kv?: Props };
      const required = own(REQUIRED, ei);
      const value = required && kv && kv[required];
      if (required && value == null) picked.wrong.push(`params.${required}`);
      else if (ei === DAILY && cui && !claim(dayInChina(time), toJson([base.name, cui, value]))) {
        return 'repeated';
      }
      return picked;
    },

    encode(batch) {
      const [body, taken] = joinItems(batch, '[', ']', base.limits.bytes);
      const gzip = !!own<unknown>({ ...options }, 'gzip') && !isPlain;
      return { request: { url: options.url, body, type: 'text', gzip }, taken };
    },

    judge: (response) =>
      judgeBy(response, (json) => {
        if (!json) return undefined;
        // The same again, and what comes after it.
        if (json['msg'] === 'Gzip error') isPlain = true;
        return json['ret'] === 0 ? 'accepted' : own(MESSAGES, json['msg']);
      }),
  };
}

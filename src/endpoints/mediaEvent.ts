import type { AuthorizedOptions, Endpoint } from '../core/endpoint';
import { integer, oneOf, pick, seconds, text, traceId, type Fields } from '../core/fields';
import { toJson } from '../core/json';
import { judgeReport } from '../core/judge';
import { own } from '../core/own';
import { inSeconds } from '../core/units';
import {
  BODY_LIMIT,
  deviceType,
  endpointBase,
  identifyBy,
  joinItems,
  jsonRequest,
  mapByUser,
  type Given,
} from '../core/wire';

/** Whose account the events belong to. */
export interface MediaAccount {
  /** 1 QQ, 2 WeChat openid, 3 QQ openid. */
  account_type: 1 | 2 | 3;
  /** The application's id at QQ or WeChat. */
  appid: string;
  /** The user's openid in it. */
  openid: string;
  /** The device's id, if the host has one. */
  uuid?: string;
  /** 1 Android, 2 iOS. Default: the device's own; left out elsewhere. */
  device_type?: number;
}

/** What `mediaEvent` needs beside `url`. */
export interface MediaEventOptions extends AuthorizedOptions {
  /** A value, or a function that is asked with each event. */
  account: Given<MediaAccount | undefined>;
  /** Name of the array. Default: `items`, as every example has it; the document's table says `item`. */
  itemsKey?: string;
}

const ACCOUNT: Fields = {
  'account_type!': oneOf(1, 2, 3),
  'appid!': text,
  'openid!': text,
  uuid: text,
  device_type: oneOf(1, 2),
};

const CODE: Fields = { 'code!': text, media_type: integer, trace_id: traceId, duration: seconds };

const EVENT_IDS: Readonly<Record<string, string>> = {
  miniprogram_jump: '1100102',
  qr_show: '1110201',
  qr_press: '1110204',
};

/** WeCom group: the only documented medium. */
const MEDIA_TYPE = 2;

/** Nothing is documented about the size of a request. */
const RECORDS = 50;

/** QR codes and the jumps that lead to them, for `POST /upbot/api/ReportMediaEvent`. */
export function mediaEvent(options: MediaEventOptions): Endpoint {
  const limits = { records: RECORDS, bytes: BODY_LIMIT };
  const base = endpointBase('mediaEvent', options, limits, ['account']);

  return {
    ...base,
    secret: options.token,
    identify: () => identifyBy(options.account, ACCOUNT),

    map(event) {
      const event_id = own(EVENT_IDS, event.kind);
      const fixed = { event_id, event_time: inSeconds(event.time), media_type: MEDIA_TYPE };
      return (
        mapByUser(options, event, fixed) || (event_id ? pick(event.props, CODE, fixed) : undefined)
      );
    },

    encode(batch, { secret, device }) {
      const {
        account_type,
        appid,
        openid,
        uuid,
        device_type = deviceType(device),
      } = batch.identity as MediaAccount;
      const head = {
        account_info: { account_type, appid, openid },
        device_info: uuid || device_type ? { device_type, uuid } : undefined,
      };
      const before = `{"head":${toJson(head)},"${options.itemsKey || 'items'}":[`;
      return jsonRequest(options.url, joinItems(batch, before, ']}', base.limits.bytes), secret);
    },

    judge: (response) => judgeReport(response, options.isAuthError),
  };
}

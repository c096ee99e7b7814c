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

/** Who the events are about. */
export interface BehaviorHead {
  /** The user's id. */
  uid: string;
  /** The user's openid. */
  openid: string;
  /** 1 Android, 2 iOS. Default: the device's own; left out elsewhere. */
  device_type?: number;
  /** 1 = game creators' league (游戏家联盟). */
  business_type?: number;
}

/** What `behavior` needs beside `url`. */
export interface BehaviorOptions extends AuthorizedOptions {
  /** A value, or a function that is asked with each event. */
  head: Given<BehaviorHead | undefined>;
  /** `both`: an item when a page visit begins, and one when it ends. Default: `end`. */
  visit?: 'end' | 'both';
}

const HEAD: Fields = {
  'uid!': text,
  'openid!': text,
  device_type: oneOf(1, 2),
  business_type: integer,
};

const VISIT: Fields = {
  'page_id!': integer,
  pos_id: integer,
  prev_id: integer,
  trace_id: traceId,
  duration: seconds,
};

/** Nothing is documented about the size of a request. */
const RECORDS = 50;

/** Page visits, for `POST /upbot/api/ReportBehaviorData`. */
export function behavior(options: BehaviorOptions): Endpoint {
  const limits = { records: RECORDS, bytes: BODY_LIMIT };
  const base = endpointBase('behavior', options, limits, ['head']);

  return {
    ...base,
    secret: options.token,
    identify: () => identifyBy(options.head, HEAD),

    map(event, { device }) {
      const { kind, props, time } = event;
      const isH5 = device.surface === 'h5';
      const fixed = {
        event_time: inSeconds(time),
        channel: isH5 ? 1 : 2,
        // 10000: an H5 page was visited; 11000: a miniprogram's.
        operate_id: isH5 ? 10000 : 11000,
      };
      const mapped = mapByUser(options, event, fixed);
      if (mapped || (kind !== 'page_leave' && kind !== 'page_view')) return mapped;
      // A visit is one item, and its end brings it.
      const isHalf =
        kind === 'page_view' && own(props, 'leave_follows') && options.visit !== 'both';
      return isHalf ? 'skip' : pick(props, VISIT, fixed);
    },

    encode(batch, { secret, device }) {
      const head = { device_type: deviceType(device), ...(batch.identity as object) };
      const before = `{"head":${toJson(head)},"items":[`;
      return jsonRequest(options.url, joinItems(batch, before, ']}', base.limits.bytes), secret);
    },

    judge: (response) => judgeReport(response, options.isAuthError),
  };
}

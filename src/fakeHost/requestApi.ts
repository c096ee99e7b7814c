import { refuse, type Callbacks, type Outcome } from './answers';
import type { Core } from './core';
import type { Arrival, Trouble } from './network';
import type { Dict } from './realm';
import { sentAs } from './requestBody';

export interface Exception {
  reasons: never[];
  retryCount: number;
}

export interface RequestResult {
  data: string | object | ArrayBuffer;
  statusCode: number;
  header: Dict;
  cookies: string[];
  errMsg: string;
  exception: Exception;
  profile: never;
  useHttpDNS: boolean;
}

export interface RequestOptions extends Callbacks<RequestResult> {
  url: string;
  data?: string | object | ArrayBuffer;
  header?: Dict;
  method?: string;
  dataType?: string;
  responseType?: string;
  timeout?: number;
}

export interface Head {
  header: Dict;
  statusCode: number;
  cookies: string[];
}
export type HeadListener = (head: Head) => void;

const REFUSALS: Readonly<Record<Trouble, readonly [why: string, errno: number]>> = {
  domain: ['url not in domain list', 600002],
  url: ['invalid url', 600009],
  offline: ['net::ERR_INTERNET_DISCONNECTED', 600001],
  broken: ['net::ERR_CONNECTION_RESET', 600001],
  timeout: ['timeout', 5],
  abort: ['abort', 600000],
  interrupted: ['interrupted', 600003],
  background: ['interrupted', 600003],
};

/** `request` as WeChat has it, and QQ and Douyin like it. */
export function requestApi({ network, answers, realm, thread, listeners }: Core) {
  function read({ dataType = 'json', responseType }: RequestOptions, body: string): unknown {
    if (responseType === 'arraybuffer') return realm.buffer(Buffer.from(body));
    try {
      if (dataType === 'json') return realm.parse(body);
    } catch {
      // No JSON: then it is text.
    }
    return body;
  }

  return {
    request(options: RequestOptions) {
      const { method = 'GET', timeout = 60_000 } = options;
      const heads = listeners<Head>();
      const nothing = listeners<never>();

      function outcomeOf(result: Arrival | Trouble): Outcome<object> {
        if (typeof result === 'string') return refuse(...REFUSALS[result]);
        return {
          data: read(options, result.body),
          statusCode: result.status,
          header: realm.own(result.header),
          cookies: realm.array([]),
          exception: realm.own({ reasons: [], retryCount: 0 }),
          profile: realm.object(),
          useHttpDNS: false,
        };
      }

      const task = network.start({
        request: {
          method: method.toUpperCase(),
          ...sentAs(options.url, method.toUpperCase(), options.data, options.header),
        },
        timeout,
        done(result) {
          if (typeof result !== 'string') {
            thread.post(() =>
              heads.tell(
                realm.own({ header: result.header, statusCode: result.status, cookies: [] }),
              ),
            );
          }
          answers.tell('request', options, outcomeOf(result));
        },
      });
      return {
        abort: task.abort,
        onHeadersReceived: (listener: HeadListener): void => heads.on(listener),
        offHeadersReceived: (listener?: HeadListener): void => heads.off(listener),
        onChunkReceived: (listener: (result: never) => void): void => nothing.on(listener),
        offChunkReceived: (listener?: (result: never) => void): void => nothing.off(listener),
      };
    },
  };
}

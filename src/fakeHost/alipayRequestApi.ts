import { refuse, type Callbacks, type Outcome } from './answers';
import type { Core } from './core';
import type { Arrival, Trouble } from './network';
import type { Dict } from './realm';
import { sentAs } from './requestBody';

export interface AlipayRequestResult {
  data: unknown;
  headers: Dict;
  status: number;
  statusCode: number;
}

export interface AlipayRequestOptions extends Callbacks<AlipayRequestResult> {
  url: string;
  data?: unknown;
  headers?: Dict;
  method?: string;
  dataType?: string;
  timeout?: number;
}

const REFUSALS: Readonly<Record<Trouble, readonly [why: string, error: number]>> = {
  domain: ['no permission to access this domain', 11],
  url: ['invalid url', 2],
  offline: ['network error', 12],
  broken: ['network error', 12],
  timeout: ['timeout', 13],
  abort: ['request aborted', 9],
  interrupted: ['interrupted', 12],
  background: ['interrupted', 12],
};

/**
 * `my.request`: `headers` instead of `header`, and what is no 2xx fails, as does an answer that is no JSON unless another
 * `dataType` was asked for.
 */
export function alipayRequestApi({ network, answers, realm }: Core) {
  function outcomeOf(result: Arrival | Trouble, dataType: string): Outcome<AlipayRequestResult> {
    if (typeof result === 'string') return refuse(...REFUSALS[result]);
    const { status, body } = result;
    const arrived = { headers: realm.own(result.header) as Dict, status, statusCode: status };
    const failed = (why: string, code: number): Outcome<AlipayRequestResult> => ({
      refusal: { why, code, more: { ...arrived, data: body } },
    });
    if (status < 200 || status > 299) return failed('http status error', 19);
    if (dataType === 'arraybuffer') return { ...arrived, data: realm.buffer(Buffer.from(body)) };
    if (dataType === 'base64') return { ...arrived, data: Buffer.from(body).toString('base64') };
    if (dataType !== 'json') return { ...arrived, data: body };
    try {
      return { ...arrived, data: realm.parse(body) };
    } catch {
      return failed('parse json data error', 14);
    }
  }

  return {
    request(options: AlipayRequestOptions) {
      const { url, data, headers, method = 'GET', dataType = 'json', timeout = 30_000 } = options;
      const verb = method.toUpperCase();
      return network.start({
        request: { method: verb, ...sentAs(url, verb, data, headers) },
        timeout,
        done: (result) => answers.tell('request', options, outcomeOf(result, dataType)),
      });
    },
  };
}

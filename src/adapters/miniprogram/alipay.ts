import type { WxError, WxLike, WxResponse } from './wxLike';

/** What Alipay's `my` names or does otherwise. */
export interface AlipayLike {
  request(
    options: Omit<Parameters<WxLike['request']>[0], 'header' | 'success' | 'fail'> & {
      headers: Record<string, string>;
      success(response: AlipayResponse): void;
      fail(error: AlipayResponse & AlipayError): void;
    },
  ): ReturnType<WxLike['request']>;
  getStorageSync(options: { key: string }): AlipayError & { readonly data?: unknown };
  setStorageSync(options: { key: string; data: string }): AlipayError | undefined | void;
  removeStorageSync(options: { key: string }): unknown;
}

interface AlipayResponse {
  readonly status?: number;
  readonly statusCode?: number;
  readonly data?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface AlipayError {
  readonly error?: number;
  readonly errorMessage?: string;
}

const toResponse = ({ status, statusCode, data, headers }: AlipayResponse): WxResponse => ({
  statusCode: (status || statusCode) as number,
  data,
  header: headers || {},
});

type WxRequest = Parameters<WxLike['request']>[0];

/** A synchronous call does not throw: it answers why it has failed. */
function done<T>(answer: T): T {
  const { error, errorMessage } = Object(answer) as AlipayError;
  if (error) throw new Error(errorMessage);
  return answer;
}

/** Alipay's host, as if it were WeChat's. All else it has is found on it. */
export function asWx(my: AlipayLike): WxLike {
  const wx = Object.create(my) as WxLike;
  const { assign } = Object;
  return assign(wx, {
    request({ url, method, data, header, dataType, timeout, success, fail }: WxRequest) {
      return my.request({
        url,
        method,
        ...(data && { data }),
        headers: header,
        dataType,
        timeout,
        success: (response) => success(toResponse(response)),
        // An answer outside 2xx comes as a failure, and is an answer.
        fail: (error) =>
          error.status || error.statusCode ? success(toResponse(error)) : fail(toError(error)),
      });
    },
    getStorageSync: (key: string) => done(my.getStorageSync({ key })).data,
    setStorageSync: (key: string, data: string) => void done(my.setStorageSync({ key, data })),
    removeStorageSync: (key: string) => void done(my.removeStorageSync({ key })),
  });
}

const toError = ({ error, errorMessage }: AlipayError): WxError => ({
  ...(errorMessage && { errMsg: errorMessage }),
  ...(error && { errno: error }),
});

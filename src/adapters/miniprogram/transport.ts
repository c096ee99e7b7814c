import type { Reply, TransportPort } from '../../core/ports';
import { REQUEST_TIMEOUT } from '../../core/lease';
import type { WxLike } from './wxLike';

const CONTENT_TYPES = {
  text: 'text/plain;charset=UTF-8',
  form: 'application/x-www-form-urlencoded;charset=UTF-8',
  json: 'application/json',
};

/** `wx.request`: no CORS, any header. Nothing outlives the app, so nothing survives its exit. */
export const wxTransport = (wx: WxLike): TransportPort => ({
  send({ url, body, type, authorization }) {
    let task: { abort(): void } | undefined | void;
    const reply = new Promise<Reply>((resolve) => {
      const fail = (why: unknown): void => resolve({ kind: 'no-response', why: String(why) });
      try {
        task = wx.request({
          url,
          method: 'POST',
          ...(body && { data: body }),
          header: {
            'content-type': CONTENT_TYPES[type || 'text'],
            ...(authorization && { Authorization: authorization }),
          },
          // As text: the empty answer that is pushData's success is no JSON.
          dataType: 'text',
          timeout: REQUEST_TIMEOUT,
          // For any status: the status decides.
          success({ statusCode, data, header }) {
            resolve({
              kind: 'response',
              status: statusCode,
              body: typeof data === 'string' ? data : JSON.stringify(data),
              retryAfter: header['Retry-After'] || header['retry-after'],
            });
          },
          fail: ({ errMsg }) => fail(errMsg),
        });
      } catch (e) {
        fail(e);
      }
    });
    return {
      survives: false,
      reply,
      abort() {
        try {
          if (task) task.abort();
        } catch (e) {
          /* some hosts throw from it; the timeout has ended the wait anyway */
        }
      },
    };
  },
});

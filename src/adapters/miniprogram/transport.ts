import { REQUEST_TIMEOUT } from '../../core/lease';
import { NativePromise } from '../../core/nativePromise';
import type { ClockPort, Reply, Stop, TransportPort } from '../../core/ports';
import { messageOf } from './messageOf';
import { slotsOf } from './slots';
import { unheard } from './unheard';
import type { WxLike } from './wxLike';

const CONTENT_TYPES = {
  text: 'text/plain;charset=UTF-8',
  form: 'application/x-www-form-urlencoded;charset=UTF-8',
  json: 'application/json',
};

/** What a host says of a url that nobody has listed for it, and of plain http. */
const UNLISTED = /domain list|600002/;

const HOST = /^\w+:\/\/[^/?#]*/;

/**
 * The host's `request`: no CORS, any header. Nothing outlives the app, so nothing survives its exit;
 * `onInterrupted` hears when the host has cut one off because the app was hidden for too long.
 */
export function wxTransport(
  wx: Pick<WxLike, 'request'>,
  clock: Pick<ClockPort, 'after'>,
  warn: (message: string) => void,
  onInterrupted: () => void,
  host: object = wx,
): TransportPort {
  const { start, finish } = slotsOf(host);
  const warned = new Set<string>();

  function explain(url: string, why: string): void {
    const [host = url] = HOST.exec(url) || [];
    if (!UNLISTED.test(why) || warned.has(host)) return;
    warned.add(host);
    warn(
      `tracelet: ${host} is refused by the host: an https url is wanted, whose domain is listed for requests in the app's console (request合法域名)`,
    );
  }

  return {
    send({ url, body, type, authorization }) {
      let task: { abort(): void } | undefined | void;
      let resolve: (reply: Reply) => void = () => {};
      let hasBegun = false;
      let cancelTimeout: Stop = () => {};
      let hasEnded = false;
      const reply = new NativePromise<Reply>((resolved) => {
        resolve = resolved;
      });

      /** Once: some hosts call both, and some nothing after an abort. */
      function end(reply: Reply): void {
        if (hasEnded) return;
        hasEnded = true;
        cancelTimeout();
        resolve(reply);
        if (hasBegun) finish();
      }

      function fail(error: unknown): void {
        const why = messageOf(error);
        explain(url, `${why} ${(Object(error) as { errno?: number }).errno}`);
        if (/interrupted/.test(why)) onInterrupted();
        end({ kind: 'no-response', why });
      }

      function begin(): void {
        // Nobody waits for it any more.
        if (hasEnded) return finish();
        hasBegun = true;
        cancelTimeout = clock.after(REQUEST_TIMEOUT, () => {
          end({ kind: 'no-response', why: 'timeout' });
          try {
            if (task) task.abort();
          } catch (e) {
            /* some hosts throw from it */
          }
        });
        try {
          task = wx.request({
            url,
            method: 'POST',
            ...(body && { data: body }),
            header: {
              ...(body && { 'content-type': CONTENT_TYPES[type || 'text'] }),
              ...(authorization && { Authorization: authorization }),
            },
            // As text: the empty answer that is pushData's success is no JSON.
            dataType: 'text',
            timeout: REQUEST_TIMEOUT,
            // For any status: the status decides.
            success({ statusCode, data, header }) {
              const headers = header || {};
              end({
                kind: 'response',
                status: statusCode,
                body: typeof data === 'string' ? data : JSON.stringify(data),
                retryAfter: headers['Retry-After'] || headers['retry-after'],
              });
            },
            fail,
          });
          unheard(task);
        } catch (e) {
          fail(e);
        }
      }

      start(begin);
      return {
        survives: false,
        reply,
        // It has its time from when it begins, however long it had to wait: the server might have got it, and get it again.
        abort() {
          if (!hasBegun) end({ kind: 'no-response', why: 'others took too long' });
        },
      };
    },
  };
}

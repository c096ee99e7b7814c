import { REQUEST_TIMEOUT } from '../../core/lease';
import { NativePromise } from '../../core/nativePromise';
import type { Reply, TransportPort } from '../../core/ports';
import { messageOf } from './messageOf';
import type { WxLike } from './wxLike';

const CONTENT_TYPES = {
  text: 'text/plain;charset=UTF-8',
  form: 'application/x-www-form-urlencoded;charset=UTF-8',
  json: 'application/json',
};

/** Requests at once: a host allows ten, and the others are the app's. */
const SLOTS = 2;

/** What a host says of a url that nobody has listed for it, and of plain http. */
const UNLISTED = /domain list|600002/;

const HOST = /^\w+:\/\/[^/?#]*/;

/**
 * The host's `request`: no CORS, any header. Nothing outlives the app, so nothing survives its exit;
 * `onInterrupted` hears when the host has cut one off because the app was hidden for too long.
 */
export function wxTransport(
  wx: Pick<WxLike, 'request'>,
  warn: (message: string) => void,
  onInterrupted: () => void,
): TransportPort {
  const waiting: (() => void)[] = [];
  const warned = new Set<string>();
  let free = SLOTS;

  function start(begin: () => void): void {
    if (!free) return void waiting.push(begin);
    free--;
    begin();
  }

  function finish(): void {
    free++;
    const next = waiting.shift();
    if (next) start(next);
  }

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
      let hasEnded = false;
      const reply = new NativePromise<Reply>((resolved) => {
        resolve = resolved;
      });

      /** Once: some hosts call both, and some nothing after an abort. */
      function end(reply: Reply): void {
        if (hasEnded) return;
        hasEnded = true;
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
        } catch (e) {
          fail(e);
        }
      }

      start(begin);
      return {
        survives: false,
        reply,
        abort() {
          const isUnderWay = hasBegun && !hasEnded;
          end({ kind: 'no-response', why: 'aborted' });
          try {
            if (isUnderWay && task) task.abort();
          } catch (e) {
            /* some hosts throw from it */
          }
        },
      };
    },
  };
}

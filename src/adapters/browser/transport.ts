import { bare } from '../../core/bare';
import { parseObject } from '../../core/json';
import type { Reply, TransportPort, WireRequest } from '../../core/ports';
import { NativePromise } from '../../core/nativePromise';
import { utf8Length } from '../../core/units';
import { keepaliveAccount } from './keepaliveAccount';
import { nativeSetTimeout } from './nativeTimers';

/**
 * Bodies up to this size go out by keepalive while the page lives, so that they are on their way when
 * it ends: a quarter of what the browser lets a page have in flight.
 */
const KEEPALIVE_BODY = 16 * 1024;

/** What a browser lets one page have in flight by keepalive and beacon is 65,536 bytes; the rest is for others. */
const KEEPALIVE_BUDGET = 60_000;

/**
 * Beyond that, Chromium lets a page have 256 such requests in flight and 512 KiB of bodies, URLs and headers.
 * It says yes to a beacon and then drops it (ERR_INSUFFICIENT_RESOURCES), so this keeps far from both: a
 * request weighs its headers at least.
 */
const WEIGHT_BUDGET = 200_000;
const HEADERS = 1000;

/** Chrome refuses the tenth keepalive request. */
const KEEPALIVE_REQUESTS = 9;

/** A beacon that has not arrived by then takes nobody's place any more, and who has not left stays. */
const EXIT_TIME = 10_000;

/** What a body of each type is called on the wire. */
export const CONTENT_TYPES = {
  text: 'text/plain;charset=UTF-8',
  form: 'application/x-www-form-urlencoded;charset=UTF-8',
  json: 'application/json',
};

/** Taken when the library is loaded: hosts replace them. */
const nativeFetch = typeof fetch === 'function' ? fetch : undefined;
const nativeBeacon = typeof navigator === 'object' ? navigator.sendBeacon : undefined;

/**
 * As soon as a navigation begins, WebKit ends an answer whose head has come, and calls it whole. The page is there until the
 * head of the next one has come. Rejects if it leaves meanwhile, when an exit has found the request still under way.
 */
const whileHere = (): Promise<void> =>
  new NativePromise((resolve, reject) => {
    addEventListener('pagehide', reject);
    nativeSetTimeout(resolve, EXIT_TIME);
  });

const gzipped = (body: string): Promise<Blob> =>
  new Response(new Blob([body]).stream().pipeThrough(new CompressionStream('gzip'))).blob();

/** Requests by fetch, and by beacon while the page goes away. */
export function browserTransport(): TransportPort {
  const account = keepaliveAccount();

  async function exchange(
    { url, body, type, authorization, gzip, isOpaque }: WireRequest,
    keepalive: boolean,
    signal: AbortSignal | undefined,
  ): Promise<Reply> {
    try {
      const packed =
        body && gzip && 'CompressionStream' in window ? await gzipped(body) : undefined;
      const init = bare<RequestInit>({
        method: 'POST',
        headers: bare<Record<string, string>>(
          type && { 'Content-Type': CONTENT_TYPES[type] },
          authorization && { Authorization: authorization },
          packed && { 'Content-Encoding': 'gzip' },
        ),
        body: packed || body,
        mode: isOpaque ? 'no-cors' : 'cors',
        keepalive,
        signal,
      });
      const response = await (nativeFetch as typeof fetch).call(window, url, init);
      if (isOpaque) return { kind: 'handed-off' };
      const { ok, status, headers } = response;
      // Read to its end: only then is the budget free.
      const text = await response.text();
      if (
        ok &&
        (text ? text[0] === '{' && !parseObject(text) : Number(headers.get('Content-Length')))
      ) {
        await whileHere();
      }
      return {
        kind: 'response',
        status,
        body: text,
        retryAfter: headers.get('Retry-After') || undefined,
      };
    } catch (e) {
      return { kind: 'no-response', why: String(e) };
    }
  }

  /** False when the browser has no room for it; `undefined` where there is no beacon. */
  function beacon({ url, body, type }: WireRequest): boolean | undefined {
    try {
      // No body is bytes: of nothing and of '' Chromium 88 makes a text with a content type. A body is a
      // string and not a Blob: iOS 13 crashes on a Blob.
      const data = type === 'form' ? new URLSearchParams(body) : body || new Uint8Array(0);
      return (nativeBeacon as Navigator['sendBeacon']).call(navigator, url, data);
    } catch (e) {
      return undefined;
    }
  }

  return {
    send(request, urgency) {
      const { url, body = '', type, gzip } = request;
      const size = utf8Length(body);
      const weight = size + url.length + HEADERS;
      const fits =
        account.bytes + size <= KEEPALIVE_BUDGET &&
        account.weight + weight <= WEIGHT_BUDGET &&
        account.requests < KEEPALIVE_REQUESTS;
      /** Takes its part of the budget, and answers what gives it back. */
      const occupy = (requests: number): (() => void) => {
        const add = (sign: number): void => {
          account.bytes += sign * size;
          account.weight += sign * weight;
          account.requests += sign * requests;
        };
        add(1);
        return () => add(-1);
      };
      const isSimple = type !== 'json';
      const isExit = urgency === 'exit';
      const isTaken = isExit && isSimple && fits ? beacon(request) : undefined;
      if (isTaken) {
        // Nobody tells when a beacon has arrived; a page that lives on has its budget back by then.
        nativeSetTimeout(occupy(0), EXIT_TIME);
        return {
          survives: true,
          reply: NativePromise.resolve<Reply>({ kind: 'handed-off' }),
          abort() {},
        };
      }
      // What a beacon is refused for (other scripts have spent the budget) a fetch hears too late. And a
      // preflight does not outlive the browser: with headers to another origin, the disk is safer.
      const survives =
        fits &&
        isTaken === undefined &&
        size <= KEEPALIVE_BODY &&
        !gzip &&
        // Elsewhere it dies with the page: before iOS 13 and Firefox 133.
        'keepalive' in Request.prototype &&
        (isSimple || new URL(url, location.href).origin === location.origin);
      const controller = typeof AbortController === 'function' ? new AbortController() : undefined;
      let abort!: () => void;
      const reply = new NativePromise<Reply>((resolve) => {
        // WebKit and Firefox may never settle a fetch that was under way as the page went into its cache.
        abort = () => {
          if (controller) controller.abort();
          resolve({ kind: 'no-response', why: 'aborted' });
        };
        if (isExit && !survives) abort();
        else void exchange(request, survives, controller && controller.signal).then(resolve);
      });
      if (survives) void reply.then(occupy(1));
      return { survives, reply, abort };
    },
  };
}

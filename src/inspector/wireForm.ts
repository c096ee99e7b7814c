import { CONTENT_TYPES } from '../adapters/browser/transport';
import type { WireRequest } from '../core/ports';

/** A request as the browser puts it on the wire, but for the headers that it adds by itself. */
export interface WireForm {
  readonly method: 'POST';
  /** Complete, also where the endpoint's is relative to the page. */
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Before it is compressed. */
  readonly body: string | undefined;
  readonly isCompressed: boolean;
}

const completed = (url: string, base: string): string => {
  try {
    return new URL(url, base).href;
  } catch (e) {
    return url; // no request will come of it
  }
};

/** `base`: the address of the page. */
export function wireForm(
  { url, body, type, authorization, gzip }: WireRequest,
  base: string,
): WireForm {
  const isCompressed = !!(body && gzip) && typeof CompressionStream === 'function';
  const headers: [string, string][] = [];
  if (type) headers.push(['Content-Type', CONTENT_TYPES[type]]);
  if (authorization) headers.push(['Authorization', authorization]);
  if (isCompressed) headers.push(['Content-Encoding', 'gzip']);
  return { method: 'POST', url: completed(url, base), headers, body, isCompressed };
}

const MASK = '***';

/** The same, with nothing in its headers that could be used by who looks over a shoulder. */
export const masked = (form: WireForm): WireForm => ({
  ...form,
  headers: form.headers.map(([name, value]) => [name, name === 'Authorization' ? MASK : value]),
});

import type { Dict } from './realm';

export interface SentAs {
  readonly url: string;
  readonly body: string;
  readonly header: Readonly<Record<string, string>>;
}

const isBytes = (data: object): boolean =>
  Object.prototype.toString.call(data) === '[object ArrayBuffer]';

const toQuery = (data: Dict): string =>
  Object.keys(data)
    .map((key) => `${encodeURIComponent(key)}=${encodeURIComponent(String(data[key]))}`)
    .join('&');

/** What goes over the wire: text as it is, an object as its method and content type want it. */
export function sentAs(
  url: string,
  method: string,
  data: unknown,
  given: Dict = {},
  type = 'application/json',
): SentAs {
  const header: Record<string, string> = { 'content-type': type };
  Object.keys(given).forEach((name) => (header[name.toLowerCase()] = String(given[name])));
  // The platform's own, whatever the app says.
  header.referer = 'https://servicewechat.com/wx0000000000000000/1/page-frame.html';
  const as = (body: string): SentAs => ({ url, body, header });
  if (data === undefined || data === null) return as('');
  if (typeof data !== 'object') return as(`${data as string}`);
  if (isBytes(data)) return as(Buffer.from(data as ArrayBuffer).toString());
  if (method === 'GET') {
    const query = toQuery(data as Dict);
    return { ...as(''), url: query ? url + (url.includes('?') ? '&' : '?') + query : url };
  }
  return as(
    /urlencoded/.test(header['content-type'] || '') ? toQuery(data as Dict) : JSON.stringify(data),
  );
}

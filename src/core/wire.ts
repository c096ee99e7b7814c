import { bare } from './bare';
import type { Contents, Encoded, Endpoint, EndpointOptions, Limits, Picked } from './endpoint';
import type { Props, TrackedEvent } from './event';
import { pick, type Fields } from './fields';
import { own } from './own';
import type { DevicePort, WireRequest } from './ports';
import { HOUR, utf8Length, type Timestamp } from './units';

/** Most bytes of a JSON body: under the 64 KiB that a browser lets out while a page goes away. */
export const BODY_LIMIT = 60 * 1024;

/** A value, or a function that is asked for it each time. */
export type Given<T> = T | (() => T);

/** Reads what all events of a user have in common, such as a request's `head`. */
export const identifyBy = (given: Given<object | undefined>, fields: Fields): Picked =>
  pick(Object((typeof given === 'function' ? given() : given) as object) as Props, fields);

/** What the user's own `map` makes of an event; `undefined` when it says nothing of this kind. */
export function mapByUser(
  { map }: EndpointOptions,
  event: TrackedEvent,
  fixed?: object,
): Picked | 'skip' | undefined {
  const make = own(map, event.kind);
  if (!make) return undefined;
  const item = make(event);
  return item ? { item: { ...fixed, ...item }, missing: [], wrong: [] } : 'skip';
}

/** The part of an endpoint that its options alone decide. `required` names options that must be there. */
export const endpointBase = (
  vendor: string,
  options: EndpointOptions,
  { records, bytes }: Limits,
  required: readonly string[] = [],
): Pick<
  Endpoint,
  'name' | 'problems' | 'limits' | 'url' | 'cors' | 'deduplicates' | 'exit' | 'weigh'
> => {
  const { name = vendor, limits, url, cors, deduplicates, exit } = bare<EndpointOptions>(options);
  const lowered = { records, bytes, ...limits };
  return {
    name,
    problems: ['url', ...required]
      .filter((option) => !(options as unknown as Props)[option])
      .map((option) => `${option} is missing`),
    limits: {
      records: Math.min(records, lowered.records),
      bytes: Math.min(bytes, lowered.bytes),
    },
    url,
    cors,
    deduplicates,
    exit,
    weigh: (json) => utf8Length(json) + 1,
  };
};

/** As many items as fit between `before` and `after` within `bytes`; `sizeOf` tells what a text takes of them. */
export function joinItems(
  { records }: Contents,
  before: string,
  after: string,
  bytes: number,
  sizeOf: (text: string) => number = utf8Length,
): readonly [body: string, taken: number] {
  const items: string[] = [];
  let left = bytes - sizeOf(before + after) + sizeOf(',');
  for (const { json } of records) {
    if ((left -= sizeOf(`${json},`)) < 0) break;
    items.push(json);
  }
  return [before + items.join(',') + after, items.length];
}

/**
 * The request for a JSON body. With a token it is a direct one, as the vendor documents it; without,
 * a relay adds the token, and `text/plain` spares the preflight and lets a beacon carry it.
 */
export const jsonRequest = (
  url: string,
  [body, taken]: readonly [body: string, taken: number],
  authorization: string | undefined,
): Encoded => {
  const request: WireRequest = authorization
    ? { url, body, type: 'json', authorization }
    : { url, body, type: 'text' };
  return { request, taken };
};

/** The date in the vendors' country: UTC+8, without daylight saving. */
export const dayInChina = (time: Timestamp): string =>
  new Date(time + 8 * HOUR).toISOString().slice(0, 10);

/** The vendors' number for the device; they have none for anything but the two. */
export const deviceType = ({ os }: DevicePort): 1 | 2 | undefined =>
  os === 'android' ? 1 : os === 'ios' ? 2 : undefined;

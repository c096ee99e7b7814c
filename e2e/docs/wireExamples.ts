import ts from 'typescript';
import { CONTENT_TYPES } from '../../src/adapters/browser/transport';
import type { Endpoint } from '../../src/core/endpoint';
import type { Props } from '../../src/core/event';
import type { WireRequest } from '../../src/core/ports';
import type { Timestamp } from '../../src/core/units';
import * as endpoints from '../../src/common';

/** When every example was recorded and sent: the time in the vendors' own. */
const NOW = 1699274742_000 as Timestamp;
const NONCE = 'm4vkQRfC7UYEvyh9azQs';
const device = { os: 'android', surface: 'h5', refusesTracking: undefined } as const;

/** What the endpoint itself makes of an event. */
async function encode(endpoint: Endpoint, kind: string, props: Props): Promise<WireRequest> {
  const { item: identity } = endpoint.identify() ?? { item: {} };
  const visit = { session: 'S', seq: 1, trace_id: undefined };
  const event = { id: NONCE, kind, props, time: NOW, ...visit };
  const picked = endpoint.map(event, { identity, device });
  if (typeof picked !== 'object') throw new Error(`${endpoint.name} takes no ${kind}`);
  const record = { id: NONCE, kind, time: NOW, json: JSON.stringify(picked.item) };
  const secret = endpoint.secret as string | undefined;
  const context = { now: NOW, secret, device };
  return (await endpoint.encode({ records: [record], identity }, context)).request;
}

/** The request that an example of the docs leads to: its code, with a tracker that encodes at once. */
export function requestOf(code: string): Promise<WireRequest> {
  let request: Promise<WireRequest> | undefined;
  const createTracker = ({ endpoints: [endpoint] }: { endpoints: [Endpoint] }) => ({
    track: (kind: string, props: Props) => void (request = encode(endpoint, kind, props)),
  });
  const known: Record<string, unknown> = { ...endpoints, createTracker };
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the docs' own code
  new Function(...Object.keys(known), outputText)(...Object.values(known));
  if (!request) throw new Error('the example tracks nothing');
  return request;
}

/** As the docs show it: a body of JSON is laid out in lines. */
export function printRequest({ url, body = '', type }: WireRequest): string {
  const lines = [`POST ${url}`, ...(type ? [`Content-Type: ${CONTENT_TYPES[type]}`] : [])];
  const laidOut = /^[[{]/.test(body) ? JSON.stringify(JSON.parse(body), null, 2) : body;
  return ['```http', ...lines, ...(laidOut && ['', laidOut]), '```'].join('\n');
}

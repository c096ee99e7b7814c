// For tests alone: the vendors behind a platform of memory, and what stands on its disk.
import type { MemoryClock } from './adapters/memory/clock';
import { memoryClock } from './adapters/memory/clock';
import {
  memoryPlatform,
  type MemoryPlatform,
  type MemoryPlatformOptions,
} from './adapters/memory/memoryPlatform';
import { memoryTransport, type Respond } from './adapters/memory/transport';
import type { EncodeContext, Encoded, Endpoint } from './core/endpoint';
import type { Props, TrackedEvent } from './core/event';
import type { Stage } from './core/observe';
import type { TrackerOptions } from './core/options';
import type { DevicePort, Reply, Urgency, WireRequest } from './core/ports';
import { createTrackerOn } from './core/createTrackerOn';
import type { Tracker } from './core/tracker';
import type { Timestamp } from './core/units';
import { behavior, type BehaviorOptions } from './endpoints/behavior';
import { mediaEvent, type MediaEventOptions } from './endpoints/mediaEvent';
import { mta, type MtaOptions } from './endpoints/mta';
import { oper, type OperOptions } from './endpoints/oper';
import { pushData, type PushDataOptions } from './endpoints/pushData';

export type EndpointName = 'mta' | 'pushData' | 'mediaEvent' | 'behavior' | 'oper';

/** What the demo's `createReceiver` gives. */
export interface Receiver {
  handle(
    name: EndpointName,
    request: {
      method: string;
      path: string;
      query: string;
      headers: Record<string, string | undefined>;
      body: string;
      bodyBytes?: Uint8Array;
    },
  ): {
    status: number;
    headers: Record<string, string>;
    body: string;
    transport?: object;
  };
}

/** Where the vendors are, and what the receiver knows them by. */
export const URLS: Readonly<Record<EndpointName, string>> = {
  mta: 'https://mta.test/mstat/submit',
  pushData: 'https://push.test/statistic/push_data/',
  mediaEvent: 'https://media.test/upbot/api/ReportMediaEvent',
  behavior: 'https://behavior.test/upbot/api/ReportBehaviorData',
  oper: 'https://oper.test/api/v1/OperReport',
};
export const TOKENS = {
  mediaEvent: 'test-mediaEvent-token-1',
  behavior: 'test-behavior-token-1',
  oper: 'test-oper-token-1',
  pushData: '0oesephgt44zbxvza7uddhldc7d9kx56',
};
export const HEAD = { uid: '890347598', openid: 'HH88bB83BB' };
export const ACCOUNT = { account_type: 2, appid: 'xxxx', openid: 'yyyy' } as const;

/** Each endpoint in direct mode, as the receiver accepts it. */
export const direct = {
  mta: (more: Partial<MtaOptions> = {}): Endpoint =>
    mta({ url: URLS.mta, appKey: 'if8888mta', cui: '13823965426', ...more }),
  pushData: (more: Partial<PushDataOptions> = {}): Endpoint =>
    pushData({
      url: URLS.pushData,
      appId: 15154545,
      session: TOKENS.pushData,
      uid: '2508E',
      ...(more.sign ? {} : { signKey: 'developer_login' }),
      ...more,
    }),
  mediaEvent: (more: Partial<MediaEventOptions> = {}): Endpoint =>
    mediaEvent({ url: URLS.mediaEvent, account: ACCOUNT, token: TOKENS.mediaEvent, ...more }),
  behavior: (more: Partial<BehaviorOptions> = {}): Endpoint =>
    behavior({ url: URLS.behavior, head: HEAD, token: TOKENS.behavior, ...more }),
  oper: (more: Partial<OperOptions> = {}): Endpoint =>
    oper({ url: URLS.oper, token: TOKENS.oper, ...more }),
};

const TYPES = {
  text: 'text/plain;charset=UTF-8',
  form: 'application/x-www-form-urlencoded',
  json: 'application/json',
};

/** Answers as the receiver does; `compress` is for requests with `gzip`. */
export function answerBy(
  receiver: Receiver,
  compress?: (text: string) => Uint8Array,
): (request: WireRequest) => Reply | Promise<Reply> {
  return ({ url, body = '', type, authorization, gzip }) => {
    const { host, pathname, search } = new URL(url);
    const answer = receiver.handle(
      (Object.keys(URLS) as EndpointName[]).find((name) => new URL(URLS[name]).host === host) ??
        'mta',
      {
        method: 'POST',
        path: pathname,
        query: search.slice(1),
        headers: {
          host,
          'content-type': type && TYPES[type],
          authorization,
          'content-encoding': gzip ? 'gzip' : undefined,
        },
        body,
        ...(gzip && compress && { bodyBytes: compress(body) }),
      },
    );
    const { transport, status, headers } = answer;
    if (transport && 'hang' in transport) return new Promise(() => undefined);
    if (transport && 'reset' in transport) return { kind: 'no-response', why: 'reset' };
    return { kind: 'response', status, body: answer.body, retryAfter: headers['retry-after'] };
  };
}

/** A device with nothing to say but its surface. */
export const onSurface = (surface: DevicePort['surface']): DevicePort => ({ os: 'other', surface });

/** Whose the events are: as the endpoint says, or the device's. */
function identityOf(endpoint: Endpoint): unknown {
  const identified = endpoint.identify();
  return typeof identified === 'object' ? identified.item : { uid: 'device-id' };
}

let events = 0;

/** An event as the tracker makes it. */
export const eventOf = (
  kind: string,
  props: Props = {},
  time = Date.UTC(2026, 0, 1),
): TrackedEvent => ({
  id: `event${String(++events).padStart(15, '0')}`,
  kind,
  props,
  time: time as Timestamp,
  seq: events,
  session: 'session0000000000000',
  trace_id: props['trace_id'] as string | undefined,
});

/** What an endpoint makes of an event, in an environment that may be changed in parts. */
export function mapped(
  endpoint: Endpoint,
  event: TrackedEvent,
  device = onSurface('h5'),
  claim: (day: string, mark: string) => boolean = () => true,
): ReturnType<Endpoint['map']> {
  const identity = identityOf(endpoint);
  return endpoint.map(event, { identity, device, claim });
}

/** The request for some events that the endpoint has mapped. */
export function encoded(
  endpoint: Endpoint,
  given: readonly TrackedEvent[],
  context: Partial<EncodeContext> = {},
): Encoded {
  const whole = {
    now: Date.UTC(2026, 0, 1) as Timestamp,
    secret: typeof endpoint.secret === 'string' ? endpoint.secret : undefined,
    device: onSurface('h5'),
    isPlain: false,
    ...context,
  };
  const records = given.map((event) => {
    const picked = mapped(endpoint, event, whole.device);
    if (typeof picked !== 'object') throw new Error(`${event.kind} is not wanted`);
    return { id: event.id, kind: event.kind, time: event.time, json: JSON.stringify(picked.item) };
  });
  const identity = identityOf(endpoint);
  const answer = endpoint.encode({ records, identity }, whole);
  if (!('taken' in answer)) throw new Error('signed asynchronously');
  return answer;
}

/** A tracker in a tab, and what it did. */
export interface Tab {
  readonly tracker: Tracker;
  readonly platform: MemoryPlatform;
  readonly stages: Stage[];
  /** What it sent, in order. */
  readonly sent: {
    readonly request: WireRequest;
    readonly urgency: Urgency;
    readonly at: number;
  }[];
}

export interface TabOptions extends Partial<MemoryPlatformOptions> {
  /** Whether a request goes on when its page is gone. */
  survives?: boolean;
  /** Of the page, when the tracker starts. */
  state?: ReturnType<MemoryPlatform['lifecycle']['state']>;
}

/** One origin's disk, one clock, and the vendors; each tab is opened when a test asks for it. */
export interface World {
  readonly disk: Map<string, string>;
  readonly memo: Map<string, string>;
  readonly clock: MemoryClock;
  open(options: TrackerOptions | readonly Endpoint[], more?: TabOptions): Tab;
  /** Lets `duration` pass in small steps, so that everything that is due is done in time. */
  pass(duration: number): Promise<void>;
  /** Records that stand on disk, in lanes. */
  onDisk(): number;
}

export function createWorld(receiver: Receiver): World {
  const disk = new Map<string, string>();
  const memo = new Map<string, string>();
  const clock = memoryClock();
  return {
    disk,
    memo,
    clock,
    async pass(duration) {
      const steps = Math.min(1000, Math.max(10, duration / 1000));
      for (let i = 0; i < steps; i++) await clock.advance(duration / steps);
    },
    onDisk() {
      let records = 0;
      disk.forEach((text, key) => {
        if (/\/lane\/[^/]+\//.test(key)) records += text.split('\n').length - 1;
      });
      return records;
    },
    open(options, { survives = true, state, respond = answerBy(receiver), ...more } = {}) {
      const sent: Tab['sent'] = [];
      const stages: Stage[] = [];
      const note: Respond = (request, urgency) => {
        sent.push({ request, urgency, at: platform.clock.now() });
        return respond(request, urgency);
      };
      const platform: MemoryPlatform = {
        ...memoryPlatform({ respond: note, disk, memo, clock, ...more }),
        transport: memoryTransport(note, survives),
      };
      if (state) platform.lifecycle.setState(state);
      const tracker = createTrackerOn(
        platform,
        'endpoints' in options ? options : { endpoints: options },
      );
      tracker.observe((stage) => void stages.push(stage));
      return { tracker, platform, stages, sent };
    },
  };
}

/** What does not add up in a tracker's numbers; they must be those of the disk as well. */
export function imbalance(
  { tracker }: Pick<Tab, 'tracker'>,
  { onDisk }: Pick<World, 'onDisk'>,
): string {
  const { recorded, waiting, accepted, handedOver, dropped } = tracker.stats();
  const lost = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  const said = `recorded ${recorded}, waiting ${waiting}, accepted ${accepted}, handed over ${handedOver}, dropped ${lost}`;
  const isEven = recorded === waiting + accepted + handedOver + lost && waiting === onDisk();
  return isEven ? '' : `${said}; on disk ${onDisk()}`;
}

import type { EncodeContext, Encoded, Endpoint } from '../core/endpoint';
import type { Props, TrackedEvent } from '../core/event';
import type { DevicePort } from '../core/ports';
import type { Timestamp } from '../core/units';

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

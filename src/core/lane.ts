import { createBuffer, type Buffer } from './buffer';
import type { DropReason } from './counts';
import type { Credential } from './credential';
import type { Endpoint, MapContext, Picked } from './endpoint';
import type { TrackedEvent } from './event';
import { createFlusher, type Flusher } from './flusher';
import { toJson } from './json';
import { print } from './print';
import type { Shared } from './shared';
import { later, type Timestamp } from './units';

/** One endpoint's way through the flow. */
export interface Lane {
  readonly endpoint: Endpoint;
  readonly buffer: Buffer;
  readonly flusher: Flusher;
  /** Asks whose the events are; a hook that throws costs this lane's event alone. */
  identify(): Picked | undefined;
  /** True when the endpoint knows events of this kind, be it that this one is dropped. */
  take(event: TrackedEvent, identified: Picked | undefined): boolean;
}

export function createLane(
  endpoint: Endpoint,
  path: string,
  credential: Credential | undefined,
  shared: Shared,
): Lane {
  const { name: lane, limits } = endpoint;
  const { platform, session, delay, tell, lost, warn, claim } = shared;
  const { clock, device } = platform;
  const buffer = createBuffer(path, endpoint, shared);
  const flusher = createFlusher(endpoint, buffer, credential, shared);

  function drop({ kind }: TrackedEvent, reason: DropReason, why: string): true {
    buffer.drop(reason);
    lost(lane, kind, reason, 1, why);
    return true;
  }

  return {
    endpoint,
    buffer,
    flusher,
    identify() {
      try {
        return endpoint.identify();
      } catch (e) {
        return { item: {}, missing: [print(e)], wrong: [] };
      }
    },
    take(event, identified) {
      const { id, kind, time } = event;
      try {
        const identity = identified ? identified.item : { uid: session.device() };
        const picked = endpoint.map(event, { identity, device, claim } as MapContext);
        if (!picked) return false;
        if (picked === 'skip') return true;
        if (picked === 'repeated') return drop(event, picked, 'sent today');
        const missing = (identified ? identified.missing : []).concat(picked.missing);
        if (missing.length) return drop(event, 'invalid', `without ${missing.join(', ')}`);
        const wrong = (identified ? identified.wrong : []).concat(picked.wrong);
        if (wrong.length) warn(`${lane} "${kind}" sent without a valid ${wrong.join(', ')}`);
        const json = toJson(picked.item);
        const weight = endpoint.weigh(json);
        if (weight > limits.bytes) return drop(event, 'too-large', `${weight} bytes`);
        const record = { id, kind, time, json };
        // Asked for as soon as there is work, so that an exit finds it.
        if (credential && buffer.nextDate() === undefined) void credential.get();
        const { key, isFull } = buffer.append(record, weight, identity);
        tell({ kind: 'buffer', lane, key, record });
        const soon = isFull ? clock.now() : later(clock.now(), delay);
        flusher.wakeAt(Math.max(soon, buffer.state().availableAt) as Timestamp);
      } catch (e) {
        drop(event, 'invalid', print(e));
      }
      return true;
    },
  };
}

import type { Realm } from './realm';
import type { Thread } from './thread';

type Functions = Record<string, unknown>;

export interface Recorded {
  /** What the app knows as `wx`. */
  readonly api: Functions;
  /** Names of what was called, in order. */
  readonly calls: string[];
  /** Names that were asked for and that this platform does not have. */
  readonly unknown: string[];
}

/**
 * The platform's object as the app sees it. After a kill its functions do nothing. WeChat's are getters without a
 * setter, so that who replaces one has to define it; the others' are plain.
 */
export function recorded(
  implementation: object,
  realm: Realm,
  thread: Thread,
  isReadOnly: boolean,
): Recorded {
  const calls: string[] = [];
  const unknown: string[] = [];
  const object = realm.object();
  for (const [name, value] of Object.entries(implementation)) {
    if (typeof value !== 'function') {
      object[name] = value;
      continue;
    }
    const call = (...given: unknown[]): unknown => {
      if (!thread.isAlive()) return undefined;
      calls.push(name);
      return (value as (...given: unknown[]) => unknown)(...given);
    };
    Object.defineProperty(object, name, {
      enumerable: true,
      configurable: true,
      ...(isReadOnly ? { get: () => call } : { value: call, writable: true }),
    });
  }
  const api = new Proxy(object, {
    get(target, name) {
      if (typeof name === 'string' && !(name in target) && !unknown.includes(name)) {
        unknown.push(name);
      }
      return Reflect.get(target, name) as unknown;
    },
  });
  return { api, calls, unknown };
}

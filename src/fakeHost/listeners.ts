import type { Thread } from './thread';

/** What `onX` and `offX` of a platform share. */
export interface Listeners<E> {
  on(listener: (event: E) => void): void;
  /** Without a listener: all of them, whoever they belong to. */
  off(listener?: (event: never) => void): void;
  /** Returns what the last of them returned. */
  tell(event: E): unknown;
}

export function createListeners<E>(thread: Thread): Listeners<E> {
  let all: ((event: E) => void)[] = [];
  return {
    on: (listener) => void all.push(listener),
    off: (listener) => void (all = listener ? all.filter((one) => one !== listener) : []),
    tell: (event) => all.map((listener) => thread.call(listener, undefined, event)).pop(),
  };
}

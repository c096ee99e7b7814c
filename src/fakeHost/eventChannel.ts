import type { Core } from './core';
import type { Listeners } from './listeners';

export interface EventChannel {
  emit(name: string, ...given: unknown[]): void;
  on(name: string, listener: (event: never) => void): void;
  once(name: string, listener: (event: never) => void): void;
  off(name: string, listener?: (event: never) => void): void;
}

/** Between a page and the one that it opens. */
export function createEventChannel({ listeners }: Core): EventChannel {
  const channels = new Map<string, Listeners<never>>();
  const named = (name: string): Listeners<never> => {
    const channel = channels.get(name) || listeners<never>();
    channels.set(name, channel);
    return channel;
  };
  return {
    emit: (name, ...given) => void named(name).tell(given[0] as never),
    on: (name, listener) => named(name).on(listener),
    off: (name, listener) => named(name).off(listener),
    once(name, listener) {
      const once = (event: never): void => {
        named(name).off(once);
        listener(event);
      };
      named(name).on(once);
    },
  };
}

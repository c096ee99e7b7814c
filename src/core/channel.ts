import type { Stop } from './ports';

/** Tells any number of listeners; one that throws is not the others' business, nor the teller's. */
export interface Channel<T> {
  tell(value: T): void;
  subscribe(listener: (value: T) => void): Stop;
}

export function createChannel<T>(): Channel<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    tell(value) {
      listeners.forEach((listener) => {
        try {
          listener(value);
        } catch (e) {
          /* the listener's own fault */
        }
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

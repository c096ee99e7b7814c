import { createChannel } from '../../core/channel';
import type { LifecyclePort, Signal } from '../../core/ports';

/** A life that is told. */
export interface MemoryLifecycle extends LifecyclePort {
  tell(signal: Signal): void;
  setState(state: ReturnType<LifecyclePort['state']>): void;
  setOnline(isOnline: boolean): void;
}

export function memoryLifecycle(): MemoryLifecycle {
  const signals = createChannel<Signal>();
  let state: ReturnType<LifecyclePort['state']> = 'visible';
  let isOnline = true;
  return {
    subscribe: signals.subscribe,
    tell: signals.tell,
    state: () => state,
    setState(next) {
      state = next;
    },
    online: () => isOnline,
    setOnline(next) {
      isOnline = next;
    },
  };
}

import type { InnerClock } from './clock';
import type { HostError } from './types';

export type Fn = (this: unknown, ...given: unknown[]) => unknown;

/** The one thread in which the app runs: it can stand still, and it can end. */
export interface Thread {
  /** Runs it now; or, while the thread stands still, when it goes on; or never, when it has ended. */
  post(run: () => void): void;
  /** Calls what may be a function of the app: what it throws is reported, and goes no further. */
  call(fn: unknown, self: unknown, ...given: unknown[]): unknown;
  report(error: HostError): void;
  onError(listener: (error: HostError) => void): void;
  readonly errors: HostError[];
  isAlive(): boolean;
  suspend(): void;
  resume(): void;
  kill(): void;
}

export function createThread(clock: InnerClock): Thread {
  const errors: HostError[] = [];
  const listeners: ((error: HostError) => void)[] = [];
  let state: 'runs' | 'stands' | 'ended' = 'runs';
  let waiting: (() => void)[] = [];
  let isTelling = false;

  function report(error: HostError): void {
    if (state === 'ended') return;
    errors.push(error);
    // What fails while an error is told is told to nobody, or it would never end.
    if (isTelling) return;
    isTelling = true;
    listeners.forEach((listener) => listener(error));
    isTelling = false;
  }

  function post(run: () => void): void {
    if (state === 'runs') run();
    else if (state === 'stands') waiting.push(run);
  }

  return {
    errors,
    report,
    post,
    onError: (listener) => void listeners.push(listener),
    isAlive: () => state !== 'ended',
    call(fn, self, ...given) {
      if (state === 'ended' || typeof fn !== 'function') return undefined;
      try {
        return Reflect.apply(fn as Fn, self, given);
      } catch (reason) {
        return void report({ kind: 'error', reason });
      }
    },
    suspend() {
      if (state === 'runs') state = 'stands';
    },
    resume() {
      if (state !== 'stands') return;
      state = 'runs';
      // Late, in their order, each in a task of its own: what shows the app again is heard before them.
      waiting.forEach((run) => clock.after(0, () => post(run)));
      waiting = [];
    },
    kill() {
      state = 'ended';
      waiting = [];
    },
  };
}

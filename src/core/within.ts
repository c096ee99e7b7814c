import { HOOK_TIMEOUT } from './lease';
import { NativePromise } from './nativePromise';
import type { ClockPort } from './ports';

/** What a hook of the host's answers; `undefined` if it throws, rejects or takes too long. */
export const within = <T>(clock: ClockPort, hook: () => T | Promise<T>): Promise<T | undefined> =>
  new NativePromise((resolve) => {
    const cancel = clock.after(HOOK_TIMEOUT, () => resolve(undefined));
    void NativePromise.resolve()
      .then(hook)
      .then(resolve, () => resolve(undefined))
      .then(cancel);
  });

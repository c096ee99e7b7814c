import { SECOND } from '../../core/units';
import { unheard } from './unheard';

declare function setTimeout(run: () => void, delay: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** Some hosts lose callbacks of theirs; whoever waits longer waits for ever. */
const TIMEOUT = 3 * SECOND;

/** Waits for what a call of the host's gives to its callbacks; rejects where it throws, fails or says nothing. */
export const ask = <T>(
  call: (success: (result: T) => void, fail: (why: unknown) => void) => unknown,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), TIMEOUT);
    const settled =
      <V>(settle: (value: V) => void) =>
      (value: V): void => {
        clearTimeout(timer);
        settle(value);
      };
    try {
      // Some hosts promise, too.
      unheard(call(settled(resolve), settled(reject)));
    } catch (e) {
      settled(reject)(e);
    }
  });

import { setTimeout as pause } from 'node:timers/promises';

const ATTEMPTS = 300;
/** In milliseconds. */
const BETWEEN = 100;

/** Tries to reach what was just started until it answers; throws what it met last. */
export async function untilUp<T>(reach: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await reach();
    } catch (e) {
      if (attempt === ATTEMPTS) throw e;
      await pause(BETWEEN);
    }
  }
}

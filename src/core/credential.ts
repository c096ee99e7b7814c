import type { Secret } from './endpoint';
import type { ClockPort } from './ports';
import { within } from './within';

/** What one hook answered, and how to ask it again. */
export interface Credential {
  /** What is known now; all that an exit may use. */
  cached(): string | undefined;
  /**
   * What is known, or what the hook answers if that is nothing, or is what was `refused`: asked
   * once for all who wait. `undefined` when the hook fails, or takes too long.
   */
  get(refused?: string): Promise<string | undefined>;
}

export function createCredential(secret: Secret, clock: ClockPort): Credential {
  let value = typeof secret === 'string' ? secret : undefined;
  let asking: Promise<string | undefined> | undefined;

  return {
    cached: () => value,
    async get(refused) {
      if (refused === value) value = undefined;
      if (value) return value;
      if (!asking) asking = within(clock, typeof secret === 'function' ? secret : () => secret);
      value = await asking;
      asking = undefined;
      return value;
    },
  };
}

import type { Core } from './core';
import type { EnterOptions } from './visibility';

/** What the app was opened with: first, and last. */
export interface Entries {
  launch: EnterOptions;
  enter: EnterOptions;
}

/** `canIUse` says what is here, whatever the platform's documents list. */
export function withCanIUse<A extends object>(api: A): A & { canIUse(schema: string): boolean } {
  const canIUse = (schema: string): boolean => (schema.split('.')[0] || '') in whole;
  const whole = { ...api, canIUse };
  return whole;
}

export const infoApi = ({ realm }: Core, entries: Entries) => ({
  getLaunchOptionsSync: (): EnterOptions => realm.own(entries.launch),
  getEnterOptionsSync: (): EnterOptions => realm.own(entries.enter),
});

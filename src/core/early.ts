import { parseObject, toJson } from './json';
import type { Said } from './pipeline';

/** What memory may hold while nothing may be stored: the disk is not open, or nobody has agreed. */
const LIMIT = 1000;

/** What was said while nothing may be stored. */
export interface Early {
  /** False when there is no room for it. */
  hold(said: Said): boolean;
  /** All that was held, in its order; from then on nothing is. */
  release(): Said[];
}

/** As it is now, though it is admitted later; of what JSON cannot say, the top level at least. */
const frozen = (said: Said): Said => {
  try {
    return (parseObject(toJson(said)) as unknown as Said | undefined) || said;
  } catch (e) {
    return said;
  }
};

export function createEarly(): Early {
  let held: Said[] = [];
  return {
    hold: (said) => held.length < LIMIT && !!held.push(frozen(said)),
    release() {
      const all = held;
      held = [];
      return all;
    },
  };
}

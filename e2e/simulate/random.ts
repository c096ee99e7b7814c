/** Chance with a seed, so that a run repeats. In [0, 1). */
export type Random = () => number;

/** mulberry32, as the demo's faults have it. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Waiting times of what happens at random, independently, every `mean` on average. */
export const exponential = (random: Random, mean: number): number => -mean * Math.log(1 - random());

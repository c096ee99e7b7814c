import * as fc from 'fast-check';
import { expect, test } from 'playwright/test';
import { createLife, type Conditions } from './random-life/life';
import { anyLife, anyLifeOnABadDisk, type Step } from './random-life/steps';

// The same lives each time; with other numbers, others.
const runs = Number(process.env.RUNS ?? 50);
const seed = Number(process.env.SEED ?? 4);

const anyConditions: fc.Arbitrary<Conditions> = fc.record({
  profile: fc.constantFrom('wx', 'wx-game', 'qq', 'my', 'tt'),
  asyncWrites: fc.constantFrom('kept', 'lost', 'late'),
  seed: fc.nat(),
});

const nothing = { waiting: 0, handedOver: 0, dropped: {} };

/** Plays random lives, each of which has to come out as promised; the app may be told what `mayBeTold` matches. */
async function play(lives: fc.Arbitrary<Step[]>, mayBeTold?: RegExp): Promise<void> {
  test.setTimeout(60_000 + runs * 3000);
  await fc.assert(
    fc.asyncProperty(anyConditions, lives, async (conditions, steps) => {
      const life = createLife(conditions);
      for (const step of steps) await life.take(step);
      const { warned, stats, counted, ...others } = await life.end();
      expect({ ...others, warned: warned.filter((words) => !mayBeTold?.test(words)) }).toEqual({
        missing: [],
        doubled: [],
        faults: [],
        refused: [],
        errors: [],
        warned: [],
      });
      if (counted === undefined) return;
      expect(stats).toEqual({ recorded: counted, accepted: counted, ...nothing });
    }),
    { numRuns: runs, seed },
  );
}

test('whatever happens in the life of a miniprogram, each event arrives, and once, but for what a kill cuts off', () =>
  play(anyLife));

test('while its disk fails now and then, too, but for what a kill keeps the disk from learning', () =>
  play(anyLifeOnABadDisk, /kept in memory only/));

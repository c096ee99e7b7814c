import * as fc from 'fast-check';
import { expect, test } from 'playwright/test';
import { addCounts, toStats, type Counts } from './counts';

const REASONS = [
  'unknown-kind',
  'invalid',
  'repeated',
  'too-large',
  'rejected',
  'corrupt',
  'overflow',
  'evicted',
  'expired',
  'sampled',
  'denied',
] as const;
const NONE = { recorded: 0, waiting: 0, accepted: 0, handedOver: 0, dropped: {} };

test.describe('counts add up', () => {
  const ROWS: [a: Counts, b: Counts | undefined, sum: Counts][] = [
    [{}, undefined, {}],
    [{ recorded: 1 }, undefined, { recorded: 1 }],
    [{}, { recorded: 1 }, { recorded: 1 }],
    [
      { recorded: 2, accepted: 1 },
      { recorded: 3, invalid: 1 },
      { recorded: 5, accepted: 1, invalid: 1 },
    ],
    [{ handedOver: 3 }, { handedOver: -3 }, { handedOver: 0 }],
  ];
  for (const [a, b, sum] of ROWS) {
    test(`${JSON.stringify(a)} and ${JSON.stringify(b) ?? 'nothing'}`, () => {
      const frozen = [Object.freeze(a), b && Object.freeze(b)] as const;
      expect(addCounts(...frozen)).toEqual(sum);
    });
  }
});

test.describe('of what is counted, stats tell', () => {
  const ROWS: [what: string, counts: Counts, stats: object][] = [
    ['nothing', {}, NONE],
    ['what waits', { recorded: 3 }, { ...NONE, recorded: 3, waiting: 3 }],
    [
      'what was accepted, before it was known to be recorded',
      { accepted: 2, recorded: 3 },
      { ...NONE, recorded: 3, accepted: 2, waiting: 1 },
    ],
    [
      'what was handed over',
      { recorded: 1, handedOver: 1 },
      { ...NONE, recorded: 1, handedOver: 1 },
    ],
    ...REASONS.map((reason): [string, Counts, object] => [
      `what was dropped as ${reason}`,
      { recorded: 5, [reason]: 2 },
      { ...NONE, recorded: 5, waiting: 3, dropped: { [reason]: 2 } },
    ]),
  ];
  for (const [what, counts, stats] of ROWS) {
    test(what, () => {
      expect(toStats(counts)).toEqual(stats);
    });
  }
});

const countsOf = fc.dictionary(
  fc.constantFrom('recorded', 'accepted', 'handedOver', ...REASONS),
  fc.integer({ min: -1e6, max: 1e6 }),
);

test('recorded is always waiting, accepted, handed over and dropped together', () => {
  fc.assert(
    fc.property(countsOf, countsOf, (a, b) => {
      const { recorded, waiting, accepted, handedOver, dropped } = toStats(addCounts(a, b));
      const lost = Object.values(dropped).reduce((sum, count) => sum + count, 0);
      expect(recorded).toBe((a['recorded'] ?? 0) + (b['recorded'] ?? 0));
      expect(recorded).toBe(waiting + accepted + handedOver + lost);
    }),
  );
});

test('what some script has added to every object is not counted', () => {
  const prototype = Object.prototype as unknown as Record<string, unknown>;
  prototype['extend'] = () => undefined;
  let told: string;
  try {
    told = JSON.stringify(toStats(addCounts({ recorded: 1 }, { recorded: 1 })));
  } finally {
    delete prototype['extend'];
  }
  expect(JSON.parse(told)).toEqual({ ...NONE, recorded: 2, waiting: 2 });
});

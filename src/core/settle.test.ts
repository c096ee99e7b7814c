import * as fc from 'fast-check';
import { expect, test } from 'playwright/test';
import type { Outcome } from './endpoint';
import type { LaneState } from './laneState';
import { settle, type Verdict } from './settle';
import { HOUR, MINUTE, SECOND, type Timestamp } from './units';

const NOW = Date.UTC(2026, 0, 1) as Timestamp;
const HALF = 0.5;
const at = (ms: number) => (NOW + ms) as Timestamp;
const stateOf = (more: Partial<LaneState> = {}): LaneState => ({
  failures: 0,
  availableAt: 0 as Timestamp,
  writtenAt: 0 as Timestamp,
  counts: { recorded: 9 },
  ...more,
});
const outcomeOf = (kind: Outcome['kind'], more: Partial<Outcome> = {}): Outcome => ({
  kind,
  why: '200 no',
  ...more,
});
const untilIn = (kind: 'release' | 'hold', ms: number): Verdict => ({ kind, until: at(ms) });
const drop = (reason: 'rejected' | 'too-large'): Verdict => ({ kind: 'drop', reason });
const split = (take: number): Verdict => ({ kind: 'split', take });
const ack = (as: 'accepted' | 'handedOver'): Verdict => ({ kind: 'ack', as });

type Row = [
  what: string,
  outcome: Outcome,
  state: Partial<LaneState>,
  taken: number,
  verdict: Verdict,
  /** What the lane remembers, beside `failures: 0` and a date of now. */
  remembered: Partial<LaneState>,
];
const refused = outcomeOf('rejected');
const large = outcomeOf('too-large');
const ROWS: Row[] = [
  [
    'accepted: gone, and the configuration is known to be right',
    outcomeOf('accepted'),
    { failures: 3, refusal: 'x', unreachable: true },
    5,
    ack('accepted'),
    { accepted: true },
  ],
  [
    'handed over: gone, though nobody has accepted it',
    outcomeOf('handed-over'),
    { failures: 3 },
    5,
    ack('handedOver'),
    {},
  ],
  [
    'to retry: back-off',
    outcomeOf('retry'),
    {},
    5,
    untilIn('release', 1000),
    { failures: 1, availableAt: at(1000) },
  ],
  [
    'to retry for the fourth time: a longer one',
    outcomeOf('retry'),
    { failures: 3 },
    5,
    untilIn('release', 8000),
    { failures: 4, availableAt: at(8000) },
  ],
  [
    'to retry, after a time of the server’s: never before that, and not all clients together',
    outcomeOf('retry', { retryAfter: '60' }),
    {},
    5,
    untilIn('release', 90_000),
    { failures: 1, availableAt: at(90_000) },
  ],
  [
    'unreachable: which the lane remembers',
    outcomeOf('retry', { unreachable: true }),
    {},
    5,
    untilIn('release', 1000),
    { failures: 1, availableAt: at(1000), unreachable: true },
  ],
  [
    'an answer again: reachable',
    outcomeOf('retry'),
    { unreachable: true },
    5,
    untilIn('release', 1000),
    { failures: 1, availableAt: at(1000) },
  ],
  [
    'not authorized: back-off, and nothing is lost',
    outcomeOf('reauthorize'),
    { failures: 1 },
    5,
    untilIn('release', 2000),
    { failures: 2, availableAt: at(2000) },
  ],
  ['too large: half of it', large, {}, 30, split(15), {}],
  ['too large and odd: the larger half', large, {}, 3, split(2), {}],
  ['two too large: one', large, {}, 2, split(1), {}],
  ['one too large: dropped', large, {}, 1, drop('too-large'), { refusal: '200 no' }],
  ['refused: half of it', refused, { failures: 2 }, 30, split(15), {}],
  ['two refused: one', refused, { refusal: '200 no' }, 2, split(1), { refusal: '200 no' }],
  ['one refused: dropped', refused, {}, 1, drop('rejected'), { refusal: '200 no' }],
  [
    'one refused, like the one before, and nothing ever accepted: the lane waits an hour',
    refused,
    { refusal: '200 no', failures: 1 },
    1,
    untilIn('hold', HOUR),
    { refusal: '200 no', failures: 2, availableAt: at(HOUR) },
  ],
  [
    'one refused, unlike the one before: dropped',
    refused,
    { refusal: '400 other' },
    1,
    drop('rejected'),
    { refusal: '200 no' },
  ],
  [
    'one refused, like the one before, but others were accepted: dropped',
    refused,
    { refusal: '200 no', accepted: true },
    1,
    drop('rejected'),
    { refusal: '200 no', accepted: true },
  ],
  [
    'one too large, like the one before: dropped, as it is the record',
    large,
    { refusal: '200 no' },
    1,
    drop('too-large'),
    { refusal: '200 no' },
  ],
  [
    'a wrong configuration: the lane waits an hour, and nothing is lost',
    outcomeOf('misconfigured'),
    { accepted: true },
    30,
    untilIn('hold', HOUR),
    { accepted: true, failures: 1, availableAt: at(HOUR) },
  ],
];

for (const [what, outcome, state, taken, verdict, remembered] of ROWS) {
  test(what, () => {
    expect(settle(outcome, stateOf(state), taken, NOW, HALF)).toEqual([
      verdict,
      stateOf({ availableAt: NOW, writtenAt: NOW, ...remembered }),
    ]);
  });
}

test.describe('of single records, one after the other,', () => {
  const SEQUENCES: [what: string, outcomes: Outcome[], verdicts: string[]][] = [
    ['the second that is refused alike holds the lane', [refused, refused], ['drop', 'hold']],
    [
      'only one is lost to a wrong configuration, however long it lasts',
      [refused, refused, refused, refused],
      ['drop', 'hold', 'hold', 'hold'],
    ],
    [
      'each is dropped once one was accepted',
      [outcomeOf('accepted'), refused, refused, refused],
      ['ack', 'drop', 'drop', 'drop'],
    ],
    [
      'one accepted in between tells that it is the records',
      [refused, outcomeOf('accepted'), refused, refused],
      ['drop', 'ack', 'drop', 'drop'],
    ],
    [
      'each is dropped while the reasons differ',
      ['a', 'b', 'a'].map((why) => outcomeOf('rejected', { why })),
      ['drop', 'drop', 'drop'],
    ],
  ];
  for (const [what, outcomes, verdicts] of SEQUENCES) {
    test(what, () => {
      let state = stateOf();
      const kinds = outcomes.map((outcome) => {
        const [verdict, next] = settle(outcome, state, 1, NOW, HALF);
        state = next;
        return verdict.kind;
      });
      expect(kinds).toEqual(verdicts);
    });
  }
});

test('whatever comes, the counts stay, the date is dated, and no wait is longer than a day and the back-off', () => {
  const kinds = [
    'accepted',
    'handed-over',
    'retry',
    'reauthorize',
    'too-large',
    'rejected',
    'misconfigured',
  ] as const;
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.option(fc.string(), { nil: undefined }),
      fc.integer({ min: 0, max: 5000 }),
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (kind, retryAfter, failures, taken, fraction) => {
        const outcome = outcomeOf(kind, { retryAfter });
        const [verdict, state] = settle(outcome, stateOf({ failures }), taken, NOW, fraction);
        expect(state.counts).toEqual({ recorded: 9 });
        expect(state.writtenAt).toBe(NOW);
        expect(state.availableAt).toBeGreaterThanOrEqual(NOW);
        expect(state.availableAt).toBeLessThanOrEqual(NOW + 24 * HOUR + 10 * MINUTE + SECOND);
        if (verdict.kind === 'split') {
          expect(verdict.take).toBeGreaterThanOrEqual(1);
          expect(verdict.take).toBeLessThan(taken);
        }
        if (verdict.kind === 'drop') expect(taken).toBe(1);
      },
    ),
  );
});

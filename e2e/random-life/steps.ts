import * as fc from 'fast-check';
import { names, type Name } from '../fixtures';
import type { Fault } from '../platforms/app';

/** What may happen to an app. All steps between two `pass` are in one task. Times are in ms. */
export type Step =
  | readonly [what: 'track', name: Name, length: number]
  | readonly [what: 'flush' | 'hide' | 'show' | 'hide with music']
  /** And launched again, after so long. */
  | readonly [what: 'kill', after: number]
  | readonly [what: 'network' | 'disk', isThere: boolean]
  /** One server, or all; without a fault it is well again. */
  | readonly [what: 'server', name: Name | 'all', fault?: Fault]
  | readonly [what: 'pass' | 'jump', by: number]
  /** Until a request goes out or is answered, if one is soon, and so long. */
  | readonly [what: 'pass until', moment: 'sent' | 'answered', more: number];

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const upTo = (max: number, min = 0): fc.Arbitrary<number> => fc.integer({ min, max });

const anyName = fc.constantFrom(...names);

/** Where it takes milliseconds, they count; days are long to play. */
const anyTime = fc.oneof(
  { weight: 60, arbitrary: upTo(12) },
  { weight: 30, arbitrary: upTo(SECOND) },
  { weight: 60, arbitrary: upTo(30 * SECOND) },
  { weight: 20, arbitrary: upTo(10 * MINUTE) },
  { weight: 5, arbitrary: upTo(2 * HOUR) },
  { weight: 1, arbitrary: upTo(2 * DAY) },
);

const anyFault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constant({ status: 500 }),
  fc.record({ status: fc.constant(429), retryAfter: fc.constantFrom(1, 30, 120, 600) }),
  fc.constant({ hang: true as const }),
  fc.record({ slow: fc.constantFrom(500, 3 * SECOND, 6 * SECOND, 19_990, 30 * SECOND) }),
  fc.record({ reset: fc.constantFrom('before' as const, 'body' as const) }),
);

const one = <What extends Step[0]>(what: What, ...more: fc.Arbitrary<unknown>[]) =>
  fc.tuple(fc.constant(what), ...more) as unknown as fc.Arbitrary<Step>;

const shortly = one('pass', upTo(12));
const soon = one('pass until', fc.constantFrom('sent', 'answered'), upTo(12));
const hide = one('hide');
const kill = one('kill', fc.oneof(upTo(SECOND), upTo(2 * MINUTE), upTo(2 * HOUR)));

/** Steps that go together, so often. */
const often = (weight: number, ...steps: fc.Arbitrary<Step>[]) => ({
  weight,
  arbitrary: fc.tuple(...steps),
});

const common = [
  often(20, one('track', anyName, fc.oneof(upTo(3, 1), upTo(3, 1), upTo(70, 1)))),
  often(30, one('pass', anyTime)),
  often(5, soon),
  often(5, hide),
  often(1, one('hide with music')),
  often(7, one('show')),
  often(1, kill),
  often(1, shortly, kill),
  often(1, hide, kill),
  often(2, soon, kill),
  often(1, soon, hide, shortly, kill),
  often(2, one('network', fc.constant(false))),
  often(3, one('network', fc.constant(true))),
  often(5, one('server', fc.oneof(anyName, fc.constant('all' as const)), anyFault)),
  often(3, one('server', fc.constant('all' as const))),
  often(1, one('jump', fc.oneof(upTo(2 * MINUTE, -2 * MINUTE), upTo(2 * DAY, -2 * DAY)))),
  often(2, one('flush')),
];

const lifeOf = (...steps: ReturnType<typeof often>[]): fc.Arbitrary<Step[]> =>
  fc
    .array(fc.oneof(...steps), { minLength: 20, maxLength: 60, size: 'max' })
    .map((taken) => taken.flat());

export const anyLife = lifeOf(...common);

/** Now and then the disk refuses all for a while. */
export const anyLifeOnABadDisk = lifeOf(
  ...common,
  often(3, one('disk', fc.constant(false))),
  often(4, one('disk', fc.constant(true))),
);

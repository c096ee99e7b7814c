import { expect, test } from 'playwright/test';
import { baseOf, reckon, sayReckoning } from './reckon.js';

const lane = (counts: object) => ({
  recorded: 0,
  waiting: 0,
  accepted: 0,
  handedOver: 0,
  dropped: {},
  ...counts,
});

/** One lane, counted from nothing. */
const say = (counts: object, received: number) =>
  sayReckoning(reckon({ mta: lane(counts) }, { mta: { received } }, {}))[1];

test.describe('tracker and server', () => {
  test('agree when all that was tracked was received or dropped', () => {
    expect(say({ recorded: 5, accepted: 3, handedOver: 1, dropped: { invalid: 1 } }, 4)).toBe(
      'They agree: 5 tracked = 4 received + 1 dropped',
    );
  });

  test('need not agree yet on what waits, for its answer may be under way', () => {
    const waiting = { recorded: 5, waiting: 2, accepted: 3 };
    expect(say(waiting, 3)).toBe('5 tracked: 3 received, 2 waiting');
    expect(say(waiting, 5)).toBe('5 tracked: 5 received, 2 waiting');
    expect(say(waiting, 6)).toBe('1 came twice');
  });

  test('disagree when the server has more, or less, than was delivered', () => {
    expect(say({ recorded: 3, accepted: 3 }, 4)).toBe('1 came twice');
    expect(say({ recorded: 3, accepted: 1, handedOver: 2 }, 2)).toBe(
      '1 given to the browser, not there yet',
    );
  });

  test('are held against each other lane by lane: one too many does not make up for one too few', () => {
    const delivered = lane({ recorded: 2, accepted: 2 });
    const total = reckon(
      { mta: delivered, oper: delivered },
      { mta: { received: 3 }, oper: { received: 1 } },
      {},
    );
    expect(total).toMatchObject({ tracked: 4, received: 4, doubled: 1, missing: 1 });
  });

  test('are counted from a beginning, and what waited then is still to come', () => {
    const then = { mta: lane({ recorded: 9, waiting: 2, accepted: 6, dropped: { rejected: 1 } }) };
    const base = baseOf(then, { mta: { received: 40 } });
    const now = { mta: lane({ recorded: 10, accepted: 9, dropped: { rejected: 1 } }) };
    expect(reckon(now, { mta: { received: 43 } }, base)).toEqual({
      tracked: 3,
      received: 3,
      waiting: 0,
      doubled: 0,
      dropped: 0,
      missing: 0,
    });
  });
});

import { expect, test } from 'playwright/test';
import { createSession, type Profile } from './session';
import { MINUTE, SECOND, type Timestamp } from './units';

const START = Date.UTC(2026, 0, 1);
const at = (ms: number) => (START + ms) as Timestamp;

/** A page's session; `left` is what stands on disk. */
function openPage(left?: string, seed = 0) {
  let next = seed;
  const saved: Profile[] = [];
  const random = {
    bytes: (count: number) => Array.from({ length: count }, () => next++ % 248),
    fraction: () => 0,
  };
  const session = createSession(random, (profile) => saved.push(profile));
  session.adopt(left);
  return { session, saved, disk: () => JSON.stringify(saved[saved.length - 1]) };
}

test.describe('a visit', () => {
  const ROWS: [what: string, times: number[], visits: number[], seqs: number[]][] = [
    ['numbers its events', [0, 0, SECOND], [1, 1, 1], [1, 2, 3]],
    ['goes on within 30 minutes', [0, 30 * MINUTE], [1, 1], [1, 2]],
    ['is over after more', [0, 30 * MINUTE + 1], [1, 2], [1, 1]],
    [
      'goes on for hours if it never rests',
      [0, 29, 58, 87].map((m) => m * MINUTE),
      [1, 1, 1, 1],
      [1, 2, 3, 4],
    ],
    ['is over when the wall clock goes back by as much', [0, -30 * MINUTE - 1], [1, 2], [1, 1]],
    ['goes on when the wall clock goes back a little', [0, -5 * MINUTE], [1, 1], [1, 2]],
    ['never comes back', [0, 31 * MINUTE, 31 * MINUTE], [1, 2, 2], [1, 1, 2]],
  ];
  for (const [what, times, visits, seqs] of ROWS) {
    test(what, () => {
      const { session } = openPage();
      const told = times.map((time) => session.at(at(time)));
      const ids = [...new Set(told.map(({ session: id }) => id))];
      expect(told.map(({ session: id }) => ids.indexOf(id) + 1)).toEqual(visits);
      expect(told.map(({ seq }) => seq)).toEqual(seqs);
      for (const id of ids) expect(id).toMatch(/^[0-9A-Za-z]{20}$/);
    });
  }
});

test.describe('another page of the origin', () => {
  const lastEvent = 100 * SECOND;
  const visitOf = (times: number[]) => {
    const page = openPage();
    const [first = 0] = times
      .map((time) => page.session.at(at(time)))
      .map(({ session }) => session);
    return { first, disk: page.disk() };
  };

  test('goes on with the visit, in a count of its own', () => {
    const { first, disk } = visitOf([0, lastEvent]);
    const { session } = openPage(disk, 99);
    expect(session.at(at(lastEvent + 29 * MINUTE))).toEqual({ session: first, seq: 1 });
  });

  test('begins a visit after more than 30 minutes', () => {
    const { first, disk } = visitOf([0, lastEvent]);
    const { session } = openPage(disk, 99);
    expect(session.at(at(lastEvent + 30 * MINUTE + 1)).session).not.toBe(first);
  });

  test('keeps the device’s id, over visits', () => {
    const { session, saved, disk } = openPage();
    const id = session.device();
    expect(id).toMatch(/^[0-9A-Za-z]{20}$/);
    expect(session.device()).toBe(id);
    expect(saved).toEqual([{ device: id }]);
    session.at(at(0));
    const next = openPage(disk(), 99);
    next.session.at(at(60 * MINUTE));
    expect(next.session.device()).toBe(id);
    expect(JSON.parse(next.disk())).toMatchObject({ device: id });
  });
});

test('a visit is written when it begins and then once a minute, not with each event', () => {
  const { session, saved } = openPage();
  for (let second = 0; second <= 125; second++) session.at(at(second * SECOND));
  expect(saved.map(({ seenAt = 0 }) => (seenAt - START) / SECOND)).toEqual([0, 61, 122]);
});

test('no id is made and nothing is written before there is an event', () => {
  expect(openPage().saved).toEqual([]);
});

for (const left of [undefined, '', '{', 'null', '[]', '7', '"text"', '<html>', '{"other":1}']) {
  test(`on a disk with ${left === undefined ? 'nothing' : JSON.stringify(left)} a visit begins`, () => {
    const { session, disk } = openPage(left);
    const told = session.at(at(0));
    expect(told).toEqual({ session: expect.stringMatching(/^[0-9A-Za-z]{20}$/), seq: 1 });
    expect(JSON.parse(disk())).toMatchObject({ session: told.session, seenAt: START });
    expect(session.device()).toMatch(/^[0-9A-Za-z]{20}$/);
  });
}

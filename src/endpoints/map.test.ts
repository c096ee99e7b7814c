import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import type { TrackedEvent } from '../core/event';
import { answerBy, direct, encoded, eventOf, mapped } from '../fixtures';

const AT = 1767225600;
type Make = (event: TrackedEvent) => object | undefined;

/** A kind of one's own for each endpoint, one that it knows itself, and what goes on the wire. */
const ROWS: [name: keyof typeof direct, known: string, make: Make, record: object][] = [
  [
    'mta',
    'loan',
    ({ props }) => ({ ei: 'LEVEL', kv: { level: props['level'] } }),
    { ky: 'if8888mta', ts: AT, et: 1000, cui: '13823965426', ei: 'LEVEL', kv: { level: 3 } },
  ],
  [
    'pushData',
    'game_click',
    ({ props }) => ({ aid: 2001, game_id: 12, game_v: `level ${String(props['level'])}` }),
    { aid: 2001, app_id: 15154545, uid: '2508E', game_id: 12, game_v: 'level 3' },
  ],
  [
    'mediaEvent',
    'qr_show',
    ({ props }) => ({ event_id: '1119999', code: `c${String(props['level'])}` }),
    { event_id: '1119999', event_time: AT, media_type: 2, code: 'c3' },
  ],
  [
    'behavior',
    'page_leave',
    ({ props }) => ({ operate_id: 12345, page_id: props['level'] }),
    { event_time: AT, channel: 1, operate_id: 12345, page_id: 3 },
  ],
  [
    'oper',
    'vote',
    ({ props }) => ({ oper_id: '999', ext1: String(props['level']) }),
    { oper_id: '999', ext1: '3' },
  ],
];

for (const [name, known, make, record] of ROWS) {
  test.describe(name, () => {
    const make_ = direct[name];

    for (const kind of ['level_up', known]) {
      test(`sends ${kind} as its map has it, with what is the same in every element`, async () => {
        const receiver = createReceiver();
        receiver.config.mediaEvent.eventIds.push('1119999');
        receiver.config.oper.operIds.push('999');
        const { request } = encoded(make_({ map: { [kind]: make } }), [
          eventOf(kind, { level: 3 }),
        ]);
        await answerBy(receiver)(request);
        expect(receiver.received(name).map((item) => item.record)).toEqual([record]);
      });
    }

    test('does not want a kind of one’s own for which its map has nothing', () => {
      const endpoint = make_({ map: { level_up: () => undefined } });
      expect(mapped(endpoint, eventOf('level_up'))).toBe('skip');
      expect(mapped(endpoint, eventOf('level_down'))).toBeUndefined();
    });

    test('does not want an event of a kind that it knows for which its map has nothing', () => {
      const props = {
        ...{ id: 'a', game_id: 1, game_v: '1', column: 1, code: 'c', page_id: 1 },
        ...{ action: 'join', gid: 1, target_id: 't', uid: 1 },
      };
      expect(mapped(make_(), eventOf(known, props))).toMatchObject({ missing: [] });
      const picked = mapped(make_({ map: { [known]: () => undefined } }), eventOf(known, props));
      expect([undefined, 'skip']).toContain(picked);
    });

    for (const kind of ['', 'nobody', 'constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      test(`does not know the kind ${JSON.stringify(kind)}`, () => {
        expect(mapped(make_(), eventOf(kind, { id: 'a', code: 'c' }))).toBeUndefined();
        expect(mapped(make_({ map: {} }), eventOf(kind, { id: 'a' }))).toBeUndefined();
      });
    }
  });
}

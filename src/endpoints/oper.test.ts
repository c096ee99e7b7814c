import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import { answerBy, direct, encoded, eventOf, mapped, TOKENS, URLS } from '../fixtures';

const AT = 1767225600;
const GROUP = { id: 'vote-活-1', gid: 10001, target_id: 'channel 5', uid: 2 ** 53 - 1 };
const DATA = { gid: 10001, target_id: 'channel 5', uid: 2 ** 53 - 1, ext1: 'vote-活-1' };

const OPERATIONS: [kind: string, action: string, oper_id: string][] = [
  ['vote', 'create', '1504000120618'],
  ['vote', 'launch', '1504000120678'],
  ['vote', 'join', '1504000120679'],
  ['vote', 'delete', '1504000120617'],
  ['lottery', 'create', '1505000120618'],
  ['lottery', 'launch', '1505000120678'],
  ['lottery', 'join', '1505000120679'],
  ['lottery', 'delete', '1505000120617'],
];
for (const [kind, action, oper_id] of OPERATIONS) {
  test(`${kind} ${action} is ${oper_id}`, async () => {
    const event = eventOf(kind, { action, ...GROUP }, AT * 1000 + 999);
    const item = { ts: AT, nonce: event.id, data: { oper_id, ...DATA } };
    expect(mapped(direct.oper(), event)).toEqual({ item, missing: [], wrong: [] });
    const receiver = createReceiver();
    const { request, taken } = encoded(direct.oper(), [event]);
    expect(await answerBy(receiver)(request)).toMatchObject({ body: '{"ret":0,"msg":"ok"}' });
    expect(taken).toBe(1);
    expect(receiver.received('oper')).toMatchObject([
      { record: item.data, head: { nonce: event.id }, at: AT },
    ]);
    expect(JSON.parse(request.body ?? '')).toEqual(item);
  });
}

test.describe('an operation', () => {
  const good = { action: 'join', ...GROUP };
  const ROWS: [what: string, props: object, missing: string[], wrong: string[]][] = [
    ['needs all that is listed', {}, ['action', 'gid', 'target_id', 'uid', 'id'], []],
    ['needs an action that there is', { ...good, action: 'vote' }, ['action'], []],
    ['is not one that every object has', { ...good, action: 'constructor' }, ['action'], []],
    ['needs a group that is a number', { ...good, gid: 'g' }, ['gid'], []],
    ['needs numbers that JavaScript can hold', { ...good, uid: 2 ** 53 }, ['uid'], []],
    ['needs such numbers, also as texts', { ...good, uid: '9007199254740993' }, ['uid'], []],
    ['needs a channel', { ...good, target_id: '' }, ['target_id'], []],
    [
      'goes without an extension that is no text',
      { ...good, ext2: {}, ext10: true },
      [],
      ['ext2', 'ext10'],
    ],
  ];
  for (const [what, props, missing, wrong] of ROWS) {
    test(what, () => {
      const picked = mapped(direct.oper(), eventOf('vote', { ...props }));
      expect(picked).toMatchObject({ missing, wrong });
    });
  }

  test('has its extensions as texts, and takes numbers for its texts', async () => {
    const exts = Object.fromEntries([2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => [`ext${n}`, n]));
    const props = { ...good, id: 77, gid: '10001', ...exts };
    const receiver = createReceiver();
    await answerBy(receiver)(encoded(direct.oper(), [eventOf('lottery', props)]).request);
    const [item] = receiver.received('oper');
    expect(item?.record).toEqual({
      ...DATA,
      oper_id: '1505000120679',
      ext1: '77',
      ...Object.fromEntries(Object.entries(exts).map(([name, n]) => [name, String(n)])),
    });
  });

  test('is nobody’s in particular', () => {
    expect(direct.oper().identify()).toEqual({ item: {}, missing: [], wrong: [] });
  });
});

test.describe('a request', () => {
  const events = [1, 2].map((n) => eventOf('vote', { action: 'join', ...GROUP, id: String(n) }));

  test('holds one record, whatever waits', () => {
    const { request, taken } = encoded(direct.oper(), events);
    expect(taken).toBe(1);
    expect(JSON.parse(request.body ?? '').data.ext1).toBe('1');
    expect(direct.oper({ limits: { records: 50 } }).limits.records).toBe(1);
  });

  test('has the record’s id for its nonce, also when it is sent again later', async () => {
    const receiver = createReceiver();
    const [first] = events as [(typeof events)[0]];
    for (const now of [AT, AT + 3600]) {
      const { request } = encoded(direct.oper(), [first], { now: (now * 1000) as never });
      await answerBy(receiver)(request);
    }
    const got = receiver.received('oper');
    expect(got.map(({ head }) => head.nonce)).toEqual([first.id, first.id]);
    expect(got.map(({ duplicate }) => !!duplicate)).toEqual([false, true]);
  });

  test('with a token is the vendor’s own: JSON and a bare Authorization', () => {
    const { url, type, authorization } = encoded(direct.oper(), events).request;
    expect({ url, type, authorization }).toEqual({
      url: URLS.oper,
      type: 'json',
      authorization: TOKENS.oper,
    });
  });

  test('without one, to a relay, is the same body as plain text', () => {
    const relay = direct.oper({ url: '/relay/oper', token: undefined as never });
    const { body } = encoded(direct.oper(), events).request;
    expect(encoded(relay, events).request).toEqual({ url: '/relay/oper', body, type: 'text' });
  });
});

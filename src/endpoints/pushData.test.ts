import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import { answerBy, direct, encoded, eventOf, mapped } from '../fixtures';

const GAME = { game_id: 12, game_v: '7.8.8' };

const AIDS: [aid: number, kind: string, props: object, fields: object][] = [
  [1000, 'launch', {}, {}],
  [1001, 'load', {}, {}],
  [1002, 'loaded', {}, {}],
  [1003, 'game_click', { ...GAME, column: 5 }, { ...GAME, v: '5' }],
  [2001, 'game_load', GAME, GAME],
  [2002, 'game_enter', GAME, GAME],
  [2003, 'game_exit', { ...GAME, duration: 20.9 }, { ...GAME, v: '20' }],
  [2011, 'game_button', { ...GAME, button: 'close' }, GAME],
  [2012, 'game_button', { ...GAME, button: 'more' }, GAME],
  [2013, 'game_button', { ...GAME, button: 'share' }, GAME],
  [2014, 'game_button', { ...GAME, button: 'favorite' }, GAME],
  [2015, 'game_button', { ...GAME, button: 'unfavorite' }, GAME],
  [2016, 'game_button', { ...GAME, button: 'clear_cache' }, GAME],
  [2017, 'game_jump', { ...GAME, target: 13 }, { ...GAME, v: '13' }],
  [2018, 'game_button', { ...GAME, button: 'lobby' }, GAME],
  [3001, 'ad', { ...GAME, format: 'banner', action: 'show' }, GAME],
  [3002, 'ad', { ...GAME, format: 'banner', action: 'click' }, GAME],
  [3011, 'ad', { ...GAME, format: 'rewarded', action: 'show' }, GAME],
  [3012, 'ad', { ...GAME, format: 'rewarded', action: 'click' }, GAME],
  [3013, 'ad', { ...GAME, format: 'rewarded', action: 'close' }, GAME],
  [3014, 'ad', { ...GAME, format: 'rewarded', action: 'complete' }, GAME],
  [3021, 'ad', { ...GAME, format: 'interstitial', action: 'show' }, GAME],
  [3022, 'ad', { ...GAME, format: 'interstitial', action: 'click' }, GAME],
];
const itemOf = (aid: number, fields: object) => ({
  aid,
  app_id: 15154545,
  uid: '2508E',
  ...fields,
});

test('all 23 aids of the document are there', () => {
  expect(new Set(AIDS.map(([aid]) => aid)).size).toBe(23);
});

for (const [aid, kind, props, fields] of AIDS) {
  const { button = '', format = '', action = '' } = props as Record<string, string>;
  test(`${[kind, button, format, action].join(' ').trim()} is ${aid}`, async () => {
    const event = eventOf(kind, { ...props });
    const item = itemOf(aid, fields);
    expect(mapped(direct.pushData(), event)).toEqual({ item, missing: [], wrong: [] });
    const receiver = createReceiver();
    const reply = await answerBy(receiver)(encoded(direct.pushData(), [event]).request);
    expect(reply).toMatchObject({ status: 200, body: '' });
    expect(receiver.received('pushData').map(({ record }) => record)).toEqual([item]);
  });
}

test('all of them go in one request, in order', async () => {
  const events = AIDS.map(([, kind, props]) => eventOf(kind, { ...props }));
  const receiver = createReceiver();
  const { request, taken } = encoded(direct.pushData({ in: 'body' }), events);
  await answerBy(receiver)(request);
  expect(taken).toBe(23);
  expect(receiver.received('pushData').map(({ record }) => record.aid)).toEqual(
    AIDS.map(([aid]) => aid),
  );
});

test.describe('an event', () => {
  const ROWS: [what: string, kind: string, props: object, missing: string[], wrong: string[]][] = [
    ['of a game needs the game', 'game_enter', {}, ['game_id', 'game_v'], []],
    ['of a game needs its number', 'game_enter', { ...GAME, game_id: 'pairs' }, ['game_id'], []],
    ['of a game needs its version', 'game_enter', { ...GAME, game_v: '' }, ['game_v'], []],
    ['of a click needs the column', 'game_click', GAME, ['column'], []],
    ['of an exit needs the time', 'game_exit', GAME, ['duration'], []],
    [
      'of an exit needs a time that passed',
      'game_exit',
      { ...GAME, duration: -1 },
      ['duration'],
      [],
    ],
    ['of a jump needs where to', 'game_jump', GAME, ['target'], []],
    ['of a button needs which', 'game_button', GAME, ['button'], []],
    [
      'of a button needs one that there is',
      'game_button',
      { ...GAME, button: 'constructor' },
      ['button'],
      [],
    ],
    ['of an ad needs its two props', 'ad', GAME, ['format and action'], []],
    [
      'of an ad needs two that go together',
      'ad',
      { ...GAME, format: 'banner', action: 'complete' },
      ['format and action'],
      [],
    ],
    ['of the platform needs nothing', 'launch', {}, [], []],
    [
      'of the platform goes without a wrong game',
      'launch',
      { game_id: 'x', game_v: {} },
      [],
      ['game_id', 'game_v'],
    ],
  ];
  for (const [what, kind, props, missing, wrong] of ROWS) {
    test(what, () => {
      const picked = mapped(direct.pushData(), eventOf(kind, { ...props }));
      expect(picked).toMatchObject({ missing, wrong });
    });
  }

  test('of the platform may tell of a game', () => {
    const picked = mapped(direct.pushData(), eventOf('launch', GAME));
    expect(picked).toEqual({ item: itemOf(1000, GAME), missing: [], wrong: [] });
  });

  test('has v as a text and numbers as numbers, whatever they were given as', () => {
    const said: [string, object, object][] = [
      [
        'game_click',
        { column: '05', game_id: '12', game_v: 7 },
        { v: '05', game_id: 12, game_v: '7' },
      ],
      ['game_click', { ...GAME, column: 0 }, { ...GAME, v: '0' }],
      ['game_exit', { ...GAME, duration: 0.4 }, { ...GAME, v: '0' }],
      ['game_exit', { ...GAME, duration: '20' }, { ...GAME, v: '20' }],
      ['game_jump', { ...GAME, target: '13' }, { ...GAME, v: '13' }],
    ];
    for (const [kind, props, fields] of said) {
      const picked = mapped(direct.pushData(), eventOf(kind, { ...props }));
      expect(picked).toMatchObject({ item: fields, missing: [] });
    }
  });

  test('does not take an ad that cannot be printed for one', () => {
    const format = Object.create(null) as object;
    const event = eventOf('ad', { ...GAME, format, action: 'show' });
    expect(mapped(direct.pushData(), event)).toMatchObject({ missing: ['format and action'] });
  });
});

test.describe('the device is', () => {
  const ROWS: [what: string, uid: unknown, identified: object | undefined][] = [
    ['one that the tracker keeps', undefined, undefined],
    ['a value', 'd', { item: { uid: 'd' }, missing: [], wrong: [] }],
    ['what a function answers', () => 'd', { item: { uid: 'd' }, missing: [], wrong: [] }],
    ['a text, also when it is a number', 7, { item: { uid: '7' }, missing: [], wrong: [] }],
    ['missing when it is empty', '', { item: {}, missing: ['uid'], wrong: [] }],
    [
      'missing when a function does not know it',
      () => undefined,
      { item: {}, missing: ['uid'], wrong: [] },
    ],
  ];
  for (const [what, uid, identified] of ROWS) {
    test(what, () => {
      expect(direct.pushData({ uid: uid as string }).identify()).toEqual(identified);
    });
  }

  test('the same in the request and in each of its records', async () => {
    const receiver = createReceiver();
    const endpoint = direct.pushData({ uid: undefined as never });
    await answerBy(receiver)(encoded(endpoint, [eventOf('launch')]).request);
    expect(receiver.received('pushData')).toMatchObject([
      { record: { uid: 'device-id' }, head: { uid: 'device-id' } },
    ]);
  });
});

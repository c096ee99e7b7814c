import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import { TOKENS, answerBy, createWorld, direct, imbalance } from '../fixtures';
import type { Reply } from './ports';
import { HOUR, MINUTE, SECOND } from './units';

const TRACE = 'Fi6JoptoXX8EI3sttq3pcVGC2H1Nesy9';

/** Two endpoints of one vendor that take one token, and a hook that counts how often it is asked. */
const setUp = () => {
  const receiver = createReceiver();
  receiver.config.mediaEvent.token = receiver.config.behavior.token;
  const world = createWorld(receiver);
  const asked: number[] = [];
  const token = () => {
    asked.push(world.clock.now());
    return Promise.resolve(receiver.issue('behavior'));
  };
  return { receiver, world, asked, token };
};

const expire = (receiver: ReturnType<typeof createReceiver>) => {
  receiver.expire('behavior');
  receiver.config.mediaEvent.token = receiver.config.behavior.token;
};

test('a token is fetched when a lane first has work, once for the lanes that share its hook', async () => {
  const { receiver, world, asked, token } = setUp();
  const tab = world.open([direct.behavior({ token }), direct.mediaEvent({ token })]);
  await world.pass(MINUTE);
  expect(asked).toEqual([]);
  tab.tracker.track('page_leave', { page_id: 1, duration: 1 });
  tab.tracker.track('qr_show', { code: 'c' });
  await world.pass(3 * SECOND);
  expect(asked).toHaveLength(1);
  expect(receiver.received('behavior')).toHaveLength(1);
  expect(receiver.received('mediaEvent')).toHaveLength(1);
});

test('an expired token is renewed once for both lanes, and the refused events are delivered', async () => {
  const { receiver, world, asked, token } = setUp();
  const tab = world.open([direct.behavior({ token }), direct.mediaEvent({ token })]);
  tab.tracker.track('page_leave', { page_id: 1, duration: 1 });
  await world.pass(3 * SECOND);
  expire(receiver);
  tab.tracker.track('page_leave', { page_id: 2, duration: 1 });
  tab.tracker.track('qr_show', { code: 'c' });
  await world.pass(3 * SECOND);
  expect(asked).toHaveLength(2);
  expect(receiver.received('behavior').map(({ record }) => record.page_id)).toEqual([1, 2]);
  expect(receiver.received('mediaEvent')).toHaveLength(1);
  expect(imbalance(tab, world)).toBe('');
});

test('a refusal that arrives after the token was renewed does not renew it again', async () => {
  const { receiver, world, asked, token } = setUp();
  const answer = answerBy(receiver);
  const tab = world.open([direct.mediaEvent({ token }), direct.behavior({ token })], {
    // The first vendor takes its time.
    respond: (request) => {
      const reply = answer(request);
      if (request.url.indexOf('media') < 0) return reply;
      return new Promise<Reply>((resolve) => {
        world.clock.after((5 * SECOND) as typeof SECOND, () => resolve(reply));
      });
    },
  });
  tab.tracker.track('page_leave', { page_id: 1, duration: 1 });
  await world.pass(3 * SECOND);
  expire(receiver);
  tab.tracker.track('qr_show', { code: 'c' });
  tab.tracker.track('page_leave', { page_id: 2, duration: 1 });
  await world.pass(MINUTE);
  expect(receiver.received('mediaEvent')).toHaveLength(1);
  expect(asked).toHaveLength(2);
});

test('a renewed token that is refused as well makes the lane back off, and is reported', async () => {
  const { receiver, world, asked } = setUp();
  const tab = world.open([
    direct.behavior({
      token: () => {
        asked.push(world.clock.now());
        return 'stale';
      },
    }),
  ]);
  tab.tracker.track('page_leave', { page_id: 1, duration: 1 });
  await world.pass(2 * SECOND);
  expect(tab.sent).toHaveLength(2);
  expect(asked).toHaveLength(2);
  await world.pass(HOUR);
  expect(tab.sent.length).toBeLessThan(60);
  expect(receiver.received('behavior')).toEqual([]);
  expect(tab.platform.warnings.join()).toContain('401');
  expect(imbalance(tab, world)).toBe('');
  expect(world.onDisk()).toBe(1);
});

for (const [how, hook] of [
  [
    'throws',
    () => {
      throw new Error('not logged in');
    },
  ],
  ['rejects', () => Promise.reject(new Error('not logged in'))],
  ['answers nothing', () => ''],
  ['never answers', () => new Promise<string>(() => undefined)],
] as const) {
  test(`events wait on disk while the token hook ${how}`, async () => {
    const { receiver, world } = setUp();
    let token: () => string | Promise<string> = hook;
    const tab = world.open([direct.behavior({ token: () => token() })]);
    tab.tracker.track('page_leave', { page_id: 1, duration: 1, trace_id: TRACE });
    await world.pass(5 * MINUTE);
    expect(tab.sent).toEqual([]);
    expect(world.onDisk()).toBe(1);
    expect(tab.platform.warnings).toHaveLength(1);
    expect(imbalance(tab, world)).toBe('');
    token = () => TOKENS.behavior;
    await world.pass(MINUTE);
    expect(receiver.received('behavior')).toHaveLength(1);
    expect(imbalance(tab, world)).toBe('');
  });
}

test('a new session key is asked for when pushData refuses the old one', async () => {
  const { receiver, world } = setUp();
  let asked = 0;
  const session = () => {
    asked++;
    return receiver.issue('pushData');
  };
  const tab = world.open([direct.pushData({ session })]);
  tab.tracker.track('launch');
  await world.pass(3 * SECOND);
  receiver.expire('pushData');
  tab.tracker.track('load');
  await world.pass(3 * SECOND);
  expect(asked).toBe(2);
  expect(receiver.received('pushData').map(({ record }) => record.aid)).toEqual([1000, 1001]);
});

test('a request is signed anew, with the time of its sending, each time that it is sent', async () => {
  const { receiver, world } = setUp();
  receiver.fail('pushData', { status: 503, times: 1 });
  const tab = world.open([direct.pushData()]);
  tab.tracker.track('launch');
  await world.pass(MINUTE);
  const [first, second] = tab.sent.map(({ request, at }) => ({
    params: new URL(request.url).searchParams,
    at,
  }));
  expect(first?.params.get('ts')).toBe(String(Math.floor((first?.at ?? 0) / 1000)));
  expect(second?.params.get('ts')).toBe(String(Math.floor((second?.at ?? 0) / 1000)));
  expect(second?.params.get('ts')).not.toBe(first?.params.get('ts'));
  expect(second?.params.get('__md5')).not.toBe(first?.params.get('__md5'));
  expect(receiver.received('pushData')).toHaveLength(1);
});

test('a batch waits while the sign hook throws, rejects or hangs', async () => {
  const { receiver, world } = setUp();
  const { signPushData } = await import('../endpoints/signPushData');
  let turn = 0;
  const tab = world.open([
    direct.pushData({
      sign(params) {
        turn++;
        if (turn === 1) throw new Error('no');
        if (turn === 2) return Promise.reject(new Error('no'));
        if (turn === 3) return new Promise(() => undefined);
        return Promise.resolve(signPushData(params, 'developer_login'));
      },
    }),
  ]);
  tab.tracker.track('launch');
  await world.pass(5 * MINUTE);
  expect(turn).toBe(4);
  expect(receiver.received('pushData')).toHaveLength(1);
  expect(imbalance(tab, world)).toBe('');
});

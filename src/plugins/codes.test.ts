import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import { webViewUrl } from '../core/traceInPath';
import { SECOND } from '../core/units';
import { createWorld, direct } from '../fixtures';
import { codesOn } from './codes';
import { pageViews } from './pageViews';

const [T, U, V] = ['1', '2', '3'].map((digit) => digit.repeat(32)) as [string, string, string];

function setUp(path = '/group', enter = '') {
  const receiver = createReceiver();
  const world = createWorld(receiver);
  const entered = { query: enter };
  const top = { query: '' };
  const codes = codesOn(
    () => entered.query,
    () => top.query,
  );
  const pages = { '/group': { page_id: 1 }, '/code': { page_id: 2 } };
  const { tracker, platform } = world.open(
    { endpoints: [direct.mediaEvent()], plugins: [codes, pageViews({ pages })] },
    { path, surface: 'miniprogram' },
  );
  const items = async () => {
    await world.pass(3 * SECOND);
    return receiver.received('mediaEvent').map(({ record }) => record);
  };
  const traces = async () => (await items()).map(({ trace_id }) => trace_id);
  return { codes, tracker, platform, entered, top, items, traces };
}

test('a code that is shown and pressed belongs to the operation that has led here', async () => {
  for (const [path, enter] of [
    [`/group?trace_id=${T}`, ''],
    ['/group', `?trace_id=${T}`],
    [`/group?trace_id=${T}`, `?trace_id=${T}`],
  ] as const) {
    const { codes, items } = setUp(path, enter);
    codes.shown({ code: 'A' });
    codes.pressed({ code: 'A', media_type: 2 });
    expect(await items()).toMatchObject([
      { event_id: '1110201', trace_id: T },
      { event_id: '1110204', trace_id: T },
    ]);
  }
});

test('the operation goes on in pages without a trace, and another address begins another', async () => {
  const { codes, platform, entered, traces } = setUp(`/group?trace_id=${T}`);
  platform.page.go('/code');
  codes.shown({ code: 'A' });
  // Nothing is recorded there.
  platform.page.go(`/group?trace_id=${U}`);
  platform.page.go('/code');
  codes.shown({ code: 'A' });
  entered.query = `?trace_id=${V}`;
  platform.lifecycle.tell('shown');
  // Brought back by something that has none.
  entered.query = '';
  codes.shown({ code: 'A' });
  expect(await traces()).toEqual([T, U, V]);
});

test('where no address has a trace one begins here, and can be handed on', async () => {
  const { codes, traces } = setUp('/group?trace_id=short');
  const own = codes.traceId();
  codes.shown({ code: 'A' });
  codes.shown({ code: 'A' });
  expect(await traces()).toEqual([own, own]);
  expect(webViewUrl('https://h5.test/group?a=1#top', own)).toBe(
    `https://h5.test/group?a=1&trace_id=${own}#top`,
  );
});

test('a code may say its own trace', async () => {
  const { codes, traces } = setUp();
  codes.shown({ code: 'A', trace_id: T } as never);
  expect(await traces()).toEqual([T]);
});

test('before a tracker has started and after it has stopped nothing is recorded', async () => {
  const codes = codesOn(
    () => '',
    () => '',
  );
  codes.shown({ code: 'A' });
  expect(codes.traceId()).toBeUndefined();
  expect(webViewUrl('https://h5.test/', codes.traceId())).toBe('https://h5.test/');
  const started = setUp();
  await started.tracker.stop();
  started.codes.pressed({ code: 'A' });
  expect(started.codes.traceId()).toBeUndefined();
  expect(await started.traces()).toEqual([]);
});

test('a code that is shown in a hook of a page belongs to the operation that has led to it, though nobody has told of it yet', async () => {
  const { codes, top, platform, traces } = setUp(`/group?trace_id=${T}`);
  codes.shown({ code: 'A' });
  top.query = `?trace_id=${U}`;
  codes.shown({ code: 'B' });
  platform.page.go(`/code?trace_id=${U}`);
  codes.pressed({ code: 'B' });
  top.query = '';
  codes.pressed({ code: 'B' });
  expect(await traces()).toEqual([T, U, U, U]);
});

import { expect, test } from 'playwright/test';
import type { Target } from '../core/marks';
import type { CodeMark, QrPort } from '../core/qr';
import { SECOND } from '../core/units';
import { direct, memoryExposures, setUp as setUpWorld } from '../fixtures';
import { qrOn, type QrOptions } from './qr';

const T = 'Fi6JoptoXX8EI3sttq3pcVGC2H1Nesy9';
const OTHER = '0'.repeat(32);

/** A page whose elements are their own marks; a test presses and jumps. */
const setUp = (path = '/', options?: QrOptions) => {
  const { receiver, world } = setUpWorld();
  const exposures = memoryExposures();
  let press = (_target: Target): void => undefined;
  let jump = (_target: Target): string => '';
  const stopped: string[] = [];
  const port: QrPort = {
    selector: '.code',
    read: (target) => ((target as CodeMark).code ? (target as CodeMark) : undefined),
    watchPresses(tell) {
      press = tell;
      return () => void stopped.push('presses');
    },
    watchJumps(begin, tell) {
      jump = (target) => {
        const trace_id = begin(target);
        tell(target, trace_id);
        return trace_id;
      };
      return () => void stopped.push('jumps');
    },
  };
  const { tracker, platform } = world.open(
    { endpoints: [direct.mediaEvent()], plugins: [qrOn(port, exposures, options)] },
    { path },
  );
  return {
    ...{ receiver, world, tracker, platform, exposures, stopped },
    jump: (target: Target) => jump(target),
    press: (target: Target) => press(target),
    see: async (target: Target) => {
      exposures.show(target, 1);
      await world.pass(SECOND);
      exposures.show(target, 0);
    },
    /** What the server has got: the event and its trace. */
    told: async () => {
      await world.pass(3 * SECOND);
      return receiver
        .received('mediaEvent')
        .map(({ record }) => [record.event_id, record.code, record.trace_id]);
    },
  };
};

const code = { code: 'live 1 ', media_type: '2' };

test('a code that is seen and pressed, and a jump, are sent as the document has them', async () => {
  const { receiver, world, see, press, jump } = setUp(`/?trace_id=${T}`);
  await see(code);
  press({ code: 'live 1 ' });
  const next = jump({ code: 'live 2' });
  await world.pass(3 * SECOND);
  const event_time = Date.UTC(2026, 0, 1) / 1000 + 1;
  const live = { event_time, media_type: 2, code: 'live 1 ', trace_id: T };
  expect(receiver.received('mediaEvent').map(({ record }) => record)).toEqual([
    { ...live, event_id: '1110201' },
    { ...live, event_id: '1110204' },
    { ...live, event_id: '1100102', code: 'live 2', trace_id: next },
  ]);
});

test('a page that nobody has jumped to has one trace of its own', async () => {
  const { see, press, told } = setUp('/?trace_id=short');
  await see(code);
  press(code);
  const traces = (await told()).map(([, , trace_id]) => trace_id);
  expect(traces).toEqual([expect.stringMatching(/^[0-9A-Za-z]{32}$/), traces[0]]);
});

test('a jump begins an operation, to which belongs what comes in the same page', async () => {
  const { see, press, jump, told, platform } = setUp(`/?trace_id=${T}`);
  await see(code);
  const first = jump({ code: 'a' });
  platform.page.go(`/group?trace_id=${T}`);
  await see({ code: 'b' });
  platform.page.go('/elsewhere');
  press(code);
  const second = jump({ code: 'c' });
  press(code);
  expect(new Set([T, first, second]).size).toBe(3);
  expect((await told()).map(([, , trace_id]) => trace_id)).toEqual([
    ...[T, first, first, first],
    ...[second, second],
  ]);
});

test('a route whose address has another trace belongs to that', async () => {
  const { press, jump, told, platform } = setUp('/');
  const first = jump({ code: 'a' });
  platform.page.go(`/#/group?trace_id=${T}`);
  press(code);
  platform.page.replace(`/?x=1#/group`);
  press(code);
  platform.page.go(`/?trace_id=${OTHER}`);
  press(code);
  expect((await told()).map(([, , trace_id]) => trace_id)).toEqual([first, T, T, OTHER]);
});

test('a trace is adopted on arrival, though the address is tidied before a code is seen', async () => {
  const { see, told, platform } = setUp(`/group?trace_id=${T}`);
  platform.page.replace('/group');
  await see(code);
  expect(await told()).toEqual([['1110201', 'live 1 ', T]]);
});

test('a page that is back from the cache does not belong to the jump that led away from it', async () => {
  for (const [path, trace_id] of [
    [`/?trace_id=${T}`, T],
    ['/', expect.stringMatching(/^[0-9A-Za-z]{32}$/)],
  ] as const) {
    const { jump, press, told, platform } = setUp(path);
    const away = jump({ code: 'a' });
    platform.lifecycle.tell('leaving');
    platform.lifecycle.tell('restored');
    press(code);
    const traces = (await told()).map((item) => item[2]);
    expect(traces).toEqual([away, trace_id]);
    expect(traces[1]).not.toBe(away);
  }
});

test('what an element says of its operation holds, if it is a trace', async () => {
  const { press, jump, told, platform } = setUp(`/?trace_id=${T}`);
  press({ ...code, trace_id: OTHER });
  press({ ...code, trace_id: 'short' });
  expect(jump({ code: 'a', trace_id: OTHER })).toBe(OTHER);
  press(code);
  expect((await told()).map(([, , trace_id]) => trace_id)).toEqual([OTHER, T, OTHER, OTHER]);
  expect(platform.warnings).toEqual([expect.stringContaining('short')]);
});

test('a code is seen once, or again when it has left the view, and pressed each time', async () => {
  for (const [again, shows] of [
    [false, 1],
    [true, 2],
  ] as const) {
    const { see, press, told } = setUp('/', { again });
    await see(code);
    await see(code);
    press(code);
    press(code);
    const ids = (await told()).map(([event_id]) => event_id);
    expect(ids).toEqual([...Array<string>(shows).fill('1110201'), '1110204', '1110204']);
  }
});

test('what names no code yet is not sent', async () => {
  const { see, press, jump, told, tracker } = setUp();
  await see({});
  press({});
  jump({});
  expect(await told()).toEqual([]);
  expect(tracker.stats().recorded).toBe(0);
});

test('nothing is watched any more when the tracker has stopped', async () => {
  const { tracker, exposures, stopped } = setUp();
  expect(exposures.watching()).toBe(1);
  await tracker.stop();
  expect(exposures.watching()).toBe(0);
  expect(stopped).toEqual(['presses', 'jumps']);
});

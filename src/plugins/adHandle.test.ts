import * as fc from 'fast-check';
import { expect, test } from 'playwright/test';
import { createAdHandle } from './adHandle';

type Call = 'shown' | 'clicked' | 'inferred' | 'closed' | 'completed' | 'stopped' | 'started';

/** A handle, what it has told, and what it has complained of. */
function setUp() {
  const told: string[] = [];
  const complaints: string[] = [];
  let showings = 0;
  let isRunning = true;
  const handle = createAdHandle(
    () => {
      const showing = ++showings;
      const tell = (action: string): void => void told.push(`${action} ${showing}`);
      return isRunning ? tell : undefined;
    },
    (call) => complaints.push(call),
  );
  const calls: Record<Call, () => void> = {
    shown: handle.shown,
    clicked: handle.clicked,
    inferred: () => handle.clicked(true),
    closed: handle.closed,
    completed: () => handle.closed({ completed: true }),
    stopped: () => void (isRunning = false),
    started: () => void (isRunning = true),
  };
  return { handle, told, complaints, calls };
}

test('a showing is told from its start to its end, and the next one is another', () => {
  const { handle, told, complaints } = setUp();
  handle.shown();
  handle.clicked();
  handle.closed({ completed: true });
  handle.shown();
  handle.closed({ completed: false });
  handle.shown();
  handle.closed();
  expect(told).toEqual([
    ...['show 1', 'click 1', 'complete 1', 'close 1'],
    ...['show 2', 'close 2'],
    ...['show 3', 'close 3'],
  ]);
  expect(complaints).toEqual([]);
});

test('what comes twice or out of order is ignored and complained of', () => {
  const { handle, told, complaints } = setUp();
  handle.clicked();
  handle.closed({ completed: true });
  handle.shown();
  handle.shown();
  handle.closed();
  handle.closed();
  expect(told).toEqual(['show 1', 'close 1']);
  expect(complaints).toEqual([
    'clicked() came before shown()',
    'closed() came before shown()',
    'shown() came twice',
    'closed() came before shown()',
  ]);
});

test('a second click of a showing is no mistake, and does not count', () => {
  const { handle, told, complaints } = setUp();
  for (let i = 0; i < 2; i++) {
    handle.shown();
    handle.clicked();
    handle.clicked();
    handle.closed();
  }
  expect(told).toEqual(['show 1', 'click 1', 'close 1', 'show 2', 'click 2', 'close 2']);
  expect(complaints).toEqual([]);
});

test('only a click that was inferred says so, whatever a listener is called with', () => {
  const more: unknown[] = [];
  for (const argument of [undefined, true, { isTrusted: true }, 1]) {
    const handle = createAdHandle(
      () => (action, props) => void (action === 'click' && more.push(props)),
      () => {},
    );
    handle.shown();
    handle.clicked(argument);
  }
  expect(more).toEqual([{}, { inferred: true }, {}, {}]);
});

test('a result that cannot be read is none', () => {
  const { handle, told } = setUp();
  const hostile = {
    get completed(): boolean {
      throw new Error('a getter of the host');
    },
  };
  for (const result of [hostile, null, 'yes', 0] as (object | undefined)[]) {
    handle.shown();
    handle.closed(result);
  }
  expect(told.filter((each) => each.indexOf('complete') === 0)).toEqual([]);
  expect(told).toHaveLength(8);
});

test('whatever is called, each showing is told in order, and nothing of it twice', () => {
  const legal =
    /^(?:show (\d+);(?:click \1;)?(?:complete \1;)?close \1;)*(?:show (\d+);(?:click \2;)?)?$/;
  const call = fc.constantFrom<Call>(
    ...(['shown', 'shown', 'clicked', 'inferred', 'closed', 'completed'] as const),
    ...(['stopped', 'started'] as const),
  );
  fc.assert(
    fc.property(fc.array(call, { maxLength: 40 }), (sequence) => {
      const { told, calls } = setUp();
      sequence.forEach((each) => calls[each]());
      expect(told.map((each) => `${each};`).join('')).toMatch(legal);
    }),
    { numRuns: 1000 },
  );
});

import { expect, test } from 'playwright/test';
import { answerBy, direct, imbalance, setUp, sortedPagesOf, visit, type Tab } from '../fixtures';
import type { Reply } from './ports';
import { MINUTE, SECOND } from './units';

test.describe('a request in flight', () => {
  const inFlight = async (survives: boolean) => {
    const all = setUp();
    let answer: (reply: Reply) => void = () => undefined;
    const deliver = answerBy(all.receiver);
    const tab = all.world.open([direct.behavior()], {
      survives,
      respond(request) {
        const reply = deliver(request);
        return new Promise<Reply>((resolve) => {
          answer = (other) => resolve(other ?? reply);
        });
      },
    });
    visit(tab, 1, 2);
    await all.world.pass(3 * SECOND);
    expect(tab.sent).toHaveLength(1);
    return { ...all, tab, answer: (reply?: Reply) => answer(reply as Reply) };
  };

  test('that survives its page counts as handed over, and is not sent again', async () => {
    const { receiver, world, tab } = await inFlight(true);
    tab.platform.lifecycle.tell('leaving');
    expect(world.onDisk()).toBe(0);
    const next = world.open([direct.behavior()]);
    await world.pass(5 * MINUTE);
    expect(sortedPagesOf(receiver)).toEqual([1, 2]);
    expect(next.tracker.stats()).toMatchObject({ recorded: 2, handedOver: 2, accepted: 0 });
    expect(imbalance(next, world)).toBe('');
  });

  test('that does not survive stays leased until its answer or its date', async () => {
    const { world, tab, answer } = await inFlight(false);
    tab.platform.lifecycle.tell('leaving');
    expect(world.onDisk()).toBe(2);
    answer();
    await world.pass(0);
    expect(world.onDisk()).toBe(0);
  });

  test('is the only one of its lane, whoever asks for another', async () => {
    const { receiver, world, tab, answer } = await inFlight(false);
    visit(tab, 3);
    const flushed = tab.tracker.flush();
    await world.pass(10 * SECOND);
    expect(tab.sent).toHaveLength(1);
    answer();
    await world.pass(0);
    answer();
    await flushed;
    expect(sortedPagesOf(receiver)).toEqual([1, 2, 3]);
  });

  const refusal: Reply = { kind: 'response', status: 503, body: '' };

  for (const [order, steps] of [
    ['before', ['answer', 'restored']],
    ['after', ['restored', 'answer']],
  ] as const) {
    test(`that is refused ${order} the page comes back is put back, once`, async () => {
      const { receiver, world, tab, answer } = await inFlight(true);
      receiver.reset();
      tab.platform.lifecycle.tell('leaving');
      for (const step of steps) {
        if (step === 'answer') answer(refusal);
        else tab.platform.lifecycle.tell('restored');
        await world.pass(0);
      }
      expect(imbalance(tab, world)).toBe('');
      await world.pass(5 * SECOND);
      answer();
      await world.pass(MINUTE);
      expect(sortedPagesOf(receiver)).toEqual([1, 2]);
      expect(tab.tracker.stats()).toMatchObject({ recorded: 2, accepted: 2, handedOver: 0 });
      expect(imbalance(tab, world)).toBe('');
    });
  }

  test('that has been handed over and is never answered holds up nothing when the page is back', async () => {
    const { receiver, world, tab, answer } = await inFlight(true);
    tab.platform.lifecycle.tell('leaving');
    tab.platform.lifecycle.tell('restored');
    visit(tab, 3);
    await world.pass(3 * SECOND);
    expect(tab.sent).toHaveLength(2);
    answer();
    await world.pass(0);
    expect(sortedPagesOf(receiver)).toEqual([1, 2, 3]);
    expect(tab.tracker.stats()).toMatchObject({ recorded: 3, handedOver: 2, accepted: 1 });
    expect(imbalance(tab, world)).toBe('');
    expect(tab.platform.warnings).toEqual([]);
  });

  test('that is answered as the page leaves is judged once, at whatever moment', async () => {
    for (let turn = 0; turn < 12; turn++) {
      const { world, tab, answer } = await inFlight(true);
      const { storage, lifecycle } = tab.platform;
      const { write } = storage;
      answer();
      for (let i = 0; i < turn; i++) await Promise.resolve();
      // The disk loses what an exit writes, and the memo has it.
      Object.assign(storage, { write: () => Promise.resolve() });
      lifecycle.tell('leaving');
      Object.assign(storage, { write });
      await world.pass(SECOND);
      lifecycle.tell('restored');
      await world.pass(3 * MINUTE);
      expect(tab.stages.filter(({ kind }) => kind === 'judge')).toHaveLength(1);
      expect(imbalance(tab, world)).toBe('');
    }
  });

  for (const [what, end] of [
    ['the user has said no', ({ tracker }) => tracker.consent('denied')],
    ['the tracker has stopped', ({ tracker }) => void tracker.stop()],
  ] as [string, (tab: Tab) => void][]) {
    test(`that is refused when ${what} is not put back`, async () => {
      const { world, tab, answer } = await inFlight(true);
      tab.platform.lifecycle.tell('leaving');
      tab.platform.lifecycle.tell('restored');
      await world.pass(SECOND);
      end(tab);
      await world.pass(SECOND);
      answer(refusal);
      await world.pass(MINUTE);
      expect(imbalance(tab, world)).toBe('');
      expect(tab.tracker.stats()).toMatchObject({ recorded: 2, handedOver: 2, waiting: 0 });
      expect(world.onDisk()).toBe(0);
      expect(tab.sent).toHaveLength(1);
    });
  }

  test('that has no answer is not put back: the server may have accepted', async () => {
    const { receiver, world, tab, answer } = await inFlight(true);
    tab.platform.lifecycle.tell('leaving');
    answer({ kind: 'no-response', why: 'gone' });
    tab.platform.lifecycle.tell('restored');
    await world.pass(5 * MINUTE);
    expect(sortedPagesOf(receiver)).toEqual([1, 2]);
    expect(tab.tracker.stats()).toMatchObject({ recorded: 2, handedOver: 2 });
  });
});

test('an endpoint that discards duplicates keeps what is in flight at an exit', async () => {
  const { world } = setUp();
  const respond = () => new Promise<Reply>(() => undefined);
  const tab = world.open([direct.behavior({ deduplicates: true })], { respond });
  visit(tab, 1);
  await world.pass(3 * SECOND);
  tab.platform.lifecycle.tell('leaving');
  expect([tab.sent.length, world.onDisk()]).toEqual([1, 1]);
});

test('an endpoint that discards duplicates keeps an exit until it is answered', async () => {
  const { receiver, world } = setUp();
  const endpoint = () => direct.behavior({ deduplicates: true });
  const tab = world.open([endpoint()]);
  visit(tab, 100);
  await world.pass(3 * SECOND);
  visit(tab, 1);
  tab.platform.lifecycle.tell('leaving');
  expect(world.onDisk()).toBe(1);
  world.open([endpoint()]);
  await world.pass(5 * MINUTE);
  expect(sortedPagesOf(receiver)).toEqual([1, 1, 100]);
});

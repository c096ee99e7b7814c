import { expect, test } from 'playwright/test';
import type { Call } from '../../core/call';
import { inertTracker } from '../../core/inertTracker';
import type { Tracker } from '../../core/tracker';
import type { Timestamp } from '../../core/units';
import { firstTracker, type ScriptGlobal } from './firstTracker';

const at = (time: number, kind: string): Call => [time as Timestamp, kind, {}];
/** As the stub makes it. */
const stubbed = (): ScriptGlobal => {
  const q: Call[] = [];
  return { q, track: (kind) => void q.push(at(0, kind)) };
};
/** Trackers that note what they are given: a backlog by its times, a later call by its kind. */
function setUp(page = stubbed()) {
  const heard: (string | number)[][] = [];
  const first = firstTracker(page, (options, backlog = []) => {
    if (!options.endpoints) throw new Error('endpoints');
    const noted: (string | number)[] = backlog.map(([time]) => time);
    heard.push(noted);
    if (options.name) page.track(options.name, {});
    return { ...inertTracker, track: (kind: string) => void noted.push(kind) } as Tracker;
  });
  return { page, heard, first };
}

test('the first tracker gets the calls before it and all later ones; the second none', () => {
  const { page, heard, first } = setUp();
  const { track } = page;
  page.q.push(at(1, 'a'), at(2, 'b'));
  const tracker = first.start({ endpoints: [] });
  first.start({ endpoints: [] });
  track('taken out before', {});
  page.track('later', {});
  expect(page.tracker).toBe(tracker);
  expect(heard).toEqual([[1, 2, 'taken out before', 'later'], []]);
  expect(page.q).toHaveLength(0);
});

test('calls wait while no tracker can be made', () => {
  const { page, heard, first } = setUp();
  page.q.push(at(1, 'a'));
  expect(() => first.start({} as never)).toThrow('endpoints');
  page.q.push(at(2, 'b'));
  first.start({ endpoints: [] });
  expect(heard).toEqual([[1, 2]]);
});

test('a call that is made while the tracker starts is not lost, nor made twice', () => {
  const { page, heard, first } = setUp();
  page.q.push(at(1, 'a'));
  first.start({ endpoints: [], name: 'meanwhile' });
  expect(heard).toEqual([[1, 'meanwhile']]);
});

test('after a start that has failed, calls are taken and forgotten, until a tracker is made', () => {
  const { page, heard, first } = setUp();
  const { track } = page;
  track('a', {});
  first.adopt(inertTracker, 0);
  track('b', {});
  expect(page.q).toHaveLength(0);
  first.start({ endpoints: [] });
  track('c', {});
  expect(heard).toEqual([['c']]);
});

import { isDue, type Batch } from '../../core/batch';
import type { Stats } from '../../core/counts';
import type { Tracker } from '../../core/tracker';
import type { Timestamp } from '../../core/units';
import { readDisk, type LaneOnDisk } from '../disk';
import { fill, h } from '../dom';
import { guard } from '../guard';
import type { Log } from '../log';
import { untilText } from '../moments';
import type { View } from '../tabs';

const many = (count: number): string => `${count} ${count === 1 ? 'record' : 'records'}`;

function batchText(batch: Batch, isHeld: boolean, log: Log, now: Timestamp): string {
  const { key, attempts, availableAt, records } = batch;
  const isUnderWay = log.requests().some((sent) => sent.key === key && !sent.verdict);
  const date = !isDue(batch, now)
    ? untilText(availableAt, now)
    : isHeld
      ? 'goes when its endpoint is asked again'
      : 'free to go with the next flush';
  const tries = `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`;
  const state = isUnderWay
    ? `under way, ${tries}`
    : attempts
      ? `${tries}, ${isDue(batch, now) ? date : `waits ${date}`}`
      : log.isOwn(key)
        ? 'gathered by this page, goes with its next flush'
        : isDue(batch, now)
          ? `left by another page, ${date}`
          : `another page's, or left by it: its own ${date}`;
  return `${many(records.length)}: ${state}`;
}

function laneLines(onDisk: LaneOnDisk, waiting: number, log: Log, now: Timestamp): HTMLElement {
  const { lane, state, batches, count } = onDisk;
  const seen = log.lane(lane);
  const isHeld = !isDue(state, now);
  const tries = state.failures > 1 ? `, ${state.failures} times in a row` : '';
  const held = `Held ${untilText(state.availableAt, now)}${tries}`;
  return h(
    'li',
    { class: 'entry' },
    h(
      'p',
      { class: 'line' },
      h('strong', {}, lane),
      ` ${many(waiting)} waiting `,
      h('span', { class: `state ${isHeld ? 'bad' : 'good'}` }, isHeld ? 'held' : 'open'),
    ),
    ...(isHeld
      ? [h('p', { class: 'why' }, held), h('p', { class: 'why' }, seen ? seen.why : '')]
      : []),
    ...batches.map((batch) => h('p', { class: 'note' }, batchText(batch, isHeld, log, now))),
    ...(count > batches.length && batches.length > 1
      ? [h('p', { class: 'note' }, `${count} batches in all`)]
      : []),
  );
}

/** Where the disk cannot be asked, what this page knows has to do. */
function memoryLines(stats: Stats, log: Log, now: Timestamp): HTMLElement[] {
  return Object.keys(stats.lanes).map((lane) => {
    const seen = log.lane(lane);
    const { waiting = 0 } = stats.lanes[lane] || {};
    const date = seen && seen.until > now ? `Held ${untilText(seen.until, now)}: ${seen.why}` : '';
    return h(
      'li',
      { class: 'entry' },
      h('p', { class: 'line' }, h('strong', {}, lane), ` ${many(waiting)} waiting, in memory`),
      ...(date ? [h('p', { class: 'why' }, date)] : []),
    );
  });
}

/** What waits, on disk and of all tabs, and until when. `name` is the tracker's; none where it stores nothing. */
export function waitingView(log: Log, tracker: Pick<Tracker, 'stats'>, name?: string): View {
  const list = h('ul', { class: 'list', 'aria-label': 'Waiting' });
  let isReading = false;

  const update = guard(async () => {
    if (isReading) return;
    isReading = true;
    try {
      const lanes = name === undefined ? undefined : await readDisk(name).catch(() => undefined);
      const now = Date.now() as Timestamp;
      const stats = tracker.stats();
      const lines = lanes
        ? lanes.map((lane) =>
            laneLines(lane, (stats.lanes[lane.lane] || { waiting: 0 }).waiting, log, now),
          )
        : memoryLines(stats, log, now);
      fill(list, ...(lines.length ? lines : [h('li', { class: 'note' }, 'Nothing waits.')]));
    } finally {
      isReading = false;
    }
  });

  const note = 'By endpoint, of all tabs and earlier visits. Nothing goes before its time.';
  return {
    name: 'Waiting',
    element: h('div', {}, h('p', { class: 'note' }, note), list),
    update,
  };
}

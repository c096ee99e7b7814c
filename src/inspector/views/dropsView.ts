import type { DropReason } from '../../core/counts';
import type { Tracker } from '../../core/tracker';
import { h, write } from '../dom';
import { createList, type Row } from '../list';
import type { Log } from '../log';
import { timeOf } from '../moments';
import type { SeenDrop } from '../seen';
import type { View } from '../tabs';

/** What each reason means, and what to do about it. */
const REASONS: Readonly<Record<DropReason, string>> = {
  'unknown-kind': 'No endpoint wants events of this kind. Give one a map for it.',
  invalid: 'It misses what its endpoint requires.',
  repeated: 'Its endpoint takes it once a day, and has had it.',
  'too-large': "Larger than its endpoint's limit, or than what the server takes.",
  rejected: 'The server refused it for its content.',
  corrupt: 'What was on disk could not be read.',
  overflow: 'More than memory may hold before the disk is open, or before the user has agreed.',
  evicted: 'The lane held more than it may keep, and this was the oldest.',
  expired: 'It could not be delivered for as long as a lane may keep it.',
  sampled: 'Its session is not in the sample.',
  denied: 'The user has not agreed.',
};

function dropRow({ lane, kind, time, reason, count, why, said }: SeenDrop): Row {
  const element = h(
    'li',
    { class: 'entry' },
    h(
      'p',
      { class: 'line' },
      h('strong', {}, kind),
      ` ${lane || 'no endpoint'}${count > 1 ? `, ${count} records` : ''} `,
      h('span', { class: 'state bad' }, reason),
      h('time', {}, timeOf(time)),
    ),
    ...(why ? [h('p', { class: 'why' }, why)] : []),
    h('p', { class: 'note' }, REASONS[reason]),
    ...(said ? [h('p', { class: 'said' }, said)] : []),
  );
  return { element };
}

/** What will never be delivered, and why. */
export function dropsView(log: Log, tracker: Pick<Tracker, 'stats'>): View {
  const total = h('p', { class: 'note' });
  const list = createList<SeenDrop>('Drops', 'Nothing was dropped since this is open.', dropRow);
  return {
    name: 'Dropped',
    element: h('div', {}, total, list.element),
    update() {
      const { dropped } = tracker.stats();
      const each = Object.keys(dropped).map(
        (reason) => `${reason} ${String(Reflect.get(dropped, reason))}`,
      );
      write(total, each.length ? `Since the first visit: ${each.join(', ')}` : '');
      list.show(log.drops());
    },
  };
}

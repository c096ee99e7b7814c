import { parseObject } from '../../core/json';
import type { LaneStats } from '../../core/counts';
import type { Tracker } from '../../core/tracker';
import { cut } from '../describe';
import { fill, h, write } from '../dom';
import { createList, type Row } from '../list';
import type { Log } from '../log';
import { timeOf } from '../moments';
import type { RecordState, SeenRecord } from '../seen';
import type { View } from '../tabs';

/** Longest text of one record: a page is not to be held up by who looks at it. */
const CHARACTERS = 20_000;

function stateOf(state: RecordState): readonly [text: string, mood: string] {
  switch (state.kind) {
    case 'waits':
      return state.until && state.until > Date.now()
        ? [`waits until ${timeOf(state.until)}`, 'bad']
        : ['waits', 'busy'];
    case 'under way':
      return [state.kind, 'busy'];
    case 'accepted':
    case 'handed over':
      return [state.kind, 'good'];
    case 'dropped':
      return [`dropped: ${state.reason}`, 'bad'];
  }
}

function recordRow(record: SeenRecord): Row {
  const { lane, kind, id, time, json } = record;
  const state = h('span', { class: 'state' });
  const why = h('p', { class: 'why' });
  const inside = h('div', { class: 'inside' });
  let isFilled = false;

  function update(): void {
    const [text, mood] = stateOf(record.state);
    write(state, text);
    state.className = `state ${mood}`;
    write(why, ('why' in record.state && record.state.why) || '');
  }

  function show(): void {
    if (isFilled) return;
    isFilled = true;
    const text = json.length > CHARACTERS ? json : JSON.stringify(parseObject(json), null, 2);
    fill(
      inside,
      why,
      h('pre', { tabindex: '0', 'aria-label': 'Wire form' }, cut(text || json, CHARACTERS)),
      h('p', { class: 'note' }, `Record ${id}`),
    );
  }

  const element = h(
    'li',
    {},
    h(
      'details',
      { toggle: show },
      h('summary', {}, h('strong', {}, kind), ` ${lane} `, state, h('time', {}, timeOf(time))),
      inside,
    ),
  );
  update();
  return { element, update };
}

const sum = (dropped: LaneStats['dropped']): number =>
  Object.keys(dropped).reduce((all, reason) => all + Number(Reflect.get(dropped, reason)), 0);

/** Records as they come, by endpoint, with their wire form. */
export function recordsView(log: Log, tracker: Pick<Tracker, 'stats'>): View {
  let wanted: string | undefined;
  const body = h('tbody', {});
  const lines = new Map<string, { button: HTMLElement; cells: HTMLElement[] }>();
  const list = createList<SeenRecord>(
    'Records',
    'Nothing was recorded since this is open.',
    recordRow,
  );

  function lineOf(lane: string) {
    const known = lines.get(lane);
    if (known) return known;
    const button = h(
      'button',
      {
        type: 'button',
        class: 'lane',
        'aria-pressed': 'false',
        click() {
          wanted = wanted === lane ? undefined : lane;
          update();
        },
      },
      lane,
    );
    const cells = [0, 1, 2, 3, 4].map(() => h('td', {}));
    body.appendChild(h('tr', {}, h('th', { scope: 'row' }, button), ...cells));
    const line = { button, cells };
    lines.set(lane, line);
    return line;
  }

  function update(): void {
    const { lanes } = tracker.stats();
    for (const lane of Object.keys(lanes)) {
      const { recorded, waiting, accepted, handedOver, dropped } = lanes[lane] as LaneStats;
      const { button, cells } = lineOf(lane);
      button.setAttribute('aria-pressed', String(lane === wanted));
      [recorded, waiting, accepted, handedOver, sum(dropped)].forEach((value, i) =>
        write(cells[i] as HTMLElement, String(value)),
      );
    }
    list.show(log.records().filter(({ lane }) => wanted === undefined || lane === wanted));
  }

  const heads = ['recorded', 'waiting', 'accepted', 'handed over', 'dropped'];
  const element = h(
    'div',
    {},
    h(
      'table',
      {},
      h('caption', {}, 'Since the first visit. Press an endpoint to see its records alone.'),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'endpoint'),
          ...heads.map((head) => h('th', { scope: 'col' }, head)),
        ),
      ),
      body,
    ),
    list.element,
  );
  return { name: 'Records', element, update };
}

import { browserDevice } from '../../adapters/browser/device';
import type { TrackerOptions } from '../../core/options';
import type { Tracker } from '../../core/tracker';
import { checkConfig, type Finding } from '../checks';
import { fill, h } from '../dom';
import type { Log } from '../log';
import { mappedPage } from '../mappedPage';
import type { View } from '../tabs';

const WORDS: Readonly<Record<Finding['kind'], readonly [word: string, mood: string]>> = {
  wrong: ['wrong', 'bad'],
  look: ['look', 'busy'],
  fine: ['fine', 'good'],
};

/** The page may map itself to another place at any time, and asking costs a tracker of its own. */
const EVERY = 900;

/** Reading it throws where storage is blocked. */
const hasDisk = (): boolean => {
  try {
    return !!indexedDB;
  } catch (e) {
    return false;
  }
};

/** What of the configuration keeps events from arriving, and what was warned about. */
export function checkView(
  log: Log,
  tracker: Pick<Tracker, 'stats'>,
  options: TrackerOptions | undefined,
  warnings: () => readonly string[],
): View {
  const list = h('ul', { class: 'list', 'aria-label': 'Findings' });
  const heard = h('ul', { class: 'list', 'aria-label': 'Warnings' });
  let shown = '';
  let checked = -Infinity;

  function update(): void {
    const now = Date.now();
    if (Math.abs(now - checked) < EVERY) return;
    checked = now;
    const found = checkConfig({
      options,
      href: location.href,
      page: options && mappedPage(options),
      requests: log.requests(),
      stats: tracker.stats(),
      refusesTracking: !!browserDevice().refusesTracking,
      hasDisk: hasDisk(),
    });
    const next = JSON.stringify([found, warnings()]);
    if (next === shown) return;
    shown = next;
    fill(
      list,
      ...found.map(({ kind, what }) => {
        const [word, mood] = WORDS[kind];
        return h(
          'li',
          { class: 'entry finding' },
          h('span', { class: `state ${mood}` }, word),
          h('p', {}, what),
        );
      }),
    );
    const lines = warnings().length ? warnings() : ['None since this is open.'];
    fill(heard, ...lines.map((line) => h('li', { class: 'entry' }, h('p', {}, line))));
  }

  return {
    name: 'Check',
    element: h('div', {}, list, h('h3', {}, 'Warnings heard'), heard),
    update,
  };
}

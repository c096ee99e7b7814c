import { readScript } from '../adapters/browser/readScript';
import type { Endpoint } from '../core/endpoint';
import type { TrackerOptions } from '../core/options';
import type { Plugin } from '../core/plugin';
import type { Tracker } from '../core/tracker';
import { inspect } from './inspect';

type Made<T> = Record<string, (options: object) => T>;

/** The script tag's global: makers by their names, and its first tracker. */
type ScriptGlobal = Made<Endpoint & Plugin> & {
  readonly tracker?: Tracker;
  readonly markedPages: () => object;
};

const ENDPOINTS = ['behavior', 'mediaEvent', 'mta', 'oper', 'pushData'];
const PLUGINS = ['ads', 'clicks', 'dwell', 'exposure', 'gameFrames', 'launch', 'qr', 'pageViews'];

/** What a script tag with `data-endpoints` has started its tracker with. */
function optionsOf(page: ScriptGlobal): TrackerOptions | undefined {
  const script = document.querySelector('script[data-endpoints]');
  if (!script) return undefined;
  const take = (names: readonly string[]): Made<Endpoint & Plugin> => {
    const makers: Made<Endpoint & Plugin> = {};
    names.forEach((name) => (makers[name] = page[name] as Made<Endpoint & Plugin>[string]));
    return makers;
  };
  const pageViews = (options: object): Endpoint & Plugin =>
    (page['pageViews'] as Made<Endpoint & Plugin>[string])({
      pages: page.markedPages(),
      ...options,
    });
  return readScript(script, take(ENDPOINTS), { ...take(PLUGINS), pageViews });
}

/** Opens the inspector of a script tag's first tracker, if the address says `?tracelet=inspect`. */
export function openByAddress(): void {
  try {
    const page = (window as unknown as { tracelet?: ScriptGlobal }).tracelet;
    if (!/[?&]tracelet=inspect(&|$)/.test(location.search) || !page || !page.tracker) return;
    inspect(page.tracker, optionsOf(page));
  } catch (e) {
    /* no inspector, and a page that is as it was */
  }
}

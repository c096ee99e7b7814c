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
function optionsOf(page: ScriptGlobal, script: Element): TrackerOptions {
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

/**
 * Opens the inspector of a tracker that a script tag with `data-endpoints` has started, if the address says
 * `?tracelet=inspect`. Who starts one by code opens it by code.
 */
export function openByAddress(): void {
  try {
    const page = (window as unknown as { tracelet?: ScriptGlobal }).tracelet;
    const script = document.querySelector('script[data-endpoints]');
    if (!/[?&]tracelet=inspect(&|$)/.test(location.search) || !script || !page) return;
    // Where its attributes are wrong there is a tracker that does nothing, and something to tell.
    inspect(page.tracker, optionsOf(page, script));
  } catch (e) {
    /* no inspector, and a page that is as it was */
  }
}

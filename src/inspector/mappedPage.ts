import { memoryLifecycle } from '../adapters/memory/lifecycle';
import { createTrackerOn } from '../core/createTrackerOn';
import type { Endpoint } from '../core/endpoint';
import type { TrackerOptions } from '../core/options';
import { dryPlatform } from './dryPlatform';

/** Takes nothing: what is wrong with the real ones has nothing to do with pages. */
const NOBODY: Endpoint = {
  name: 'nobody',
  problems: [],
  limits: { records: 1, bytes: 1 },
  map: () => undefined,
  identify: () => undefined,
  weigh: () => 1,
  encode: () => ({ request: { url: '' }, taken: 0 }),
  judge: () => ({ kind: 'retry', why: '' }),
};

/** What `pageViews` makes of the page as it is now: its ids, or what it complains of. */
export interface MappedPage {
  readonly ids: object | undefined;
  readonly complaints: readonly string[];
}

/** `undefined`: the options have no `pageViews`. */
export function mappedPage({ plugins = [] }: TrackerOptions): MappedPage | undefined {
  const pageViews = plugins.filter(({ name }) => name === 'pageViews');
  if (!pageViews.length) return undefined;
  const complaints: string[] = [];
  let ids: object | undefined;
  const warn = (message: string): void => void complaints.push(message);
  const platform = dryPlatform(warn, memoryLifecycle());
  const tracker = createTrackerOn(
    { ...platform, page: { ...platform.page, watch: () => () => undefined } },
    {
      endpoints: [NOBODY],
      name: 'tracelet-dry',
      consent: 'granted',
      onWarn: warn,
      plugins: pageViews.map((plugin) => ({
        ...plugin,
        // Told before anything is stored, so that the answer is there at once.
        start: (context) =>
          plugin.start({
            ...context,
            track: (kind: string, ...[props]: unknown[]) => {
              if (kind === 'page_view') ids = Object(props) as object;
            },
          }),
      })),
    },
  );
  void tracker.stop();
  return { ids, complaints: complaints.map((text) => text.replace(/^tracelet: /, '')) };
}

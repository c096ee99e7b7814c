import { bare } from './bare';
import type { Call } from './call';
import { createComplaints } from './complaints';
import type { Props } from './event';
import { checkOptions, type TrackerOptions } from './options';
import { own } from './own';
import type { PluginContext } from './plugin';
import type { Platform, Stop } from './ports';
import { print } from './print';
import { createRecorder } from './recorder';
import type { Tracker } from './tracker';
import { createVisits } from './visits';

/**
 * A tracker on a platform: what every entry's `createTracker` starts. `backlog` is what was said before,
 * and is recorded with its own times.
 */
export function createTrackerOn(
  platform: Platform,
  given: TrackerOptions,
  backlog: readonly Call[] = [],
): Tracker {
  const options = bare<TrackerOptions>(given);
  checkOptions(options);
  const { endpoints, plugins = [], onWarn = platform.warn } = options;
  const complaints = createComplaints(onWarn);
  const { warn, attempt } = complaints;
  const recorder = createRecorder(platform, options, complaints);
  const { newTraceId } = recorder;
  const stops: Stop[] = [];

  /** What is bound to a tracker and its children; a getter of the host's may throw. */
  function bind(bound: Props, more: Props): Props {
    try {
      return { ...bound, ...more };
    } catch (e) {
      warn(`with(): ${print(e)}`);
      return bound;
    }
  }

  const child = <Bound>(bound: Props): Tracker<Bound> => ({
    track: (kind, props?: Props) => recorder.track(bound, kind, props),
    with: (props) => child(bind(bound, props)),
    trace: (id) => child({ ...bound, trace_id: id || newTraceId() }),
    traceId: own(bound, 'trace_id') as string | undefined,
    flush: recorder.flush,
    consent: (next) => void attempt(() => recorder.decide(next)),
    observe: recorder.observe,
    stats: recorder.stats,
    stop: () => attempt(() => recorder.stop(() => stops.forEach((end) => void attempt(end)))),
  });

  const tracker = child({});
  const context: PluginContext = {
    track: tracker.track,
    traceId: newTraceId,
    draft: recorder.draft,
    onSignal: recorder.onSignal,
    visits: createVisits(),
    lastPage: recorder.lastPage,
    plugins: plugins.map((plugin) => plugin.name),
    urls: endpoints.map(({ url }) => url).filter(Boolean) as string[],
    platform,
    warn,
  };
  backlog.forEach(([time, kind, props]) => recorder.track({}, kind, props, time));
  for (const plugin of plugins) {
    try {
      stops.push(plugin.start(context));
    } catch (e) {
      warn(`${plugin.name} does not start: ${print(e)}`);
    }
  }
  stops.push(platform.lifecycle.subscribe(recorder.tell));
  recorder.start();
  return tracker;
}

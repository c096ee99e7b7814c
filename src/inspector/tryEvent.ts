import { memoryLifecycle } from '../adapters/memory/lifecycle';
import { createTrackerOn } from '../core/createTrackerOn';
import type { Props } from '../core/event';
import type { TrackerOptions } from '../core/options';
import { dryPlatform } from './dryPlatform';
import { createLog, type Log } from './log';

/** What would become of one event. */
export interface Tried extends Pick<Log, 'records' | 'requests' | 'drops'> {
  readonly warnings: readonly string[];
}

/** Says an event to a tracker of its own, with these endpoints, that sends nothing. */
export async function tryEvent(
  { endpoints }: TrackerOptions,
  kind: string,
  props: Props,
): Promise<Tried> {
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  const tracker = createTrackerOn(dryPlatform(warn, memoryLifecycle()), {
    endpoints,
    name: 'tracelet-dry',
    // What is tried was asked for, whatever the page's users have decided.
    consent: 'granted',
    onWarn: warn,
  });
  const log = createLog(tracker);
  tracker.track(kind, props);
  await tracker.flush();
  await tracker.stop();
  log.stop();
  return { records: log.records, requests: log.requests, drops: log.drops, warnings };
}

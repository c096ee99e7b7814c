import { bare } from '../../core/bare';
import { createTrackerOn } from '../../core/createTrackerOn';
import type { TrackerOptions } from '../../core/options';
import type { DevicePort } from '../../core/ports';
import type { Tracker } from '../../core/tracker';
import { wxPlatform, type FindPages } from './wxPlatform';
import type { WxLike } from './wxLike';

declare const console: { warn(message: string): void };

/** A tracker in an app. */
export function startTracker(
  options: TrackerOptions,
  host: WxLike,
  surface: DevicePort['surface'],
  pages: FindPages,
): Tracker {
  const { onWarn = (message: string) => console.warn(message) } = bare<TrackerOptions>(options);
  const warn = (message: string): void => {
    try {
      onWarn(message);
    } catch (e) {
      /* the app's own handler */
    }
  };
  return createTrackerOn(wxPlatform(host, surface, pages, warn), options);
}

import type { Plugin } from '../core/plugin';
import { inSeconds, type Duration } from '../core/units';

/** How long each page visit was in view: a `page_leave` with its whole seconds when it ends. Needs `pageViews`. */
export function dwell(): Plugin {
  return {
    name: 'dwell',
    problems: [],

    start({ track, onSignal, visits, platform: { clock, lifecycle } }) {
      let visible = 0;
      let isVisible = lifecycle.state() === 'visible';
      let wall = clock.now();
      let monotonic = clock.monotonic();

      /** Counts the time since the last call if the page was in view, and looks whether it is now. */
      function tick(): void {
        const elapsed = Math.min(clock.now() - wall, clock.monotonic() - monotonic);
        // The wall clock jumps and the other one runs on in sleep: neither is believed alone.
        if (isVisible && elapsed > 0) visible += elapsed;
        wall = clock.now();
        monotonic = clock.monotonic();
        isVisible = lifecycle.state() === 'visible';
      }

      const stops = [
        onSignal(tick),
        visits.subscribe((before) => {
          tick();
          if (before) track('page_leave', { ...before, duration: inSeconds(visible as Duration) });
          visible = 0;
        }),
      ];
      return () => {
        visits.set(undefined);
        stops.forEach((stop) => stop());
      };
    },
  };
}

import { nativeClearTimeout, nativeSetTimeout } from '../adapters/browser/nativeTimers';
import type { TrackerOptions } from '../core/options';
import type { Stop } from '../core/ports';
import type { Tracker } from '../core/tracker';
import { isDry } from './dryTracker';
import { guard } from './guard';
import { createLog, type Log } from './log';
import { createSecrets } from './requestDetails';
import { adoptStyle } from './style';
import { createTabs } from './tabs';
import { checkView } from './views/checkView';
import { dropsView } from './views/dropsView';
import { dryRunView } from './views/dryRunView';
import { recordsView } from './views/recordsView';
import { requestsView } from './views/requestsView';
import { waitingView } from './views/waitingView';
import { hearWarnings } from './warnings';

/** Often enough to look alive; a page that tracks a thousand events a second is drawn no more often. */
const REDRAW = 200;
/** For what changes by time alone. */
const TICK = 1000;

const WARNINGS = 50;

/** All views of one tracker. */
export interface Body {
  readonly elements: readonly HTMLElement[];
  readonly log: Log;
  /** While nobody sees it nothing is drawn, though all is noted. */
  setSeen(isSeen: boolean): void;
  stop: Stop;
}

export function createBody(
  root: ShadowRoot,
  tracker: Tracker,
  options: TrackerOptions | undefined,
): Body {
  const log = createLog(tracker);
  let warnings: string[] = [];
  let timer: ReturnType<typeof nativeSetTimeout> | undefined;
  let ticking: ReturnType<typeof nativeSetTimeout> | undefined;
  let isSeen = false;

  function draw(): void {
    if (timer !== undefined) nativeClearTimeout(timer);
    timer = undefined;
    guard(() => tabs.current().update())();
  }
  function drawSoon(): void {
    if (isSeen && timer === undefined) timer = nativeSetTimeout(draw, REDRAW);
  }
  function tick(): void {
    draw();
    ticking = nativeSetTimeout(tick, TICK);
  }
  function setSeen(next: boolean): void {
    isSeen = next;
    for (const each of [timer, ticking]) if (each !== undefined) nativeClearTimeout(each);
    timer = ticking = undefined;
    if (isSeen) tick();
  }

  const secrets = createSecrets(drawSoon);
  const dry = isDry(tracker);
  const name = dry ? undefined : (options && options.name) || 'tracelet';
  const views = [
    recordsView(log, tracker),
    requestsView(log, root, secrets, dry),
    dropsView(log, tracker),
    waitingView(log, tracker, name),
    checkView(log, tracker, options, () => warnings),
    dryRunView(options, root, secrets),
  ];
  const tabs = createTabs(views, () => {
    if (isSeen) draw();
  });
  const stops = [
    log.stop,
    log.subscribe(drawSoon),
    hearWarnings((message) => {
      warnings = [...warnings, message].slice(-WARNINGS);
      drawSoon();
    }),
    adoptStyle(root),
    () => setSeen(false),
  ];
  return {
    elements: tabs.elements,
    log,
    setSeen,
    stop: () => stops.forEach((stop) => guard(stop)()),
  };
}

import type { Stop } from '../../core/ports';
import { innermost } from './innermost';
import { nativeClearTimeout, nativeSetTimeout } from './nativeTimers';

/** How long a finger has to rest, in ms: when WeChat, iOS and Android take it for a long press. */
const HOLD = 500;

/** How far it may stray meanwhile, in CSS pixels; beyond that it scrolls. */
const SLOP = 10;

/** How long after a touch its menu may come, in ms: Windows opens it when the finger is lifted. */
const LATE_MENU = 1000;

/** A touch that began on what can be pressed. Its numbers are copied: browsers change a Touch as it moves. */
interface Hold {
  readonly target: Element;
  readonly x: number;
  readonly y: number;
  readonly since: number;
  /** None when it is over, or has become something else. */
  timer: ReturnType<typeof setTimeout> | undefined;
  hasTold: boolean;
  /** Until when a menu belongs to it. */
  until: number;
}

/**
 * Calls `tell` once for each long press on what `selector` matches: a finger that rests, or what the platform takes
 * for one, a menu. Touch events, because old WebViews have no others, and because WeChat's own recogniser tells
 * the page of nothing: where it takes the touch away, that has rested by then.
 */
export function watchPresses(selector: string, tell: (target: Element) => void): Stop {
  /** The touch that is under way, or the last one. */
  let hold: Hold | undefined;

  function tellOnce(held: Hold): void {
    if (!held.hasTold) tell(held.target);
    held.hasTold = true;
  }

  function cancel(): void {
    if (!hold) return;
    nativeClearTimeout(hold.timer);
    hold.timer = undefined;
  }

  function begin(event: TouchEvent): void {
    cancel();
    const { touches, timeStamp } = event;
    const [touch] = Array.from(touches || []);
    // Two fingers zoom.
    if (!touch || touches.length > 1) return;
    const target = innermost(event, selector);
    const held: Hold | undefined = target && {
      target,
      x: touch.clientX,
      y: touch.clientY,
      since: timeStamp,
      timer: undefined,
      hasTold: false,
      until: Infinity,
    };
    hold = held;
    if (!held) return;
    held.timer = nativeSetTimeout(() => {
      held.timer = undefined;
      // Of a touch whose target has been taken away nobody hears the end.
      if (held.target.isConnected) tellOnce(held);
    }, HOLD);
  }

  const listeners: Record<string, (event: TouchEvent) => void> = {
    touchstart: begin,
    touchmove({ touches }) {
      const [touch] = Array.from(touches || []);
      if (!hold || !touch) return;
      if (Math.hypot(touch.clientX - hold.x, touch.clientY - hold.y) > SLOP) cancel();
    },
    touchend: end,
    touchcancel: end,
    contextmenu(event) {
      const target = innermost(event, selector);
      if (hold && hold.target === target && event.timeStamp < hold.until) tellOnce(hold);
      else if (target) tell(target);
    },
  };

  function end({ timeStamp }: Event): void {
    if (!hold || hold.until < Infinity) return;
    // The timer may come late, as behind the platform's own menu.
    if (hold.timer && timeStamp - hold.since >= HOLD) tellOnce(hold);
    cancel();
    hold.until = timeStamp + LATE_MENU;
  }

  const options = { capture: true, passive: true };
  const types = Object.keys(listeners);
  types.forEach((type) => addEventListener(type, listeners[type] as EventListener, options));
  return () => {
    cancel();
    types.forEach((type) => removeEventListener(type, listeners[type] as EventListener, options));
  };
}

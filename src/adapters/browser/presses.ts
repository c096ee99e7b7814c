import type { Stop } from '../../core/ports';
import { innermost } from './innermost';
import { nativeClearTimeout, nativeSetTimeout } from './nativeTimers';

/** How long a finger has to rest, in ms: when WeChat, iOS and Android take it for a long press. */
const HOLD = 500;

/** How far it may stray meanwhile, in CSS pixels; beyond that it scrolls. */
const SLOP = 10;

/** How long after a touch its menu may come, in ms: Windows opens it when the finger is lifted. */
const LATE_MENU = 1000;

/**
 * Calls `tell` once for each long press on what `selector` matches: a finger that rests, or what the platform takes
 * for one, a menu. Touch events, because old WebViews have no others, and because WeChat's own recogniser tells
 * the page of nothing: where it takes the touch away, that has rested by then.
 */
export function watchPresses(selector: string, tell: (target: Element) => void): Stop {
  // Of the touch that is under way, or the last one. Its numbers are copied: browsers change a Touch as it moves.
  let target: Element | undefined;
  let [x, y, began, menuUntil] = [0, 0, 0, 0];
  let hasTold = false;
  /** None when the touch is over, or has become something else. */
  let timer: ReturnType<typeof setTimeout> | undefined;

  function cancel(): void {
    nativeClearTimeout(timer);
    timer = undefined;
  }

  function press(): void {
    cancel();
    if (!hasTold) tell(target as Element);
    hasTold = true;
  }

  function end({ timeStamp }: Event): void {
    // The timer may come late, as behind the platform's own menu.
    if (timer && timeStamp - began >= HOLD) press();
    cancel();
    menuUntil = timeStamp + LATE_MENU;
  }

  const listeners: Record<string, (event: TouchEvent) => void> = {
    touchstart(event) {
      cancel();
      const { touches = [], timeStamp } = event as Partial<TouchEvent>;
      const [touch, second] = [touches[0], touches[1]];
      // Two fingers zoom.
      if (!touch || second) return;
      target = innermost(event, selector);
      [x, y, began, menuUntil] = [touch.clientX, touch.clientY, timeStamp as number, Infinity];
      hasTold = false;
      if (!target) return;
      timer = nativeSetTimeout(() => {
        // Of a touch whose target has been taken away nobody hears the end.
        if ((target as Element).isConnected) press();
      }, HOLD);
    },
    touchmove({ touches }) {
      const touch = touches && touches[0];
      if (touch && Math.hypot(touch.clientX - x, touch.clientY - y) > SLOP) cancel();
    },
    touchend: end,
    touchcancel: end,
    contextmenu(event) {
      const found = innermost(event, selector);
      if (found && found === target && event.timeStamp < menuUntil) press();
      else if (found) tell(found);
    },
  };

  const options = { capture: true, passive: true };
  const types = Object.keys(listeners);
  types.forEach((type) => addEventListener(type, listeners[type] as EventListener, options));
  return () => {
    cancel();
    types.forEach((type) => removeEventListener(type, listeners[type] as EventListener, options));
  };
}

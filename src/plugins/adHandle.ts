import type { AdHandle } from '../core/adPorts';
import type { Props } from '../core/event';
import { peek } from '../core/peek';

/** Tells what has happened to an ad, in one showing of it. */
export type TellAd = (action: 'show' | 'click' | 'complete' | 'close', more?: Props) => void;

/** A handle with what only this library calls. */
export interface InnerAdHandle extends AdHandle {
  clicked(isInferred?: unknown): void;
}

/** `begin` starts a showing where one can be recorded; `complain` hears of calls that come when they cannot. */
export function createAdHandle(
  begin: () => TellAd | undefined,
  complain: (call: string) => void,
): InnerAdHandle {
  /** Of the showing under way; none before and after it. */
  let tell: TellAd | undefined;
  let isClicked = false;
  return {
    shown() {
      if (tell) return complain('shown() came twice');
      tell = begin();
      isClicked = false;
      if (tell) tell('show');
    },

    clicked(isInferred) {
      if (!tell) return complain('clicked() came before shown()');
      // A handle is at times given as the listener itself, and gets an event.
      if (!isClicked) tell('click', isInferred === true ? { inferred: true } : {});
      isClicked = true;
    },

    closed(result) {
      const last = tell;
      if (!last) return complain('closed() came before shown()');
      tell = undefined;
      if (peek(result, 'completed')) last('complete');
      last('close');
    },
  };
}

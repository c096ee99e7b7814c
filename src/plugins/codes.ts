import type { LiveCode } from '../core/catalogue';
import type { Plugin } from '../core/plugin';
import { createOperation } from './operation';

/** The plugin, and what the app says of live codes: in a miniprogram nobody else sees them. */
export interface Codes extends Plugin {
  /** A code is on the screen. */
  shown(code: LiveCode): void;
  /** It was long-pressed: `bindlongpress` of its image. */
  pressed(code: LiveCode): void;
  /** Of the operation under way, to be handed on by an address; none while no tracker runs. */
  traceId(): string | undefined;
}

interface Running {
  trace(): string;
  say(kind: string, code: LiveCode): void;
}

/**
 * Live codes in the operation that an address has brought here; `enter` is the query with which the app was entered last, and `top`
 * that of the page in whose hooks the app may be, which is not to be asked while the app is launched: that one comes before
 * anybody else says that it is shown.
 */
export function codesOn(enter: () => string, top: () => string): Codes {
  let running: Running | undefined;
  const say = (kind: string, code: LiveCode): void => running && running.say(kind, code);

  return {
    name: 'qr',
    problems: [],
    shown: (code) => say('qr_show', code),
    pressed: (code) => say('qr_press', code),
    traceId: () => running && running.trace(),

    start(context) {
      let isInHook = false;
      const { look, trace } = createOperation(context, [
        enter,
        () => (isInHook ? top() : undefined),
      ]);
      const own: Running = {
        trace() {
          isInHook = true;
          const id = trace();
          isInHook = false;
          return id;
        },
        say: (kind, code) => context.track(kind, { trace_id: own.trace(), ...code }),
      };
      running = own;
      look();
      const stops = [context.onSignal(look), context.visits.subscribe(look)];
      return () => {
        if (running === own) running = undefined;
        stops.forEach((stop) => stop());
      };
    },
  };
}

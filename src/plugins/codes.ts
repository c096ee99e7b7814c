import type { LiveCode } from '../core/catalogue';
import type { Plugin } from '../core/plugin';
import { createOperation, type Operation } from './operation';

/** The plugin, and what the app says of live codes: in a miniprogram nobody else sees them. */
export interface Codes extends Plugin {
  /** A code is on the screen. */
  shown(code: LiveCode): void;
  /** It was long-pressed: `bindlongpress` of its image. */
  pressed(code: LiveCode): void;
  /** Of the operation under way, to be handed on by an address; none while no tracker runs. */
  traceId(): string | undefined;
}

/** Live codes in the operation that an address has brought here; `enter` is the one with which the app was entered last. */
export function codesOn(enter: () => string): Codes {
  let running:
    { readonly operation: Operation; say(kind: string, code: LiveCode): void } | undefined;
  const say = (kind: string, code: LiveCode): void => running && running.say(kind, code);

  return {
    name: 'qr',
    problems: [],
    shown: (code) => say('qr_show', code),
    pressed: (code) => say('qr_press', code),
    traceId: () => running && running.operation.trace(),

    start(context) {
      const { track, onSignal, visits, platform } = context;
      const operation = createOperation(context, () => {
        const place = platform.page.current();
        return [enter(), place ? place.query : ''];
      });
      const own: typeof running = {
        operation,
        say: (kind, code) => track(kind, { trace_id: operation.trace(), ...code }),
      };
      running = own;
      operation.look();
      const stops = [onSignal(operation.look), visits.subscribe(operation.look)];
      return () => {
        if (running === own) running = undefined;
        stops.forEach((stop) => stop());
      };
    },
  };
}

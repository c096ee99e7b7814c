import type { PluginContext } from '../core/plugin';
import { readTrace } from '../core/traceInPath';

/** What goes on here with live codes: one trace id, which addresses hand on. */
export interface Operation {
  /** Another trace in an address begins another operation. */
  look(): void;
  /** Its trace id; a `jump` begins one, and where there is none it begins now. */
  trace(jump?: string): string;
  /** Back from the cache: the jump that led away from here began an operation elsewhere. */
  forget(): void;
}

/** `addresses` are asked each time; of those that have changed the last one holds. */
export function createOperation(
  { traceId }: Pick<PluginContext, 'traceId'>,
  addresses: () => readonly string[],
): Operation {
  let current: string | undefined;
  let seen: readonly (string | undefined)[] = [];

  function look(): void {
    const found = addresses().map(readTrace);
    found.forEach((trace, i) => {
      if (trace && trace !== seen[i]) current = trace;
    });
    seen = found;
  }

  return {
    look,
    trace(jump) {
      look();
      current = jump || current || traceId();
      return current;
    },
    forget() {
      current = undefined;
      seen = [];
      look();
    },
  };
}

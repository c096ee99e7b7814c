import type { PluginContext } from '../core/plugin';
import { readTrace } from '../core/traceInPath';

/** What goes on here with live codes: one trace id, which addresses hand on. */
export interface Operation {
  /** Another trace in the address begins another operation. */
  look(): void;
  /** Its trace id; a `jump` begins one, and where there is none it begins now. */
  trace(jump?: string): string;
  /** Back from the cache: the jump that led away from here began an operation elsewhere. */
  forget(): void;
}

export function createOperation({ platform, traceId }: PluginContext): Operation {
  let current: string | undefined;
  let inAddress: string | undefined;

  function look(): void {
    const place = platform.page.current();
    const found = place && readTrace(place.query + place.hash);
    if (found && found !== inAddress) current = found;
    inAddress = found;
  }

  return {
    look,
    trace(jump) {
      look();
      return (current = jump || current || traceId());
    },
    forget() {
      current = inAddress = undefined;
      look();
    },
  };
}

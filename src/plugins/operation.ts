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

/** `more`: addresses beside the page's own, each of which may lead here; one that cannot be asked now is `undefined`. */
export function createOperation(
  { platform, traceId }: PluginContext,
  more: readonly (() => string | undefined)[] = [],
): Operation {
  let current: string | undefined;
  let seen: (string | undefined)[] = [];

  function ofPage(): string {
    const place = platform.page.current();
    return place ? place.query + place.hash : '';
  }
  const addresses = [ofPage, ...more];

  const look = (): void =>
    addresses.forEach((ask, i) => {
      const address = ask();
      if (address === undefined) return;
      const found = readTrace(address);
      if (found && found !== seen[i]) current = found;
      seen[i] = found;
    });

  return {
    look,
    trace(jump) {
      look();
      return (current = jump || current || traceId());
    },
    forget() {
      current = undefined;
      seen = [];
      look();
    },
  };
}

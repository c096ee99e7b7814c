import { createChannel } from '../../core/channel';
import type { PagePort, Place } from '../../core/ports';

/** An address that is set. */
export interface MemoryPage extends PagePort {
  go(address: string): void;
  /** As `history.replaceState` does. */
  replace(address: string): void;
}

function toPlace(address: string): Place {
  const { pathname, search, hash } = new URL(address, 'https://memory.test');
  return { path: pathname, query: search, hash };
}

/** `cameFrom` is an address of the same origin, or `elsewhere`. */
export function memoryPage(start = '/', cameFrom?: string): MemoryPage {
  const changes = createChannel<boolean>();
  let address = start;
  function change(next: string, isReplaced: boolean): void {
    address = next;
    changes.tell(isReplaced);
  }
  return {
    current: () => toPlace(address),
    previous: () =>
      cameFrom === undefined || cameFrom === 'elsewhere' ? cameFrom : toPlace(cameFrom),
    watch: changes.subscribe,
    go: (next) => change(next, false),
    replace: (next) => change(next, true),
  };
}

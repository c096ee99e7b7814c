import { createChannel } from '../../core/channel';
import type { PagePort, Place } from '../../core/ports';

/** An address that is set. */
export interface MemoryPage extends PagePort {
  go(path: string): void;
}

const toPlace = (path: string): Place => ({ path, query: '', hash: '' });

export function memoryPage(start = '/', cameFrom?: string): MemoryPage {
  const changes = createChannel<void>();
  let path = start;
  return {
    current: () => toPlace(path),
    previous: () => (cameFrom === undefined ? undefined : toPlace(cameFrom)),
    watch: changes.subscribe,
    go(next) {
      path = next;
      changes.tell();
    },
  };
}

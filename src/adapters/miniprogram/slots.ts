/** Requests at once, of all trackers: a host allows ten, and the others are the app's. */
const SLOTS = 2;

/** Lets so many be under way at once, and the others wait for their turn. */
export interface Slots {
  /** Calls `begin` when it is its turn; who has begun calls `finish`. */
  start(begin: () => void): void;
  finish(): void;
}

function createSlots(): Slots {
  const waiting: (() => void)[] = [];
  let free = SLOTS;

  function start(begin: () => void): void {
    if (!free) return void waiting.push(begin);
    free--;
    begin();
  }

  return {
    start,
    finish() {
      free++;
      const next = waiting.shift();
      if (next) start(next);
    },
  };
}

const slots = new WeakMap<object, Slots>();

/** Those of a host. */
export function slotsOf(host: object): Slots {
  const known = slots.get(host) || createSlots();
  slots.set(host, known);
  return known;
}

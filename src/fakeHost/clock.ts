/** Nobody's fake timers: what is taken here is the real one. */
const realSetImmediate = setImmediate;

/** Lets everything happen that waits for nothing but its turn. */
const settle = (): Promise<void> => new Promise((resolve) => void realSetImmediate(resolve));

/** The only time there is, for the platform and for the app in it. It stands still until it is moved. */
export interface HostClock {
  /** Wall clock in ms: what `Date` says. */
  now(): number;
  /** Lets `ms` pass: what falls due is done, one after the other, each in a task of its own. */
  advance(ms: number): Promise<void>;
  /** The user sets the wall clock: no time passes. */
  jump(ms: number): void;
}

export interface InnerClock extends HostClock {
  /** Milliseconds since the start. */
  monotonic(): number;
  after(delay: number, run: () => void): () => void;
  /** Forgets all that is due. */
  end(): void;
}

interface Due {
  readonly at: number;
  readonly run: () => void;
}

export function createClock(start: number): InnerClock {
  const waiting = new Set<Due>();
  let elapsed = 0;
  let offset = start;
  let hasEnded = false;

  /** The earliest, and of two at the same time the one that was there first. */
  function next(until: number): Due | undefined {
    let found: Due | undefined;
    for (const due of waiting) if (due.at <= until && (!found || due.at < found.at)) found = due;
    return found;
  }

  return {
    now: () => offset + elapsed,
    monotonic: () => elapsed,
    jump: (ms) => void (offset += ms),
    end() {
      hasEnded = true;
      waiting.clear();
    },
    after(delay, run) {
      if (hasEnded) return () => {};
      const due: Due = { at: elapsed + Math.max(0, delay), run };
      waiting.add(due);
      return () => void waiting.delete(due);
    },
    async advance(ms) {
      const until = elapsed + ms;
      await settle();
      for (let due = next(until); due; due = next(until)) {
        waiting.delete(due);
        elapsed = Math.max(elapsed, due.at);
        due.run();
        await settle();
      }
      elapsed = Math.max(elapsed, until);
    },
  };
}

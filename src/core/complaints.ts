import { print } from './print';

/** Tells the user of a tracker what goes wrong. */
export interface Complaints {
  /** Says it once. */
  warn(message: string): void;
  /** Nothing of it may reach the host, thrown or rejected: not even what a broken page makes of it. */
  attempt<T>(work: () => T | Promise<T>): Promise<T | undefined>;
}

export function createComplaints(onWarn: (message: string) => void): Complaints {
  const warned = new Set<string>();

  function warn(message: string): void {
    if (warned.has(message)) return;
    warned.add(message);
    try {
      onWarn(`tracelet: ${message}`);
    } catch (e) {
      /* the host's own handler */
    }
  }

  return {
    warn,
    async attempt(work) {
      try {
        return await work();
      } catch (e) {
        warn(`stumbles: ${print(e)}`);
        return undefined;
      }
    },
  };
}

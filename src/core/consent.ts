import type { MemoPort } from './ports';

/**
 * `granted`: events are stored and sent. `pending`: they wait in memory, and nothing is stored or
 * sent. `denied`: they are dropped and counted.
 */
export type Consent = 'granted' | 'pending' | 'denied';

/** What the user has decided, known at once and to all tabs. */
export interface Decision {
  /** `undefined` when nobody has decided yet. */
  read(): Consent | undefined;
  write(consent: Consent): void;
}

export const createDecision = (memo: MemoPort, key: string): Decision => ({
  read() {
    const text = memo.get(key);
    return text === 'granted' || text === 'denied' ? text : undefined;
  },
  write: (consent) => memo.set(key, consent === 'pending' ? undefined : consent),
});

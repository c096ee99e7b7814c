import type { Outcome } from '../../src/core/endpoint';
import { MINUTE, SECOND } from '../../src/core/units';
import { runClient } from './client';
import { seeded } from './random';

/*
 * The scenario. Clients use their pages for 45 minutes, each with an event a minute on average,
 * independently of one another. After ten minutes something makes all of them come within ten
 * seconds (a show begins), and the server goes down: for ten minutes it answers 503, without a
 * `Retry-After`. Then it is back, and as fast as ever: nothing but the clients' own schedules keeps
 * them from coming together. A client is `client.ts`.
 */
export const DOWN_AT = 10 * MINUTE;
export const UP_AT = DOWN_AT + 10 * MINUTE;
export const END = UP_AT + 25 * MINUTE;
export const RUSH = 10 * SECOND;

const ACCEPTED: Outcome = { kind: 'accepted', why: '' };
const DOWN: Outcome = { kind: 'retry', why: '503' };

export const isDown = (at: number): boolean => at >= DOWN_AT && at < UP_AT;

export interface OutageOptions {
  /** Without: the longest wait of those that the jitter could choose. */
  readonly hasJitter: boolean;
  /** In ms; the rates are averages over so long. A second where the clients are many enough. */
  readonly window?: number;
  readonly joins?: boolean;
}

export interface Outage {
  /** Requests in each window, from the start on. */
  readonly requests: readonly number[];
  /** Requests per second before the outage. */
  readonly steady: number;
  /** The most per second after it. */
  readonly peak: number;
  /** From the recovery until the last record from before it was accepted, in ms. */
  readonly backlogGoneAfter: number;
}

/** What so many clients do to a server that is down for ten minutes. */
export function simulateOutage(clients: number, options: OutageOptions): Outage {
  const { hasJitter, window = SECOND, ...more } = options;
  const requests = new Array<number>(END / window).fill(0);
  let lastOfBacklog: number = UP_AT;
  const tell = {
    request(at: number): void {
      requests[Math.floor(at / window)]!++;
    },
    accepted(recordedAt: number, at: number): void {
      if (recordedAt < UP_AT && at > lastOfBacklog) lastOfBacklog = at;
    },
  };
  for (let client = 1; client <= clients; client++) {
    const random = seeded(client);
    runClient(
      {
        random,
        fraction: hasJitter ? random : () => 1,
        answer: (at) => (isDown(at) ? DOWN : ACCEPTED),
        eventAt: DOWN_AT + random() * RUSH,
        end: END,
        ...more,
      },
      tell,
    );
  }
  const before = requests.slice(DOWN_AT / window / 2, DOWN_AT / window);
  const perSecond = SECOND / window;
  return {
    requests,
    steady: (before.reduce((sum, count) => sum + count, 0) / before.length) * perSecond,
    peak: Math.max(...requests.slice(UP_AT / window)) * perSecond,
    backlogGoneAfter: lastOfBacklog - UP_AT,
  };
}

import { memoryPlatform } from '../../src/adapters/memory/memoryPlatform';
import { createTrackerOn } from '../../src/core/createTrackerOn';
import type { Reply } from '../../src/core/ports';
import { MINUTE, type Duration } from '../../src/core/units';
import { direct } from '../../src/fixtures';
import { EVENT_EVERY, LATENCY } from './client';
import { DOWN_AT, END, RUSH, isDown } from './outage';
import { exponential, seeded } from './random';

/** Requests in each minute by so many real trackers, in the outage that `outage.ts` describes. */
export async function playOutage(clients: number): Promise<number[]> {
  const requests = new Array<number>(END / MINUTE).fill(0);
  for (let client = 1; client <= clients; client++) {
    // Others than the model's.
    const random = seeded(-client);
    const respond = (): Promise<Reply> => {
      requests[Math.floor(now() / MINUTE)]!++;
      return new Promise((resolve) => {
        const answer = (): void =>
          resolve({ kind: 'response', status: isDown(now()) ? 503 : 200, body: '{"ret":0}' });
        clock.after((LATENCY * (0.5 + random())) as Duration, answer);
      });
    };
    const platform = memoryPlatform({ respond });
    const { clock } = platform;
    const start = clock.now();
    const now = (): number => clock.now() - start;
    // Pages are opened at any time.
    await clock.advance(random() * MINUTE);
    const tracker = createTrackerOn(
      { ...platform, random: { ...platform.random, fraction: random } },
      { endpoints: [direct.behavior()] },
    );
    const certain = DOWN_AT + random() * RUSH;
    let next = now() + exponential(random, EVENT_EVERY);
    let hasRushed = false;
    while (next < END) {
      const isRush = !hasRushed && certain < next;
      await clock.advance((isRush ? certain : next) - now());
      tracker.track('page_leave', { page_id: 1, duration: 1 });
      if (isRush) hasRushed = true;
      else next = now() + exponential(random, EVENT_EVERY);
    }
    await clock.advance(END - 1 - now());
    // What is in flight is never answered: its clock stands still from here on.
    void tracker.stop();
  }
  return requests;
}

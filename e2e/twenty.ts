import type { Name, Receiver } from './fixtures';

/** Twenty records for one endpoint, each with its number. To be run in the page. */
export function trackTwentyInPage(name: Name): void {
  const { track } = window.tracker;
  for (let i = 0; i < 20; i++) {
    if (name === 'mta') track('custom', { id: `event-${i}` });
    else if (name === 'pushData') track('game_exit', { game_id: 12, game_v: '1', duration: i });
    else if (name === 'mediaEvent') track('qr_show', { code: 'c', duration: i });
    else if (name === 'behavior') track('page_leave', { page_id: 1, duration: i });
    else track('vote', { action: 'join', id: `${i}`, gid: 1, target_id: 't', uid: 2 });
  }
}

/** The numbers of what arrived of them, in order. */
export const numbersIn = (receiver: Receiver, name: Name): number[] =>
  receiver
    .received(name)
    .map(({ record: { ei, v, duration, ext1 } }) =>
      Number(v ?? duration ?? ext1 ?? String(ei).replace('event-', '')),
    )
    .sort((a, b) => a - b);

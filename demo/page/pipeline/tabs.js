import { byId } from '../dom.js';
import { slowDown } from './pace.js';

/** A number that fills several requests. */
const BURST = 1000;

/**
 * What can be done to this page rather than to the server.
 * @param {import('../../../src/index').Tracker} tracker
 */
export function startTabs(tracker) {
  const slow = byId('slow');
  slow.addEventListener('click', () => {
    const isSlow = slow.getAttribute('aria-pressed') !== 'true';
    slow.setAttribute('aria-pressed', String(isSlow));
    slowDown(isSlow);
  });

  byId('burst').addEventListener('click', () => {
    const game = tracker.with({ game_id: 12, game_v: '7.8.8' });
    for (let i = 0; i < BURST; i += 1) game.track('game_button', { button: 'share' });
  });

  byId('second-tab').addEventListener('click', () => {
    window.open(location.pathname, '_blank', 'noopener');
  });

  byId('kill').addEventListener('click', () => {
    // Opening a document takes every listener of the page and the window away. So nobody hears that the
    // page goes, the tracker least of all: as near to a crash as a page can bring itself.
    document.open();
    location.replace('/demo/killed.html');
  });
}

import { byId, h } from './dom.js';
import { mountGame } from './game.js';
import { mountGroup } from './group.js';
import { mountLoan } from './loan.js';
import { mountLobby } from './lobby.js';
import { startPanel } from './panel.js';
import { startRouter } from './router.js';
import { options, tracker } from './tracker.js';

/**
 * @typedef {object} Game
 * @property {number} game_id
 * @property {string} game_v
 * @property {string} name
 * @property {string} zh
 * @property {string} line
 * @property {string} art
 * @property {'pairs' | 'tap' | 'lights'} play
 * @property {1 | 2} level
 */
/** @typedef {{ id: number, name: string, zh: string, games: number[] }} Column */
/** @typedef {{ columns: Column[], games: Game[] }} Games */

const main = byId('main');

/** @type {import('./router.js').Mount} */
function mountMissing() {
  main.append(
    h('h1', { tabindex: '-1' }, 'There is no such page'),
    h('p', {}, h('a', { href: '/', class: 'button' }, 'To the lobby')),
  );
  return { title: 'Not found' };
}

// The inspector, for who asks for it.
if (/[?&]tracelet=inspect/.test(location.search)) {
  const onload = () => Reflect.get(window, 'traceletInspector').inspect(tracker, options);
  document.head.append(h('script', { src: '/dist/tracelet-inspector.min.js', onload }));
}

startPanel(tracker);
tracker.track('launch');
tracker.track('load');
try {
  const response = await fetch('/demo/games.json');
  const games = await response.json();
  tracker.track('loaded');
  startRouter(
    main,
    [
      [/^\/$/, mountLobby],
      [/^\/game\/(\d+)\/?$/, mountGame],
      [/^\/group\/?$/, mountGroup],
      [/^\/loan\/?$/, mountLoan],
    ],
    mountMissing,
    games,
  );
} catch (error) {
  console.error(error);
  main.replaceChildren(
    h('h1', {}, 'The games did not load'),
    h('button', { class: 'button', type: 'button', onclick: () => location.reload() }, 'Try again'),
  );
}
main.removeAttribute('aria-busy');

import { art } from './art.js';
import { h, openDialog, toast, zh } from './dom.js';
import { go } from './router.js';

/**
 * The buttons of a game, each of which tells that it was pressed.
 * @param {object} options
 * @param {import('./game.js').Play} options.play
 * @param {import('./app.js').Game} options.game
 * @param {import('./app.js').Game} options.other the game to jump to
 * @param {() => string} options.rules
 * @param {() => void} options.onClearCache
 */
export function createGameMenu({ play, game, other, rules, onClearCache }) {
  const favouriteKey = `tangram.favourite.${game.game_id}`;
  const isFavourite = () => localStorage.getItem(favouriteKey) !== null;
  /** @type {HTMLDialogElement | undefined} */
  let about;

  const favourite = h('button', {
    id: 'button-favorite',
    class: 'tool',
    type: 'button',
    onclick() {
      if (isFavourite()) localStorage.removeItem(favouriteKey);
      else localStorage.setItem(favouriteKey, '1');
      play.track('game_button', { button: isFavourite() ? 'favorite' : 'unfavorite' });
      showFavourite();
    },
  });
  showFavourite();

  function showFavourite() {
    favourite.setAttribute('aria-pressed', String(isFavourite()));
    favourite.replaceChildren(...toolFace(isFavourite() ? '★' : '☆', 'Favourite', '收藏'));
  }

  /**
   * @param {'close' | 'more' | 'share' | 'clear_cache' | 'lobby'} button
   * @param {() => void} run
   */
  const press = (button, run) => () => {
    play.track('game_button', { button });
    run();
  };

  /**
   * @param {string} id
   * @param {Node[]} face
   * @param {() => void} onclick
   */
  const tool = (id, face, onclick) =>
    h('button', { id, class: 'tool', type: 'button', onclick }, ...face);

  function showAbout() {
    const close = h(
      'button',
      {
        id: 'more-close',
        class: 'round',
        type: 'button',
        'aria-label': 'Close',
        onclick: () => about?.close(),
      },
      '✕',
    );
    about = openDialog(
      { id: 'more-dialog', class: 'sheet', label: `About ${game.name}` },
      h('header', { class: 'sheet-head' }, h('h2', {}, game.name, ' ', zh(game.zh)), close),
      h('p', {}, rules()),
      h(
        'dl',
        { class: 'facts' },
        h('dt', {}, 'Game'),
        h('dd', {}, String(game.game_id)),
        h('dt', {}, 'Version'),
        h('dd', {}, game.game_v),
      ),
    );
  }

  return {
    /** In the corner, where the host app of a miniprogram has its own. */
    capsule: () =>
      h(
        'div',
        { class: 'capsule', role: 'group', 'aria-label': 'Game' },
        h(
          'button',
          {
            id: 'button-more',
            type: 'button',
            'aria-label': 'More',
            onclick: press('more', showAbout),
          },
          '•••',
        ),
        h(
          'button',
          {
            id: 'button-close',
            type: 'button',
            'aria-label': 'Close the game',
            onclick: press('close', () => go('/')),
          },
          '✕',
        ),
      ),

    tools: () =>
      h(
        'div',
        { class: 'tools', role: 'group', 'aria-label': 'Game menu' },
        favourite,
        tool(
          'button-share',
          toolFace('↗', 'Share', '分享'),
          press('share', () => toast('A real game would ask whom to share with')),
        ),
        tool(
          'button-clear-cache',
          toolFace('⌫', 'Clear cache', '清缓存'),
          press('clear_cache', onClearCache),
        ),
        tool(
          'button-lobby',
          toolFace('▦', 'Lobby', '大厅'),
          press('lobby', () => go('/')),
        ),
      ),

    jump: () =>
      h(
        'section',
        { class: 'card jump-card', 'aria-labelledby': 'jump-title' },
        h('span', { class: `cover tint-${other.art}` }, art(other.art)),
        h(
          'div',
          {},
          h('h2', { id: 'jump-title' }, other.name, ' ', zh(other.zh)),
          h('p', {}, 'In a miniprogram of its own'),
        ),
        h(
          'button',
          {
            id: 'game-jump',
            class: 'button quiet',
            type: 'button',
            'data-target': other.game_id,
            onclick() {
              play.track('game_jump', { target: other.game_id });
              go(`/game/${other.game_id}`);
            },
          },
          'Jump ',
          zh('跳转'),
        ),
      ),

    close: () => about?.close(),
  };
}

/**
 * @param {string} icon
 * @param {string} text
 * @param {string} chinese
 */
const toolFace = (icon, text, chinese) => [
  h('span', { class: 'tool-icon', 'aria-hidden': 'true' }, icon),
  h('span', {}, text),
  zh(chinese),
];

import { art } from './art.js';
import { h, zh } from './dom.js';
import { qrCard } from './qr.js';
import { go } from './router.js';
import { tracker } from './tracker.js';

/** @type {import('./router.js').Mount} */
export function mountLobby(main, _params, { columns, games }) {
  const columnList = columns.map((column) => {
    const rows = column.games.map((id) => {
      const game = games.find(({ game_id }) => game_id === id);
      if (!game) throw new Error(`games.json has no game ${id}`);
      return h('li', {}, gameLink(game, column));
    });
    return h(
      'section',
      { class: 'column', 'aria-labelledby': `column-${column.id}` },
      h('h2', { id: `column-${column.id}` }, column.name, ' ', zh(column.zh)),
      h('ul', { class: 'games' }, ...rows),
    );
  });

  main.append(
    h(
      'header',
      { class: 'hero' },
      h(
        'div',
        {},
        h('h1', { tabindex: '-1' }, 'Small games for a short wait'),
        h('p', { class: 'lead' }, 'Six of them, each over before the kettle boils.'),
      ),
      h('div', { class: 'hero-art' }, art('boat'), art('lantern'), art('cat')),
    ),
    h('div', { class: 'columns' }, ...columnList),
    qrCard(),
  );
  return { title: 'Lobby' };
}

/**
 * @param {import('./app.js').Game} game
 * @param {import('./app.js').Column} column
 */
function gameLink({ game_id, game_v, name, line, ...game }, column) {
  const path = `/game/${game_id}`;
  return h(
    'a',
    {
      href: path,
      class: 'game-link',
      'data-testid': `game-${column.id}-${game_id}`,
      onclick(/** @type {MouseEvent} */ event) {
        tracker.track('game_click', { game_id, game_v, column: column.id });
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(path);
      },
    },
    h('span', { class: `cover tint-${game.art}` }, art(game.art)),
    h(
      'span',
      { class: 'game-text' },
      h('span', { class: 'game-name' }, name, ' ', zh(game.zh)),
      h('span', { class: 'game-line' }, line),
    ),
  );
}

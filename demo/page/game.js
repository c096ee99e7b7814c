import { createAds } from './ads.js';
import { art } from './art.js';
import { h, toast, zh } from './dom.js';
import { createGameMenu } from './gameMenu.js';
import { createStopwatch } from './stopwatch.js';
import { tracker } from './tracker.js';

/**
 * @typedef {object} Table what a game plays on
 * @property {1 | 2} level
 * @property {string} picture
 * @property {(text: string) => void} say
 * @property {(score: number) => void} onEnd
 */
/** @typedef {{ reward: () => void, stop: () => void }} Round */
/** @typedef {(board: HTMLElement, table: Table) => Round} Start */
/**
 * @typedef {object} Engine
 * @property {Start} start
 * @property {string} rules
 * @property {string} unit of the score
 * @property {boolean} isLessBetter
 * @property {string} reward what a rewarded video is good for
 */
/** @typedef {ReturnType<typeof trackerOf>} Play the tracker of one game */

/** Fetched when one is entered, as a real game would be. */
const ENGINES = {
  pairs: () => import('./play/pairs.js'),
  tap: () => import('./play/tap.js'),
  lights: () => import('./play/lights.js'),
};

/** @param {import('./app.js').Game} game */
const trackerOf = ({ game_id, game_v }) => tracker.with({ game_id, game_v });

/** @type {import('./router.js').Mount} */
export function mountGame(main, [id], { games }) {
  const i = games.findIndex(({ game_id }) => String(game_id) === id);
  if (i >= 0) return mountFound(main, games[i], games[(i + 1) % games.length]);
  main.append(
    h('h1', { tabindex: '-1' }, `There is no game ${id}`),
    h('p', {}, h('a', { href: '/', class: 'button' }, 'To the lobby')),
  );
  return { title: 'No such game' };
}

/**
 * @param {HTMLElement} main
 * @param {import('./app.js').Game} game
 * @param {import('./app.js').Game} other
 */
function mountFound(main, game, other) {
  const play = trackerOf(game);
  const bestKey = `tangram.best.${game.game_id}`;
  /** @type {Engine | undefined} */
  let engine;
  /** @type {Round | undefined} */
  let round;
  /** @type {ReturnType<typeof createStopwatch> | undefined} */
  let watch;
  let isGone = false;

  const ads = createAds(play);
  const menu = createGameMenu({
    play,
    game,
    other,
    rules: () => engine?.rules ?? 'Loading …',
    onClearCache() {
      localStorage.removeItem(bestKey);
      showBest();
      toast('Your best score is forgotten');
    },
  });
  const board = h('div', { class: 'board', role: 'group', 'aria-label': `Board of ${game.name}` });
  board.id = 'board';
  const status = h('p', { id: 'game-status', class: 'game-status', role: 'status' }, 'Loading …');
  const best = h('p', { id: 'game-best', class: 'game-best' });
  const again = h(
    'button',
    { id: 'game-again', class: 'button', type: 'button', onclick: startRound },
    'New round',
  );
  const rewarded = h(
    'button',
    {
      id: 'rewarded-open',
      class: 'button quiet',
      type: 'button',
      onclick: () => ads.openRewarded(() => round?.reward()),
    },
    'Video ad',
  );

  main.append(
    h(
      'header',
      { class: 'game-head' },
      h('span', { class: `cover tint-${game.art}` }, art(game.art)),
      h('div', {}, h('h1', { tabindex: '-1' }, game.name, ' ', zh(game.zh)), h('p', {}, game.line)),
      menu.capsule(),
    ),
    h(
      'div',
      { class: 'game-body' },
      h(
        'section',
        { class: 'table', 'aria-label': 'Play' },
        h('div', { class: 'scores' }, status, best),
        board,
        h('div', { class: 'row' }, again, rewarded),
      ),
      h(
        'div',
        { class: 'game-side' },
        ads.banner(),
        menu.tools(),
        menu.jump(),
        h(
          'button',
          {
            id: 'interstitial-open',
            class: 'button plain',
            type: 'button',
            onclick: ads.openInterstitial,
          },
          'Show an interstitial ',
          zh('插屏广告'),
        ),
      ),
    ),
  );
  showBest();

  play.track('game_load');
  ENGINES[game.play]().then(
    (loaded) => {
      if (isGone) return;
      engine = loaded;
      rewarded.textContent = `${loaded.reward} · video ad`;
      enter();
      startRound();
    },
    (error) => {
      console.error(error);
      status.textContent = 'The game did not load.';
    },
  );

  function enter() {
    play.track('game_enter');
    watch = createStopwatch();
  }

  function exit() {
    if (!watch) return;
    play.track('game_exit', { duration: watch.seconds() });
    watch.stop();
    watch = undefined;
  }

  function startRound() {
    round?.stop();
    board.className = 'board';
    round = engine?.start(board, { level: game.level, picture: game.art, say, onEnd });
  }

  /** @param {string} text */
  function say(text) {
    status.textContent = text;
  }

  /** @param {number} score */
  function onEnd(score) {
    if (!engine) return;
    const before = Number(localStorage.getItem(bestKey));
    const isBest = !before || (engine.isLessBetter ? score < before : score > before);
    if (isBest) localStorage.setItem(bestKey, String(score));
    board.classList.add('is-over');
    say(`${isBest ? 'Your best yet' : 'Done'}: ${score} ${engine.unit}`);
    showBest();
    again.focus();
  }

  function showBest() {
    const score = localStorage.getItem(bestKey);
    best.textContent = score ? `Best ${score}` : 'No best yet';
  }

  // Leaving the page is leaving the game, also if the page comes back out of a cache later.
  /** @param {PageTransitionEvent} event */
  function onShow({ persisted }) {
    if (persisted && engine) enter();
  }
  addEventListener('pagehide', exit);
  addEventListener('pageshow', onShow);

  return {
    title: game.name,
    leave() {
      isGone = true;
      removeEventListener('pagehide', exit);
      removeEventListener('pageshow', onShow);
      menu.close();
      ads.close();
      round?.stop();
      exit();
    },
  };
}

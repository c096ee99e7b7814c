import { browserAttention } from './adapters/browser/attention';
import { browserFrames } from './adapters/browser/frames';
import { browserLoading } from './adapters/browser/loading';
import { browserRandom } from './adapters/browser/random';
import { browserShell } from './adapters/browser/shell';
import { startTracker } from './adapters/browser/startTracker';
import type { TrackerOptions } from './core/options';
import type { Plugin } from './core/plugin';
import type { Tracker } from './core/tracker';
import { dwell as dwellOn, type DwellOptions } from './plugins/dwell';
import { gameFramesOn, type GameFramesOptions } from './plugins/gameFrames';
import { gameInShellOn, type GameInShell, type GameInShellOptions } from './plugins/gameInShell';
import { games as gamesOn, type Games, type GamesOptions } from './plugins/games';
import { launchOn, type Launch, type LaunchOptions } from './plugins/launch';

export * from './common';
export { markedPages } from './adapters/browser/markedPages';
export type { LoadingPort } from './core/loading';
export type { Frame, FramesPort, ShellPort } from './core/frames';
export type { ActiveTimeOptions } from './plugins/activeTime';
export type { GameMessage } from './plugins/gameInShell';
export type { GameButton, GameHandle, GameTarget } from './plugins/games';
export type {
  GameFramesOptions,
  GameInShell,
  GameInShellOptions,
  Games,
  GamesOptions,
  Launch,
  LaunchOptions,
};

const warnInConsole = (message: string): void => console.warn(message);

/** The launch of the platform, the first request for its data, and that it has them, each once a page load. */
export const launch = (options?: LaunchOptions): Launch => launchOn(browserLoading(), options);

/**
 * How long the user was with each page: a `page_leave` with whole seconds of active time when its visit ends, or
 * at the next visit if the page was killed. Active: in view, with the focus, and not idle. Needs `pageViews`.
 */
export const dwell = (options?: DwellOptions): Plugin => dwellOn(options, browserAttention());

/** Games by their handles: `const game = all.game({ game_id, game_v })`, then `enter()` and `exit()`. */
export const games = (options?: GamesOptions): Games => gamesOn(options, browserAttention());

/** Games in frames of this page, of the origins that are given, which tell of themselves by `gameInShell`. */
export const gameFrames = (options: GameFramesOptions): Plugin =>
  gameFramesOn(browserFrames(), options, browserAttention());

/** The handle of a game in a frame or a WebView, for a page without a tracker: the shell around it has one. */
export const gameInShell = (options: GameInShellOptions): GameInShell =>
  gameInShellOn(browserShell(), browserRandom(), warnInConsole, options);

/**
 * Starts a tracker in a page. Throws when an option could never work, naming it and the remedy;
 * after that nothing it does throws or rejects.
 */
export const createTracker = (options: TrackerOptions): Tracker => startTracker(options);

import { browserAttention } from './adapters/browser/attention';
import { browserBanners } from './adapters/browser/banners';
import { browserClicks } from './adapters/browser/clicks';
import { browserExposures } from './adapters/browser/exposures';
import { browserFrames } from './adapters/browser/frames';
import { browserLoading } from './adapters/browser/loading';
import { browserMarks } from './adapters/browser/marks';
import { browserPlacements } from './adapters/browser/placements';
import { browserQr } from './adapters/browser/qr';
import { browserRandom } from './adapters/browser/random';
import { browserShell } from './adapters/browser/shell';
import { startTracker } from './adapters/browser/startTracker';
import type { AdFormat, AdHandle } from './core/adPorts';
import type { TrackerOptions } from './core/options';
import type { Plugin } from './core/plugin';
import type { Tracker } from './core/tracker';
import { adsOn, type Ads } from './plugins/ads';
import { clicksOn } from './plugins/clicks';
import type { AdsByHand, AdsOptions } from './plugins/createAds';
import { dwell as dwellOn, type DwellOptions } from './plugins/dwell';
import { exposureOn, type ExposureOptions } from './plugins/exposure';
import { gameFramesOn, type GameFramesOptions } from './plugins/gameFrames';
import { gameInShellOn, type GameInShell, type GameInShellOptions } from './plugins/gameInShell';
import { games as gamesOn, type Games, type GamesOptions } from './plugins/games';
import { launchOn, type Launch, type LaunchOptions } from './plugins/launch';
import { qrOn, type QrOptions } from './plugins/qr';

export * from './common';
export { markedPages } from './adapters/browser/markedPages';
export type { LoadingPort } from './core/loading';
export type { Frame, FramesPort, ShellPort } from './core/frames';
export type { ActiveTimeOptions } from './plugins/activeTime';
export type { GameMessage } from './plugins/gameInShell';
export type { GameButton, GameHandle, GameTarget } from './plugins/games';
export type {
  AdFormat,
  AdHandle,
  Ads,
  AdsByHand,
  AdsOptions,
  ExposureOptions,
  GameFramesOptions,
  GameInShell,
  GameInShellOptions,
  Games,
  GamesOptions,
  Launch,
  LaunchOptions,
  QrOptions,
};

const warnInConsole = (message: string): void => console.warn(message);

/** The launch of the platform, the first request for its data, and that it has them, each once a page load. */
export const launch = (options?: LaunchOptions): Launch => launchOn(browserLoading(), options);

/**
 * How long the user was with each page: a `page_leave` with whole seconds of active time when its visit ends, or
 * at the next visit if the page was killed. Active: in view, with the focus, and not idle. Needs `pageViews`.
 */
export const dwell = (options?: DwellOptions): Plugin => dwellOn(options, browserAttention());

/** Records clicks on elements that say what they are: `<button data-tracelet="game_enter" data-tracelet-game_id="12">`. */
export const clicks = (): Plugin => clicksOn(browserClicks(), browserMarks());

/** Records elements with `data-tracelet="KIND"` and `data-tracelet-on="show"` when the user has seen them. */
export const exposure = (options?: ExposureOptions): Plugin =>
  exposureOn(browserExposures(), browserMarks(), options);

/**
 * Records ads: those of the Ad Placement API (`adBreak`) and what is seen and clicked of elements with
 * `data-tracelet-banner` by itself, and those of any other SDK by what it returns: `ad(format)`. One for a tracker.
 */
export const ads = (options?: AdsOptions): Ads =>
  adsOn(
    {
      placements: browserPlacements(),
      banners: browserBanners(),
      exposures: browserExposures(),
      clicks: browserClicks(),
    },
    options,
  );

/**
 * Records live codes, `<img data-tracelet-qr="CODE">`, when they are seen and long-pressed, and the jumps that lead to
 * them, `<a data-tracelet-jump="CODE" href>`: one operation with one trace id, also across pages.
 */
export const qr = (options?: QrOptions): Plugin => qrOn(browserQr(), browserExposures(), options);

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

import type { Game } from '../core/catalogue';
import type { Props } from '../core/event';
import type { ShellPort } from '../core/frames';
import { RECORD_ID_LENGTH, randomId } from '../core/ids';
import type { RandomPort, Stop } from '../core/ports';
import { print } from '../core/print';
import { gameHandle, gameProps, type GameCall, type GameHandle } from './gameHandle';
import type { GameMessage } from './gameMessages';
import { isOrigin } from './isOrigin';

export type { GameMessage } from './gameMessages';

/** A game, and one way to the shell around it. */
export interface GameInShellOptions extends Game {
  /** The origin of the page around this one, such as `https://shell.example`: no other gets to hear of the game. */
  shell?: string;
  /** Hands a message to the shell by another way instead, such as the bridge of a native app. */
  post?: (message: GameMessage) => void;
  /** Told of the first trouble. Default: `console.warn`. */
  onWarn?: (message: string) => void;
}

export interface GameInShell extends GameHandle {
  /** Exits the game if the user is in it; after that the handle does nothing. */
  stop: Stop;
}

/** The handle of a game whose tracker runs in the shell around its page. Nothing of it throws. */
export function gameInShellOn(
  port: ShellPort,
  random: RandomPort,
  warn: (message: string) => void,
  options: GameInShellOptions,
): GameInShell {
  const { shell, post, onWarn = warn } = options;
  const id = randomId(random, RECORD_ID_LENGTH);
  let isEntered = false;
  let hasWarned = false;
  let hasStopped = false;

  function fail(why: string): void {
    if (hasWarned) return;
    hasWarned = true;
    try {
      onWarn(`tracelet: gameInShell: ${why}`);
    } catch (e) {
      /* the host's own handler */
    }
  }

  function tell(call: GameCall, more?: Props): void {
    const message = { tracelet: 1, id, call, ...gameProps(options), ...more } as GameMessage;
    try {
      if (post) post(message);
      else if (isOrigin(shell)) port.post(message, shell as string);
      else fail(`shell: "${shell}" is no origin; give scheme, host and port alone`);
    } catch (e) {
      fail(print(e));
    }
  }

  function take(call: GameCall, more?: Props): void {
    if (hasStopped) return;
    if (call === 'enter') isEntered = true;
    if (call === 'exit') isEntered = false;
    tell(call, more);
  }

  // The page may go away without its shell, which is back from a cache with it and does not enter by itself.
  const unwatch = port.watch((signal) => {
    if (isEntered) tell(signal === 'leaving' ? 'exit' : 'enter');
  });

  return {
    ...gameHandle(take),
    stop() {
      unwatch();
      if (isEntered) take('exit');
      hasStopped = true;
    },
  };
}

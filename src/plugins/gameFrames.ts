import type { AttentionPort } from '../core/attention';
import type { Frame, FramesPort } from '../core/frames';
import type { Plugin } from '../core/plugin';
import type { Stop } from '../core/ports';
import { SECOND } from '../core/units';
import { activeTimeProblems, type ActiveTimeOptions } from './activeTime';
import { gameProps, type TakeCall } from './gameHandle';
import { readGameMessage } from './gameMessages';
import { createGameSessions } from './gameSessions';
import { isOrigin } from './isOrigin';

/** Whose frames are heard, and when their time counts. */
export interface GameFramesOptions extends ActiveTimeOptions {
  /** Of the games that may tell of themselves, such as `https://games.example`. */
  origins: readonly string[];
}

/** How often it looks whether the frames of games are still there. */
const LOOK = SECOND;

/** A page with more games at once is out of its mind, or in bad hands. */
const MOST_GAMES = 20;

interface FramedGame {
  readonly frame: Frame;
  readonly id: string;
  readonly take: TakeCall;
}

/** Takes what games in frames tell by `gameInShell`, each as by a handle of `games`. */
export function gameFramesOn(
  frames: FramesPort,
  options: GameFramesOptions,
  attention?: AttentionPort,
): Plugin {
  const { origins = [] } = options;
  const problems = origins
    .filter((origin) => !isOrigin(origin))
    .map((origin) => `origins: "${origin}" is no origin; give scheme, host and port alone`);
  if (!origins.length) problems.push('origins is missing: give those of the games');
  return {
    name: 'gameFrames',
    problems: problems.concat(activeTimeProblems(options)),

    start(context) {
      const { warn, platform } = context;
      // A frame comes back from a cache with the page, and says itself that its game goes on.
      const sessions = createGameSessions(context, attention, options, false);
      let games: readonly FramedGame[] = [];
      let looking: Stop | undefined;

      function close(game: FramedGame): void {
        game.take('exit');
        games = games.filter((other) => other !== game);
      }

      function look(): void {
        games.forEach((game) => game.frame.closed && close(game));
        looking = games.length ? platform.clock.after(LOOK, look) : undefined;
      }

      const stop = frames.watch(origins, (data, frame, origin) => {
        const read = readGameMessage(data);
        if (!read) return;
        if (typeof read === 'string') {
          return warn(`gameFrames: messages of ${origin} without a valid ${read} are ignored`);
        }
        const { message, more } = read;
        const { id, call } = message;
        // What a page says while it goes away arrives when nobody can tell any more in which frame it was.
        let game: FramedGame | undefined = games.filter((other) =>
          frame ? other.frame === frame : other.id === id,
        )[0];
        if (game && game.id !== id) {
          // Another page is in the frame, or another game in the page.
          close(game);
          game = undefined;
        }
        if (!game) {
          if (!frame || call === 'exit') return;
          if (games.length >= MOST_GAMES) {
            return warn(`gameFrames: more than ${MOST_GAMES} games at once are ignored`);
          }
          game = { frame, id, take: sessions.open(gameProps(message)) };
          games = games.concat(game);
        }
        game.take(call, more);
        if (!looking) look();
      });

      return () => {
        stop();
        if (looking) looking();
        sessions.stop();
      };
    },
  };
}

import type { AttentionPort } from '../core/attention';
import type { Game } from '../core/catalogue';
import type { Plugin } from '../core/plugin';
import { activeTimeProblems, type ActiveTimeOptions } from './activeTime';
import { gameHandle, gameProps, type GameHandle, type TakeCall } from './gameHandle';
import { createGameSessions } from './gameSessions';

export type { GameButton, GameHandle, GameTarget } from './gameHandle';

/** When time in a game counts, as with `dwell`. */
export type GamesOptions = ActiveTimeOptions;

/** The plugin, and the games of the page. */
export interface Games extends Plugin {
  /** A handle of one game; it costs nothing until it is used, and records nothing before the tracker has started. */
  game(game: Game): GameHandle;
}

/** Games by their handles: loading, play with its active seconds, buttons and jumps. */
export function games(options: GamesOptions = {}, attention?: AttentionPort): Games {
  let open: ((game: Game) => TakeCall) | undefined;
  return {
    name: 'games',
    problems: activeTimeProblems(options),

    start(context) {
      const sessions = createGameSessions(context, attention, options, true);
      const openHere = (game: Game): TakeCall =>
        sessions.open(game, () =>
          context.warn(
            `games: exit() of game ${game.game_id}, which nobody had entered, is ignored`,
          ),
        );
      open = openHere;
      return () => {
        sessions.stop();
        if (open === openHere) open = undefined;
      };
    },

    game(game) {
      let opened: typeof open;
      let take: TakeCall | undefined;
      return gameHandle((call, more) => {
        // A tracker that has been stopped takes nothing, and another may have been started.
        if (opened !== open) {
          opened = open;
          take = open && open(gameProps(game));
        }
        if (take) take(call, more);
      });
    },
  };
}

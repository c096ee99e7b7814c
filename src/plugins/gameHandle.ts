import type { Game, Vocabulary } from '../core/catalogue';
import type { Props } from '../core/event';

/** What a game says of itself, or who hosts it says of it. */
export interface GameHandle {
  /** It loads its data. */
  load(): void;
  /** The user plays: from here on time counts, until `exit()` or the page goes away. */
  enter(): void;
  /** The user has left it, after so many seconds of active play. */
  exit(): void;
  /** A button of the game was pressed. */
  button(button: GameButton): void;
  /** The user jumps to another game, whose id is `target`. */
  jump(target: GameTarget): void;
}

/** A button of a game that pushData has an id for. */
export type GameButton = Vocabulary['game_button']['button'];
/** The id of the game that is jumped to. */
export type GameTarget = Vocabulary['game_jump']['target'];
export type GameCall = keyof GameHandle;

/** Takes a call of a handle, wherever that is. */
export type TakeCall = (call: GameCall, more?: Props) => void;

export const gameHandle = (take: TakeCall): GameHandle => ({
  load: () => take('load'),
  enter: () => take('enter'),
  exit: () => take('exit'),
  button: (button) => take('button', { button }),
  jump: (target) => take('jump', { target }),
});

/** Those of a game's props that every event of it has. */
export const gameProps = ({ game_id, game_v }: Game): Game => ({ game_id, game_v });

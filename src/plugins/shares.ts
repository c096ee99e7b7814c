import type { Game } from '../core/catalogue';
import type { Plugin } from '../core/plugin';
import { print } from '../core/print';
import type { SharingPort } from '../core/sharing';
import type { Given } from '../core/wire';

/** Which game is shared. */
export interface SharesOptions {
  /** The game that is shared, asked for each time; while there is none, nothing is recorded. */
  game: Given<Game | undefined>;
}

/** The menu's share and favorite, as buttons of the game. */
export function sharesOn(port: SharingPort, { game }: SharesOptions): Plugin {
  return {
    name: 'shares',
    problems: game ? [] : ['game is missing: give the game that is shared, or a function'],

    start({ track, warn }) {
      const stop = port.watch((button) => {
        try {
          const said = typeof game === 'function' ? game() : game;
          if (said) track('game_button', { ...said, button });
        } catch (e) {
          warn(`shares: game failed: ${print(e)}`);
        }
      });
      if (!stop) warn('shares: this host lets nobody hear of them');
      return stop || (() => undefined);
    },
  };
}

import type { AttentionPort } from '../core/attention';
import type { Game } from '../core/catalogue';
import type { Props } from '../core/event';
import type { PluginContext } from '../core/plugin';
import type { Stop } from '../core/ports';
import type { ActiveTimeOptions } from './activeTime';
import type { GameCall, TakeCall } from './gameHandle';
import { createTimed, type Timed } from './timed';

/** Games that can be played on the page. */
export interface GameSessions {
  /** What tells of one of them; `onStray` hears of an exit from a game that nobody plays. */
  open(game: Game, onStray?: () => void): TakeCall;
  /** Exits all. */
  stop: Stop;
}

/**
 * Each game from one `enter` to its exit, under one trace id. Who leaves the page exits all its games; those that
 * are to `return` are entered anew when the page is back from a cache.
 */
export function createGameSessions(
  context: PluginContext,
  attention: AttentionPort | undefined,
  options: ActiveTimeOptions,
  doReturn: boolean,
): GameSessions {
  const { track, traceId, onSignal } = context;
  const entered = new Set<TakeCall>();
  /** Those that the page took along when it left. */
  let left: TakeCall[] = [];

  const exitAll = (): void => entered.forEach((take) => take('exit'));

  const stop = onSignal((signal) => {
    if (signal === 'leaving') {
      const leaving: TakeCall[] = [];
      entered.forEach((take) => leaving.push(take));
      exitAll();
      left = doReturn ? leaving : [];
    } else if (signal === 'restored') {
      const back = left;
      left = [];
      back.forEach((take) => take('enter'));
    }
  });

  return {
    open(game, onStray) {
      let trace_id: string | undefined;
      let timed: Timed | undefined;

      function exit(): void {
        if (timed) timed.stop();
        timed = trace_id = undefined;
        entered.delete(take);
        // The host says itself when it exits and enters.
        left = left.filter((other) => other !== take);
      }

      function take(call: GameCall, more?: Props): void {
        if (call === 'exit') {
          if (!timed && left.indexOf(take) < 0 && onStray) onStray();
          return exit();
        }
        if (timed && call === 'enter') exit();
        if (call === 'enter' || call === 'load') trace_id = trace_id || traceId();
        const props = { ...game, ...(trace_id && { trace_id }) };
        track(`game_${call}`, { ...props, ...more });
        if (call !== 'enter') return;
        entered.add(take);
        left = left.filter((other) => other !== take);
        timed = createTimed(context, 'game_exit', attention, options);
        timed.begin(props);
      }
      return take;
    },

    stop() {
      stop();
      exitAll();
    },
  };
}

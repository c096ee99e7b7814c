import type { AdFormat, AdHandle } from '../core/adPorts';
import type { Game } from '../core/catalogue';
import type { Props } from '../core/event';
import type { Plugin, PluginContext } from '../core/plugin';
import type { Stop } from '../core/ports';
import { print } from '../core/print';
import type { Given } from '../core/wire';
import { createAdHandle, type InnerAdHandle, type TellAd } from './adHandle';

/** What ads are told with. */
export interface AdsOptions {
  /** The game in which ads are shown, asked for at each showing. pushData wants it with every ad. */
  game?: Given<Game | undefined>;
}

/** What {@link Plugin} is, and a way to tell of ads of which nobody else tells. */
export interface AdsByHand extends Plugin {
  /**
   * A place for an ad of an SDK that is not followed by itself. `props` are said with each of its events, for
   * instance the game's.
   */
  ad(format: AdFormat, props?: Props): AdHandle;
}

/** The plugin, and what only those say of ads who follow them. */
export interface InnerAds extends AdsByHand {
  /** As `ad`, where `complain` hears of calls that come twice or out of order. */
  open(format: AdFormat, props: Props, complain: (call: string) => void): InnerAdHandle;
  /** Says it once, to whoever runs the last tracker. */
  warn(message: string): void;
}

/** Ads wherever they come from: to whom they are told, and with what. `watch` follows some while a tracker runs. */
export function createAds({ game }: AdsOptions, watch: (context: PluginContext) => Stop): InnerAds {
  let running: PluginContext | undefined;
  /** Of the last tracker, running or not. */
  let complain: PluginContext['warn'] | undefined;
  let isEarly = false;

  function warn(message: string): void {
    if (complain) complain(`ads: ${message}`);
    else isEarly = true;
  }

  const beginner = (format: AdFormat, props: Props) => (): TellAd | undefined => {
    if (!running) {
      warn('an ad is shown while no tracker runs, and is not recorded');
      return undefined;
    }
    const { track, traceId } = running;
    const said: Record<string, unknown> = { trace_id: traceId() };
    try {
      Object.assign(said, typeof game === 'function' ? game() : game, props);
    } catch (e) {
      warn(`game failed: ${print(e)}`);
    }
    return (action, more) => {
      if (format === 'rewarded' || action === 'show' || action === 'click') {
        track('ad', { ...said, ...more, format, action } as never);
      }
    };
  };

  const open: InnerAds['open'] = (format, props, blame) =>
    createAdHandle(beginner(format, props), blame);

  return {
    name: 'ads',
    problems: [],
    open,
    warn,

    ad: (format, props = {}) => open(format, props, (call) => warn(`${format} ad: ${call}`)),

    start(started) {
      running = started;
      complain = started.warn;
      if (isEarly) warn('an ad was shown before the tracker started, and is not recorded');
      isEarly = false;
      const stop = watch(started);
      return () => {
        if (running === started) running = undefined;
        stop();
      };
    },
  };
}

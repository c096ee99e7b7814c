import type { Game } from '../core/catalogue';
import type { LoadingPort } from '../core/loading';
import type { Plugin } from '../core/plugin';
import type { Stop } from '../core/ports';
import { print } from '../core/print';

/** How a launch is noticed; with a game's id and version they are said with each event. */
export interface LaunchOptions extends Partial<Game> {
  /** `false`: only `load()` and `loaded()` tell of them, not the page's requests and its load event. Default: `true`. */
  auto?: boolean;
  /** Whether a request is one for data of the application. Default: each that is not the tracker's own. */
  isData?: (url: string) => boolean;
}

/** The plugin, and what an application that knows better may say itself. */
export interface Launch extends Plugin {
  /** The application begins to load its data. From here on its `loaded()` counts, and not the page's load event. */
  load(): void;
  /** It has its data. */
  loaded(): void;
}

const KINDS: readonly string[] = ['launch', 'load', 'loaded'];

/** `launch`, `load` and `loaded`, in this order and each once a page load. */
export function launchOn(loading: LoadingPort, options: LaunchOptions = {}): Launch {
  const { game_id, game_v, auto, isData = () => true } = options;
  /** How many of the kinds are due, and how many have been said. */
  let due = 0;
  let said = 0;
  let isByHand = false;
  let say = (): void => undefined;

  function reach(step: number): void {
    due = Math.max(due, step);
    say();
  }

  return {
    name: 'launch',
    problems: [],
    load() {
      isByHand = true;
      reach(2);
    },
    loaded: () => reach(3),

    start({ track, onSignal, urls, platform: { lifecycle }, warn }) {
      let isSeen = false;

      function onData(url: string): void {
        try {
          if (isData(url)) reach(2);
        } catch (e) {
          warn(`launch: isData failed: ${print(e)}`);
        }
      }

      say = () => {
        isSeen = isSeen || lifecycle.state() === 'visible';
        while (isSeen && said < due) track(KINDS[said++] as string, { game_id, game_v });
      };
      reach(1);
      const stops: Stop[] = [onSignal(() => say())];
      if (auto !== false) {
        stops.push(loading.watch(urls, onData, () => void (isByHand || reach(3))));
      }
      return () => {
        say = () => undefined;
        stops.forEach((stop) => stop());
      };
    },
  };
}

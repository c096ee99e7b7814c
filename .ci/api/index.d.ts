// Exported by tracelet.

export interface Ads extends AdsByHand {
  placement<F extends (...args: never[]) => unknown>(adBreak: F): F;
}

export interface AdsOptions {
  game?: Given<Game | undefined>;
}

export interface ExposureOptions {
  again?: boolean;
}

export interface Frame {
  readonly closed: boolean;
}

export interface FramesPort {
  watch(
    origins: readonly string[],
    tell: (data: unknown, frame: Frame | undefined, origin: string) => void,
  ): Stop;
}

export interface GameFramesOptions extends ActiveTimeOptions {
  origins: readonly string[];
}

export interface GameInShell extends GameHandle {
  stop: Stop;
}

export interface GameInShellOptions extends Game {
  shell?: string;
  post?: (message: GameMessage) => void;
  onWarn?: (message: string) => void;
}

export type GameMessage = Game & {
  tracelet: 1;
  id: string;
} & (
    | {
        call: 'load' | 'enter' | 'exit';
      }
    | {
        call: 'button';
        button: GameButton;
      }
    | {
        call: 'jump';
        target: GameTarget;
      }
  );

export interface LoadingPort {
  watch(own: readonly string[], onData: (url: string) => void, onLoad: () => void): Stop;
}

export interface QrOptions {
  again?: boolean;
}

export interface ShellPort {
  post(message: unknown, origin: string): void;
  watch(tell: (signal: 'leaving' | 'restored') => void): Stop;
}

export declare const ads: (options?: AdsOptions) => Ads;

export declare const clicks: () => Plugin;

export declare const createTracker: (options: TrackerOptions) => Tracker;

export declare const dwell: (options?: DwellOptions) => Plugin;

export declare const exposure: (options?: ExposureOptions) => Plugin;

export declare const gameFrames: (options: GameFramesOptions) => Plugin;

export declare const gameInShell: (options: GameInShellOptions) => GameInShell;

export declare const games: (options?: GamesOptions) => Games;

export declare const launch: (options?: LaunchOptions) => Launch;

export declare function markedPages(): PageSource;

export declare function pushData(options: PushDataOptions): Endpoint;

export declare const qr: (options?: QrOptions) => Plugin;

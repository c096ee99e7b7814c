import type { Props } from './event';

/** A game and its version: on every event of a game, and allowed on any other. */
export interface Game {
  /** The platform's id of the game. */
  game_id: number;
  /** The game's version, such as `7.8.8`. */
  game_v: string;
}

/** A page visit in the host application's own numbering. */
export interface PageVisit {
  /** The application's own number of the page. */
  page_id: number;
  /** Position on the page. */
  pos_id?: number;
  /** The page from which the user came. */
  prev_id?: number;
}

/** A live QR code (活码) through which a user joins a group. */
export interface LiveCode {
  /** The code's id, sent as it is. */
  code: string;
  /** 2 = WeCom group, the only documented value and the default. */
  media_type?: number;
  /** Stay, in whole seconds. */
  duration?: number;
}

/** A vote or a lottery in a group's channel. */
export interface GroupOperation {
  /** What is done with the vote or the lottery. */
  action: 'create' | 'launch' | 'join' | 'delete';
  /** The vote's or the lottery's id. */
  id: string;
  /** The group. */
  gid: number;
  /** The channel. */
  target_id: string;
  /** Who does it. */
  uid: number;
}

/** What happens to an advertisement of one of the three formats. */
export type Ad =
  | { format: 'banner'; action: 'show' | 'click' }
  | { format: 'rewarded'; action: 'show' | 'click' | 'close' | 'complete' }
  | { format: 'interstitial'; action: 'show' | 'click' };

/** The loan events that the vendor's public page names. */
export type LoanEvent =
  | '__LOAN__product'
  | '__LOAN__register'
  | '__LOAN__apply_edu'
  | '__LOAN__fill_info'
  | '__LOAN__submit'
  | '__LOAN__bind_card'
  | '__LOAN__card_confirm';

/**
 * Every kind of event and what it says. Add kinds of your own by declaration merging, and give the
 * endpoint that wants them a `map`:
 *
 * ```ts
 * declare module 'tracelet' { interface Vocabulary { level_up: { level: number } } }
 * ```
 */
export interface Vocabulary {
  /** The platform was launched. */
  launch: Partial<Game>;
  /** The platform loads its data. */
  load: Partial<Game>;
  /** The platform has loaded its data. */
  loaded: Partial<Game>;
  /** A game was clicked in a column (栏目) of the platform. */
  game_click: Game & { column: number | string };
  /** A game loads its data. */
  game_load: Game;
  /** A game was entered. */
  game_enter: Game;
  /** A game was left after `duration` whole seconds of play. */
  game_exit: Game & { duration: number };
  /** A button of the game was pressed. */
  game_button: Game & {
    button: 'close' | 'more' | 'share' | 'favorite' | 'unfavorite' | 'clear_cache' | 'lobby';
  };
  /** The game jumps to the miniprogram of another game. */
  game_jump: Game & { target: number | string };
  /** An advertisement was shown, clicked, closed, or played to its end. */
  ad: Game & Ad;
  /** A page visit began. */
  page_view: PageVisit & {
    /** A `page_leave` will tell of the same visit, with its duration. */
    leave_follows?: boolean;
  };
  /** A page visit ended after `duration` whole seconds. */
  page_leave: PageVisit & { duration: number };
  /** The user jumped to a miniprogram page. */
  miniprogram_jump: LiveCode;
  /** A live QR code was on the screen. */
  qr_show: LiveCode;
  /** A live QR code was long-pressed. */
  qr_press: LiveCode;
  /** A vote in a group. */
  vote: GroupOperation;
  /** A lottery in a group. */
  lottery: GroupOperation;
  /** A step of a loan application. */
  loan: { id: LoanEvent; params?: Props };
  /** Any other event that the account has a name for. */
  custom: { id: string; params?: Props };
}

/** A kind of event that the library knows, or that was added to {@link Vocabulary}. */
export type Kind = keyof Vocabulary;

/** Props, less those that are bound already; of a union, each member by itself. */
export type Unbound<P, Bound> = P extends unknown ? Omit<P, keyof Bound & keyof P> : never;

/** What `track` takes of a kind: its props, of which those that are bound already may be left out or said again. */
export type PropsOf<K, Bound> = K extends Kind
  ? Unbound<Vocabulary[K], Bound> & { [P in keyof Bound]?: unknown } & {
      /** The operation to which the event belongs: 32 characters of `[0-9A-Za-z]`. Default: what `trace()` has bound. */
      trace_id?: string;
    }
  : Props;

/** The props argument of `track`, which may be left out where nothing in it is required. */
export type PropsArgument<K, Bound> =
  Record<never, never> extends PropsOf<K, Bound>
    ? [props?: PropsOf<K, Bound>]
    : [props: PropsOf<K, Bound>];

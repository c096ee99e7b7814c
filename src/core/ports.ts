import type { Duration, Monotonic, Timestamp } from './units';

/** Ends what the call that returned it has started. */
export type Stop = () => void;

/** A key and its new value; `undefined` deletes. */
export type Entry = readonly [key: string, value: string | undefined];

/**
 * Strings by key, on disk. No method rejects: an adapter whose disk fails goes on in memory and says
 * so once, because the pipeline can do nothing better.
 */
export interface StoragePort {
  /** Keys that begin with `prefix`, in ascending order. */
  keys(prefix: string): Promise<string[]>;
  /** `use` sees the values of `keys`, in their order, while they still stand. */
  read(
    keys: readonly string[],
    use: (values: readonly (string | undefined)[]) => void,
  ): Promise<void>;
  /**
   * Many keys in one transaction that is committed at once, so that it outlives the page. Reads
   * nothing. `isLeaving`: nothing may be in its way, so what has not been committed is put off.
   */
  write(entries: readonly Entry[], isLeaving?: boolean): Promise<void>;
  /**
   * One atomic read-modify-write: `decide` sees the values of `keys` and returns what to write.
   * `isDisk` is false when the disk could not be asked, and memory alone answers.
   */
  change(
    keys: readonly string[],
    decide: (values: readonly (string | undefined)[], isDisk: boolean) => readonly Entry[],
  ): Promise<void>;
  /** What the disk does not hold, because it is not open yet or refuses: that ends with the page. */
  unsaved(): readonly Entry[];
  /** Resolves when the disk has what was written, or is known not to take it. */
  close(): Promise<void>;
}

/** A request exactly as it goes out. */
export interface WireRequest {
  /** Where it goes, with its query. */
  readonly url: string;
  /** None where everything is in the query. */
  readonly body?: string | undefined;
  /** `text` and `form` need no CORS preflight; `json` does. */
  readonly type?: 'text' | 'form' | 'json' | undefined;
  /** The raw value of the `Authorization` header. */
  readonly authorization?: string | undefined;
  /** The body goes out compressed, where the platform can. Default: false. */
  readonly gzip?: boolean | undefined;
  /** The answer cannot be read (another origin without CORS): sending is all that can be known. */
  readonly isOpaque?: boolean | undefined;
}

/** `exit`: the page is going away, and nothing can be awaited. */
export type Urgency = 'ordinary' | 'exit';

/** An answer of the server, of any status. */
export interface Response {
  /** A {@link Reply} of this form. */
  readonly kind: 'response';
  /** The HTTP status. */
  readonly status: number;
  /** The whole body as text. */
  readonly body: string;
  /** The header's value as it came: seconds or a date. */
  readonly retryAfter?: string | undefined;
}

/** What became of a request. */
export type Reply =
  | Response
  /** Network error, timeout, refused by a policy: the server may or may not have got it. */
  | { readonly kind: 'no-response'; readonly why: string }
  /** The platform took the request and will never tell what became of it (a beacon). */
  | { readonly kind: 'handed-off' };

/** A request under way. */
export interface Sending {
  /** The request goes on when the page is gone. */
  readonly survives: boolean;
  /** Never rejects. */
  readonly reply: Promise<Reply>;
  /** Gives it up: its reply is then `no-response`. The server may have got it. */
  abort(): void;
}

/** Brings requests to the network. */
export interface TransportPort {
  /** Has started the request when it returns. */
  send(request: WireRequest, urgency: Urgency): Sending;
}

/** What happens to the page or the app, as far as events are concerned. */
export type Signal =
  /** Also a prerendered page that is now a real one. */
  | 'shown'
  | 'hidden'
  /** The page goes away, perhaps into a cache from which it can be `restored`. */
  | 'leaving'
  | 'restored'
  | 'online';

/** Tells whether the page or the app is in view, and when it goes away. */
export interface LifecyclePort {
  /** Calls `listener` with each signal, in the order in which they were subscribed. */
  subscribe(listener: (signal: Signal) => void): Stop;
  /** `prerender`: nobody has asked to see the page yet, so nothing may be stored or sent. */
  state(): 'prerender' | 'visible' | 'hidden';
  /** False only when the platform is sure that there is no network. */
  online(): boolean;
}

/** Time, and what happens later. The tests move it. */
export interface ClockPort {
  /** The wall clock, in milliseconds since the UNIX epoch. It may jump. */
  now(): Timestamp;
  /** A clock that never goes back, in milliseconds since some moment. */
  monotonic(): Monotonic;
  /** Calls `run` once when `delay` has passed, or later where the platform holds timers back. */
  after(delay: Duration, run: () => void): Stop;
}

/** Chance. */
export interface RandomPort {
  /** Unpredictable where the platform can. */
  bytes(count: number): ArrayLike<number>;
  /** In [0, 1), for jitter. */
  fraction(): number;
}

/** Where the user is: parts of the address, or of the miniprogram's route. */
export interface Place {
  /** Begins with `/`. */
  readonly path: string;
  /** With its `?`, or empty. */
  readonly query: string;
  /** With its `#`, or empty. */
  readonly hash: string;
}

/** Where the user is, and what led there. */
export interface PagePort {
  /** None while no page is shown: a miniprogram in the background, a mini-game. */
  current(): Place | undefined;
  /** The page of the same origin that led here, if it is known, or that it was another origin. */
  previous(): Place | 'elsewhere' | undefined;
  /**
   * Calls `listener` after each change of {@link current} that is not a reload. `isReplaced`: nothing was
   * added to the history, so that the user may have noticed nothing.
   */
  watch(listener: (isReplaced: boolean) => void): Stop;
}

/** On what the library runs. */
export interface DevicePort {
  /** The system, as far as the vendors have a number for it. */
  readonly os: 'android' | 'ios' | 'other';
  /** What kind of application it is: `behavior` has an id and a channel for pages, and others for the rest. */
  readonly surface: 'h5' | 'miniprogram' | 'minigame';
  /** The user has told the platform that nobody may track (Global Privacy Control). */
  readonly refusesTracking?: boolean | undefined;
}

/**
 * A few short texts that are known at once, beside the disk that has to be asked: what the user has
 * agreed to has to be known before anything is stored. Where all is blocked it remembers nothing.
 */
export interface MemoPort {
  /** `undefined` where nothing was remembered. */
  get(key: string): string | undefined;
  /** `undefined` deletes. */
  set(key: string, value: string | undefined): void;
}

/** All that the core knows of the world. An adapter exports one. */
export interface Platform {
  /** The disk. */
  readonly storage: StoragePort;
  /** What all tabs remember at once. */
  readonly memo: MemoPort;
  /** What one tab remembers from page to page, where pages are loaded anew. */
  readonly tabMemo?: MemoPort | undefined;
  /** The network. */
  readonly transport: TransportPort;
  /** Whether it is in view, and when it goes away. */
  readonly lifecycle: LifecyclePort;
  /** Time. */
  readonly clock: ClockPort;
  /** Chance. */
  readonly random: RandomPort;
  /** The page that is shown. */
  readonly page: PagePort;
  /** The device and the kind of application. */
  readonly device: DevicePort;
  /** Where a warning goes if the tracker's options do not say. */
  warn(message: string): void;
}

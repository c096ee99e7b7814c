// Exported by tracelet, tracelet/miniprogram, tracelet/minigame.

export interface ActiveTimeOptions {
  idle?: number;
  focus?: boolean;
}

export type Ad =
  | {
      format: 'banner';
      action: 'show' | 'click';
    }
  | {
      format: 'rewarded';
      action: 'show' | 'click' | 'close' | 'complete';
    }
  | {
      format: 'interstitial';
      action: 'show' | 'click';
    };

export type AdFormat = 'rewarded' | 'interstitial' | 'banner';

export interface AdHandle {
  shown(): void;
  clicked(): void;
  closed(result?: { readonly completed?: unknown }): void;
}

export interface AdsByHand extends Plugin {
  ad(format: AdFormat, props?: Props): AdHandle;
}

export interface AttentionPort {
  watch(onSign: () => void, onChange: () => void): Stop;
  isFocused(): boolean;
  isBusy(): boolean;
}

export interface AuthorizedOptions extends EndpointOptions {
  token?: Secret;
  isAuthError?: (response: Response) => boolean;
}

export interface Batch extends Dated {
  readonly writtenMonotonic?: Monotonic;
  readonly key: string;
  readonly records: readonly StoredRecord[];
  readonly attempts: number;
  readonly identity: unknown;
  readonly take?: number | undefined;
  readonly counts?: Counts | undefined;
}

export interface BehaviorHead {
  uid: string;
  openid: string;
  device_type?: number;
  business_type?: number;
}

export interface BehaviorOptions extends AuthorizedOptions {
  head: Given<BehaviorHead | undefined>;
  visit?: 'end' | 'both';
}

export type Call = readonly [time: Timestamp, kind: string, props: Props];

export interface ClickPort {
  watch(selector: string, tell: (target: Target) => void): Stop;
}

export interface ClockPort {
  now(): Timestamp;
  monotonic(): Monotonic;
  after(delay: Duration, run: () => void): Stop;
}

export interface CodeMark {
  readonly code: string;
  readonly media_type?: string | undefined;
  readonly trace_id?: string | undefined;
}

export type Consent = 'granted' | 'pending' | 'denied';

export interface Contents {
  readonly records: readonly StoredRecord[];
  readonly identity: unknown;
}

export type Counted = 'recorded' | 'accepted' | 'handedOver' | DropReason;

export type Counts = {
  readonly [what in Counted]?: number;
};

export interface Dated {
  readonly availableAt: Timestamp;
  readonly writtenAt: Timestamp;
}

export interface DevicePort {
  readonly os: 'android' | 'ios' | 'other';
  readonly surface: 'h5' | 'miniprogram' | 'minigame';
  readonly refusesTracking?: boolean | undefined;
}

export interface Draft {
  save(props: Props, hold: Duration): void;
  isOurs(): boolean;
  end(props: () => Props | undefined): void;
}

export type DropReason =
  | 'unknown-kind'
  | 'invalid'
  | 'repeated'
  | 'too-large'
  | 'rejected'
  | 'corrupt'
  | 'overflow'
  | 'evicted'
  | 'expired'
  | 'sampled'
  | 'denied';

export type Duration = number & {
  readonly unit: 'ms';
};

export type DwellOptions = ActiveTimeOptions;

export interface EncodeContext {
  readonly now: Timestamp;
  readonly secret: string | undefined;
  readonly device: DevicePort;
}

export interface Encoded {
  readonly request: WireRequest;
  readonly taken: number;
}

export interface Endpoint {
  readonly name: string;
  readonly problems: readonly string[];
  readonly limits: Limits;
  readonly url?: string | undefined;
  map(event: TrackedEvent, context: MapContext): Picked | 'skip' | 'repeated' | undefined;
  identify(): Picked | undefined;
  weigh(json: string): number;
  readonly secret?: Secret | undefined;
  encode(batch: Contents, context: EncodeContext): Encoded | Promise<Encoded>;
  judge(response: Response): Outcome;
  readonly cors?: 'opaque' | undefined;
  readonly deduplicates?: boolean | undefined;
  readonly exit?: 'send' | 'keep' | undefined;
}

export interface EndpointOptions {
  url: string;
  name?: string;
  map?: Readonly<Record<string, (event: TrackedEvent) => object | undefined>>;
  cors?: 'opaque';
  deduplicates?: boolean;
  exit?: 'send' | 'keep';
  limits?: Partial<Limits>;
}

export type Entry = readonly [key: string, value: string | undefined];

export interface ExposurePort {
  readonly isMissing?: boolean | undefined;
  watch(selector: string, tell: (target: Target, view: View | undefined) => void): Stop;
}

export interface FlushOptions {
  records?: number;
  bytes?: number;
  delay?: number;
}

export interface FlushResult {
  accepted: number;
  waiting: number;
  dropped: number;
}

export interface Game {
  game_id: number;
  game_v: string;
}

export type GameButton = Vocabulary['game_button']['button'];

export interface GameHandle {
  load(): void;
  enter(): void;
  exit(): void;
  button(button: GameButton): void;
  jump(target: GameTarget): void;
}

export type GameTarget = Vocabulary['game_jump']['target'];

export interface Games extends Plugin {
  game(game: Game): GameHandle;
}

export type GamesOptions = ActiveTimeOptions;

export type Given<T> = T | (() => T);

export interface GroupOperation {
  action: 'create' | 'launch' | 'join' | 'delete';
  id: string;
  gid: number;
  target_id: string;
  uid: number;
}

export type Kind = keyof Vocabulary;

export interface LaneStats {
  recorded: number;
  waiting: number;
  accepted: number;
  handedOver: number;
  dropped: {
    [reason in DropReason]?: number;
  };
}

export interface LastPage {
  get(): number | undefined;
  set(page_id: number | undefined): void;
}

export interface Launch extends Plugin {
  load(): void;
  loaded(): void;
}

export interface LaunchOptions extends Partial<Game> {
  auto?: boolean;
  isData?: (url: string) => boolean;
}

export interface LifecyclePort {
  subscribe(listener: (signal: Signal) => void): Stop;
  state(): 'prerender' | 'visible' | 'hidden';
  online(): boolean;
}

export interface Limits {
  readonly records: number;
  readonly bytes: number;
}

export interface LiveCode {
  code: string;
  media_type?: number;
  duration?: number;
}

export type LoanEvent =
  | '__LOAN__product'
  | '__LOAN__register'
  | '__LOAN__apply_edu'
  | '__LOAN__fill_info'
  | '__LOAN__submit'
  | '__LOAN__bind_card'
  | '__LOAN__card_confirm';

export interface MapContext {
  readonly identity: unknown;
  readonly device: DevicePort;
}

export interface Mark {
  readonly kind: string;
  readonly props: Props;
  readonly problem?: string | undefined;
}

export interface MarkPort {
  read(target: Target, occasion: Occasion): Mark | undefined;
}

export interface MediaAccount {
  account_type: 1 | 2 | 3;
  appid: string;
  openid: string;
  uuid?: string;
  device_type?: number;
}

export interface MediaEventOptions extends AuthorizedOptions {
  account: Given<MediaAccount | undefined>;
  itemsKey?: string;
}

export interface MemoPort {
  get(key: string): string | undefined;
  set(key: string, value: string | undefined): void;
}

export type Monotonic = number & {
  readonly unit: 'monotonic ms';
};

export interface MtaOptions extends EndpointOptions {
  appKey: string;
  cui: Given<string | undefined>;
  gzip?: boolean;
}

export type Observer = (stage: Stage) => void;

export type Occasion = 'click' | 'show';

export type OperOptions = AuthorizedOptions;

export interface Outcome {
  readonly kind:
    | 'accepted'
    | 'handed-over'
    | 'retry'
    | 'reauthorize'
    | 'too-large'
    | 'rejected'
    | 'misconfigured';
  readonly why: string;
  readonly retryAfter?: string | undefined;
  readonly unreachable?: boolean;
}

export type PageIds = Pick<PageVisit, 'page_id' | 'pos_id'>;

export interface PagePort {
  current(): Place | undefined;
  previous(): Place | 'elsewhere' | undefined;
  watch(listener: (isReplaced: boolean) => void): Stop;
}

export interface PageSource {
  route(place: Place): string | undefined;
  find(route: string, place: Place): PageIds | undefined;
  watch?(listener: () => void): Stop;
}

export interface PageViewsOptions {
  pages: Readonly<Record<string, PageIds>> | ((place: Place) => PageIds | undefined) | PageSource;
  route?: (place: Place) => string;
}

export interface PageVisit {
  page_id: number;
  pos_id?: number;
  prev_id?: number;
}

export interface Picked {
  readonly item: object;
  readonly missing: string[];
  readonly wrong: string[];
}

export interface Place {
  readonly path: string;
  readonly query: string;
  readonly hash: string;
}

export interface Platform {
  readonly storage: StoragePort;
  readonly memo: MemoPort;
  readonly tabMemo?: MemoPort | undefined;
  readonly transport: TransportPort;
  readonly lifecycle: LifecyclePort;
  readonly clock: ClockPort;
  readonly random: RandomPort;
  readonly page: PagePort;
  readonly device: DevicePort;
  warn(message: string): void;
}

export interface Plugin {
  readonly name: string;
  readonly problems: readonly string[];
  start(context: PluginContext): Stop;
}

export interface PluginContext {
  track<K extends string>(kind: K, ...props: PropsArgument<K, unknown>): void;
  traceId(): string;
  draft<K extends string>(kind: K, onTaken: (said: Props) => void): Draft;
  onSignal(listener: (signal: Signal) => void): Stop;
  readonly visits: Visits;
  readonly lastPage: LastPage;
  readonly plugins: readonly string[];
  readonly urls: readonly string[];
  readonly platform: Platform;
  warn(message: string): void;
}

export type Props = Readonly<Record<string, unknown>>;

export type PropsArgument<K, Bound> =
  Record<never, never> extends PropsOf<K, Bound>
    ? [props?: PropsOf<K, Bound>]
    : [props: PropsOf<K, Bound>];

export type PropsOf<K, Bound> = K extends Kind
  ? Unbound<Vocabulary[K], Bound> & {
      [P in keyof Bound]?: unknown;
    } & {
      trace_id?: string;
    }
  : Props;

export interface PushDataOptions extends EndpointOptions {
  appId: number;
  session: Secret;
  signKey?: string;
  sign?: (params: PushParams) => string | Promise<string>;
  uid?: Given<string | undefined>;
  in?: 'query' | 'body';
}

export type PushParams = Readonly<Record<string, string>>;

export interface QrPort {
  readonly selector: string;
  read(target: Target, as: 'qr' | 'jump'): CodeMark | undefined;
  watchPresses(tell: (target: Target) => void): Stop;
  watchJumps(
    begin: (target: Target) => string,
    tell: (target: Target, trace_id: string) => void,
  ): Stop;
}

export interface RandomPort {
  bytes(count: number): ArrayLike<number>;
  fraction(): number;
}

export type Reply =
  | Response
  | {
      readonly kind: 'no-response';
      readonly why: string;
    }
  | {
      readonly kind: 'handed-off';
    };

export interface Response {
  readonly kind: 'response';
  readonly status: number;
  readonly body: string;
  readonly retryAfter?: string | undefined;
}

export interface Retention {
  records?: number;
  bytes?: number;
  age?: number;
}

export type Secret = string | (() => string | Promise<string>);

export interface Sending {
  readonly survives: boolean;
  readonly reply: Promise<Reply>;
  abort(): void;
}

export type Signal = 'shown' | 'hidden' | 'leaving' | 'restored' | 'online';

export type Stage =
  | {
      readonly kind: 'record';
      readonly event: TrackedEvent;
    }
  | {
      readonly kind: 'buffer';
      readonly lane: string;
      readonly key: string;
      readonly record: StoredRecord;
    }
  | {
      readonly kind: 'lease';
      readonly lane: string;
      readonly batch: Batch;
    }
  | {
      readonly kind: 'send';
      readonly lane: string;
      readonly batch: Batch;
      readonly taken: number;
      readonly request: WireRequest;
      readonly urgency: Urgency;
    }
  | {
      readonly kind: 'judge';
      readonly lane: string;
      readonly batch: Batch;
      readonly reply: Reply;
      readonly outcome: Outcome;
    }
  | {
      readonly kind: 'settle';
      readonly lane: string;
      readonly batch: Batch;
      readonly taken: number;
      readonly verdict: Verdict;
    }
  | {
      readonly kind: 'drop';
      readonly lane: string;
      readonly event: string;
      readonly reason: DropReason;
      readonly count: number;
      readonly why: string;
    };

export interface Stats extends LaneStats {
  lanes: Record<string, LaneStats>;
}

export type Stop = () => void;

export interface StoragePort {
  keys(prefix: string): Promise<string[]>;
  read(
    keys: readonly string[],
    use: (values: readonly (string | undefined)[]) => void,
  ): Promise<void>;
  write(entries: readonly Entry[], isLeaving?: boolean): Promise<void>;
  change(
    keys: readonly string[],
    decide: (values: readonly (string | undefined)[], isDisk: boolean) => readonly Entry[],
  ): Promise<void>;
  unsaved(): readonly Entry[];
  close(): Promise<void>;
}

export interface StoredRecord {
  readonly id: string;
  readonly kind: string;
  readonly time: Timestamp;
  readonly json: string;
}

export type Target = object;

export type Timestamp = number & {
  readonly unit: 'UNIX ms';
};

export interface TrackedEvent {
  readonly id: string;
  readonly kind: string;
  readonly props: Props;
  readonly time: Timestamp;
  readonly seq: number;
  readonly session: string;
  readonly trace_id: string | undefined;
}

export interface Tracker<Bound = unknown> {
  track<K extends string>(kind: K, ...props: PropsArgument<K, Bound>): void;
  with<P extends Props>(props: P): Tracker<Bound & P>;
  trace(id?: string): Tracker<
    Bound & {
      trace_id: string;
    }
  >;
  readonly traceId: string | undefined;
  flush(): Promise<FlushResult>;
  observe(observer: Observer): Stop;
  stats(): Stats;
  consent(decision: Consent): void;
  stop(): Promise<void>;
}

export interface TrackerOptions {
  endpoints: readonly Endpoint[];
  plugins?: readonly Plugin[];
  name?: string;
  flush?: FlushOptions;
  retention?: Retention;
  consent?: Consent;
  sample?: number;
  onWarn?: (message: string) => void;
}

export interface TransportPort {
  send(request: WireRequest, urgency: Urgency): Sending;
}

export type Unbound<P, Bound> = P extends unknown ? Omit<P, keyof Bound & keyof P> : never;

export type Urgency = 'ordinary' | 'exit';

export type Verdict =
  | {
      readonly kind: 'ack';
      readonly as: 'accepted' | 'handedOver';
    }
  | {
      readonly kind: 'release';
      readonly until: Timestamp;
    }
  | {
      readonly kind: 'split';
      readonly take: number;
    }
  | {
      readonly kind: 'drop';
      readonly reason: DropReason;
    }
  | {
      readonly kind: 'hold';
      readonly until: Timestamp;
    };

export interface View {
  readonly share: number;
  readonly isLarge: boolean;
  readonly isVideo: boolean;
}

export type Visit = PageVisit & {
  readonly trace_id: string;
};

export interface Visits {
  set(visit: Visit | undefined): void;
  current(): Visit | undefined;
  subscribe(listener: (visit: Visit | undefined) => void): Stop;
}

export interface Vocabulary {
  launch: Partial<Game>;
  load: Partial<Game>;
  loaded: Partial<Game>;
  game_click: Game & {
    column: number | string;
  };
  game_load: Game;
  game_enter: Game;
  game_exit: Game & {
    duration: number;
  };
  game_button: Game & {
    button: 'close' | 'more' | 'share' | 'favorite' | 'unfavorite' | 'clear_cache' | 'lobby';
  };
  game_jump: Game & {
    target: number | string;
  };
  ad: Game & Ad;
  page_view: PageVisit & {
    leave_follows?: boolean;
  };
  page_leave: PageVisit & {
    duration: number;
  };
  miniprogram_jump: LiveCode;
  qr_show: LiveCode;
  qr_press: LiveCode;
  vote: GroupOperation;
  lottery: GroupOperation;
  loan: {
    id: LoanEvent;
    params?: Props;
  };
  custom: {
    id: string;
    params?: Props;
  };
}

export interface WireRequest {
  readonly url: string;
  readonly body?: string | undefined;
  readonly type?: 'text' | 'form' | 'json' | undefined;
  readonly authorization?: string | undefined;
  readonly gzip?: boolean | undefined;
  readonly isOpaque?: boolean | undefined;
}

export declare function behavior(options: BehaviorOptions): Endpoint;

export declare function createTrackerOn(
  platform: Platform,
  given: TrackerOptions,
  backlog?: readonly Call[],
): Tracker;

export declare function mediaEvent(options: MediaEventOptions): Endpoint;

export declare function mta(options: MtaOptions): Endpoint;

export declare function oper(options: OperOptions): Endpoint;

export declare function pageViews(options: PageViewsOptions): Plugin;

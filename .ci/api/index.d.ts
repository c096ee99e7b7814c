export {
  ads,
  behavior,
  clicks,
  createTracker,
  createTrackerOn,
  dwell,
  exposure,
  gameFrames,
  gameInShell,
  games,
  launch,
  markedPages,
  mediaEvent,
  mta,
  oper,
  pageViews,
  pushData,
  qr,
  type ActiveTimeOptions,
  type Ad,
  type AdFormat,
  type AdHandle,
  type Ads,
  type AdsByHand,
  type AdsOptions,
  type AttentionPort,
  type AuthorizedOptions,
  type Batch,
  type BehaviorHead,
  type BehaviorOptions,
  type Call,
  type ClickPort,
  type ClockPort,
  type CodeMark,
  type Consent,
  type Contents,
  type DevicePort,
  type Draft,
  type DropReason,
  type Duration,
  type DwellOptions,
  type EncodeContext,
  type Encoded,
  type Endpoint,
  type EndpointOptions,
  type Entry,
  type ExposureOptions,
  type ExposurePort,
  type FlushOptions,
  type FlushResult,
  type Frame,
  type FramesPort,
  type Game,
  type GameButton,
  type GameFramesOptions,
  type GameHandle,
  type GameInShell,
  type GameInShellOptions,
  type GameMessage,
  type GameTarget,
  type Games,
  type GamesOptions,
  type Given,
  type GroupOperation,
  type Kind,
  type LaneStats,
  type LastPage,
  type Launch,
  type LaunchOptions,
  type LifecyclePort,
  type Limits,
  type LiveCode,
  type LoadingPort,
  type LoanEvent,
  type MapContext,
  type Mark,
  type MarkPort,
  type MediaAccount,
  type MediaEventOptions,
  type MemoPort,
  type Monotonic,
  type MtaOptions,
  type Observer,
  type Occasion,
  type OperOptions,
  type Outcome,
  type PageIds,
  type PagePort,
  type PageSource,
  type PageViewsOptions,
  type PageVisit,
  type Picked,
  type Place,
  type Platform,
  type Plugin,
  type PluginContext,
  type Props,
  type PropsOf,
  type PushDataOptions,
  type PushParams,
  type QrOptions,
  type QrPort,
  type RandomPort,
  type Reply,
  type Response,
  type Retention,
  type Secret,
  type Sending,
  type ShellPort,
  type Signal,
  type Stage,
  type Stats,
  type Stop,
  type StoragePort,
  type StoredRecord,
  type Target,
  type Timestamp,
  type TrackedEvent,
  type Tracker,
  type TrackerOptions,
  type TransportPort,
  type Urgency,
  type Verdict,
  type View,
  type Visit,
  type Visits,
  type Vocabulary,
  type WireRequest,
};

interface ActiveTimeOptions {
  idle?: number;
  focus?: boolean;
}

type Ad =
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

type AdFormat = 'rewarded' | 'interstitial' | 'banner';

interface AdHandle {
  shown(): void;
  clicked(): void;
  closed(result?: { readonly completed?: unknown }): void;
}

interface Ads extends AdsByHand {
  placement<F extends (...args: never[]) => unknown>(adBreak: F): F;
}

interface AdsByHand extends Plugin {
  ad(format: AdFormat, props?: Props): AdHandle;
}

interface AdsOptions {
  game?: Given<Game | undefined>;
}

interface AttentionPort {
  watch(onSign: () => void, onChange: () => void): Stop;
  isFocused(): boolean;
  isBusy(): boolean;
}

interface AuthorizedOptions extends EndpointOptions {
  token?: Secret;
  isAuthError?: (response: Response) => boolean;
}

interface Batch extends Dated {
  readonly writtenMonotonic?: Monotonic;
  readonly key: string;
  readonly records: readonly StoredRecord[];
  readonly attempts: number;
  readonly identity: unknown;
  readonly take?: number | undefined;
  readonly counts?: Counts | undefined;
}

interface BehaviorHead {
  uid: string;
  openid: string;
  device_type?: number;
  business_type?: number;
}

interface BehaviorOptions extends AuthorizedOptions {
  head: Given<BehaviorHead | undefined>;
  visit?: 'end' | 'both';
}

type Call = readonly [time: Timestamp, kind: string, props: Props];

interface ClickPort {
  watch(selector: string, tell: (target: Target) => void): Stop;
}

interface ClockPort {
  now(): Timestamp;
  monotonic(): Monotonic;
  after(delay: Duration, run: () => void): Stop;
}

interface CodeMark {
  readonly code: string;
  readonly media_type?: string | undefined;
  readonly trace_id?: string | undefined;
}

type Consent = 'granted' | 'pending' | 'denied';

interface Contents {
  readonly records: readonly StoredRecord[];
  readonly identity: unknown;
}

type Counted = 'recorded' | 'accepted' | 'handedOver' | DropReason;

type Counts = {
  readonly [what in Counted]?: number;
};

interface Dated {
  readonly availableAt: Timestamp;
  readonly writtenAt: Timestamp;
}

interface DevicePort {
  readonly os: 'android' | 'ios' | 'other';
  readonly surface: 'h5' | 'miniprogram' | 'minigame';
  readonly refusesTracking?: boolean | undefined;
}

interface Draft {
  save(props: Props, hold: Duration): void;
  isOurs(): boolean;
  end(props: () => Props | undefined): void;
}

type DropReason =
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

type Duration = number & {
  readonly unit: 'ms';
};

type DwellOptions = ActiveTimeOptions;

interface EncodeContext {
  readonly now: Timestamp;
  readonly secret: string | undefined;
  readonly device: DevicePort;
  readonly isPlain: boolean;
}

interface Encoded {
  readonly request: WireRequest;
  readonly taken: number;
}

interface Endpoint {
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

interface EndpointOptions {
  url: string;
  name?: string;
  map?: Readonly<Record<string, (event: TrackedEvent) => object | undefined>>;
  cors?: 'opaque';
  deduplicates?: boolean;
  exit?: 'send' | 'keep';
  limits?: Partial<Limits>;
}

type Entry = readonly [key: string, value: string | undefined];

interface ExposureOptions {
  again?: boolean;
}

interface ExposurePort {
  readonly isMissing?: boolean | undefined;
  watch(selector: string, tell: (target: Target, view: View | undefined) => void): Stop;
}

interface FlushOptions {
  records?: number;
  bytes?: number;
  delay?: number;
}

interface FlushResult {
  accepted: number;
  waiting: number;
  dropped: number;
}

interface Frame {
  readonly closed: boolean;
}

interface FramesPort {
  watch(
    origins: readonly string[],
    tell: (data: unknown, frame: Frame | undefined, origin: string) => void,
  ): Stop;
}

interface Game {
  game_id: number;
  game_v: string;
}

type GameButton = Vocabulary['game_button']['button'];

interface GameFramesOptions extends ActiveTimeOptions {
  origins: readonly string[];
}

interface GameHandle {
  load(): void;
  enter(): void;
  exit(): void;
  button(button: GameButton): void;
  jump(target: GameTarget): void;
}

interface GameInShell extends GameHandle {
  stop: Stop;
}

interface GameInShellOptions extends Game {
  shell?: string;
  post?: (message: GameMessage) => void;
  onWarn?: (message: string) => void;
}

type GameMessage = Game & {
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

type GameTarget = Vocabulary['game_jump']['target'];

interface Games extends Plugin {
  game(game: Game): GameHandle;
}

type GamesOptions = ActiveTimeOptions;

type Given<T> = T | (() => T);

interface GroupOperation {
  action: 'create' | 'launch' | 'join' | 'delete';
  id: string;
  gid: number;
  target_id: string;
  uid: number;
}

type Kind = keyof Vocabulary;

interface LaneStats {
  recorded: number;
  waiting: number;
  accepted: number;
  handedOver: number;
  dropped: {
    [reason in DropReason]?: number;
  };
}

interface LastPage {
  get(): number | undefined;
  set(page_id: number | undefined): void;
}

interface Launch extends Plugin {
  load(): void;
  loaded(): void;
}

interface LaunchOptions extends Partial<Game> {
  auto?: boolean;
  isData?: (url: string) => boolean;
}

interface LifecyclePort {
  subscribe(listener: (signal: Signal) => void): Stop;
  state(): 'prerender' | 'visible' | 'hidden';
  online(): boolean;
}

interface Limits {
  readonly records: number;
  readonly bytes: number;
}

interface LiveCode {
  code: string;
  media_type?: number;
  duration?: number;
}

interface LoadingPort {
  watch(own: readonly string[], onData: (url: string) => void, onLoad: () => void): Stop;
}

type LoanEvent =
  | '__LOAN__product'
  | '__LOAN__register'
  | '__LOAN__apply_edu'
  | '__LOAN__fill_info'
  | '__LOAN__submit'
  | '__LOAN__bind_card'
  | '__LOAN__card_confirm';

interface MapContext {
  readonly identity: unknown;
  readonly device: DevicePort;
  claim(day: string, mark: string): boolean;
}

interface Mark {
  readonly kind: string;
  readonly props: Props;
  readonly problem?: string | undefined;
}

interface MarkPort {
  read(target: Target, occasion: Occasion): Mark | undefined;
}

interface MediaAccount {
  account_type: 1 | 2 | 3;
  appid: string;
  openid: string;
  uuid?: string;
  device_type?: number;
}

interface MediaEventOptions extends AuthorizedOptions {
  account: Given<MediaAccount | undefined>;
  itemsKey?: string;
}

interface MemoPort {
  get(key: string): string | undefined;
  set(key: string, value: string | undefined): void;
}

type Monotonic = number & {
  readonly unit: 'monotonic ms';
};

interface MtaOptions extends EndpointOptions {
  appKey: string;
  cui: Given<string | undefined>;
  gzip?: boolean;
}

type Observer = (stage: Stage) => void;

type Occasion = 'click' | 'show';

type OperOptions = AuthorizedOptions;

interface Outcome {
  readonly kind:
    | 'accepted'
    | 'handed-over'
    | 'retry'
    | 'reauthorize'
    | 'too-large'
    | 'uncompress'
    | 'rejected'
    | 'misconfigured';
  readonly why: string;
  readonly retryAfter?: string | undefined;
  readonly unreachable?: boolean;
}

type PageIds = Pick<PageVisit, 'page_id' | 'pos_id'>;

interface PagePort {
  current(): Place | undefined;
  previous(): Place | 'elsewhere' | undefined;
  watch(listener: (isReplaced: boolean) => void): Stop;
}

interface PageSource {
  route(place: Place): string | undefined;
  find(route: string, place: Place): PageIds | undefined;
  watch?(listener: () => void): Stop;
}

interface PageViewsOptions {
  pages: Readonly<Record<string, PageIds>> | ((place: Place) => PageIds | undefined) | PageSource;
  route?: (place: Place) => string;
}

interface PageVisit {
  page_id: number;
  pos_id?: number;
  prev_id?: number;
}

interface Picked {
  readonly item: object;
  readonly missing: string[];
  readonly wrong: string[];
}

interface Place {
  readonly path: string;
  readonly query: string;
  readonly hash: string;
}

interface Platform {
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

interface Plugin {
  readonly name: string;
  readonly problems: readonly string[];
  start(context: PluginContext): Stop;
}

interface PluginContext {
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

type Props = Readonly<Record<string, unknown>>;

type PropsArgument<K, Bound> =
  Record<never, never> extends PropsOf<K, Bound>
    ? [props?: PropsOf<K, Bound>]
    : [props: PropsOf<K, Bound>];

type PropsOf<K, Bound> = K extends Kind
  ? Without<Vocabulary[K], keyof Bound> & {
      [P in keyof Bound]?: unknown;
    } & {
      trace_id?: string;
    }
  : Props;

interface PushDataOptions extends EndpointOptions {
  appId: number;
  session: Secret;
  signKey?: string;
  sign?: (params: PushParams) => string | Promise<string>;
  uid?: Given<string | undefined>;
  in?: 'query' | 'body';
}

type PushParams = Readonly<Record<string, string>>;

interface QrOptions {
  again?: boolean;
}

interface QrPort {
  readonly selector: string;
  read(target: Target, as: 'qr' | 'jump'): CodeMark | undefined;
  watchPresses(tell: (target: Target) => void): Stop;
  watchJumps(
    begin: (target: Target) => string,
    tell: (target: Target, trace_id: string) => void,
  ): Stop;
}

interface RandomPort {
  bytes(count: number): ArrayLike<number>;
  fraction(): number;
}

type Reply =
  | Response
  | {
      readonly kind: 'no-response';
      readonly why: string;
    }
  | {
      readonly kind: 'handed-off';
    };

interface Response {
  readonly kind: 'response';
  readonly status: number;
  readonly body: string;
  readonly retryAfter?: string | undefined;
}

interface Retention {
  records?: number;
  bytes?: number;
  age?: number;
}

type Secret = string | (() => string | Promise<string>);

interface Sending {
  readonly survives: boolean;
  readonly reply: Promise<Reply>;
  abort(): void;
}

interface ShellPort {
  post(message: unknown, origin: string): void;
  watch(tell: (signal: 'leaving' | 'restored') => void): Stop;
}

type Signal = 'shown' | 'hidden' | 'leaving' | 'restored' | 'online';

type Stage =
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

interface Stats extends LaneStats {
  lanes: Record<string, LaneStats>;
}

type Stop = () => void;

interface StoragePort {
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

interface StoredRecord {
  readonly id: string;
  readonly kind: string;
  readonly time: Timestamp;
  readonly json: string;
}

type Target = object;

type Timestamp = number & {
  readonly unit: 'UNIX ms';
};

interface TrackedEvent {
  readonly id: string;
  readonly kind: string;
  readonly props: Props;
  readonly time: Timestamp;
  readonly seq: number;
  readonly session: string;
  readonly trace_id: string | undefined;
}

interface Tracker<Bound = unknown> {
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

interface TrackerOptions {
  endpoints: readonly Endpoint[];
  plugins?: readonly Plugin[];
  name?: string;
  flush?: FlushOptions;
  retention?: Retention;
  consent?: Consent;
  sample?: number;
  onWarn?: (message: string) => void;
}

interface TransportPort {
  send(request: WireRequest, urgency: Urgency): Sending;
}

type Urgency = 'ordinary' | 'exit';

type Verdict =
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

interface View {
  readonly share: number;
  readonly isLarge: boolean;
  readonly isVideo: boolean;
}

type Visit = PageVisit & {
  readonly trace_id: string;
};

interface Visits {
  set(visit: Visit | undefined): void;
  current(): Visit | undefined;
  subscribe(listener: (visit: Visit | undefined) => void): Stop;
}

interface Vocabulary {
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

interface WireRequest {
  readonly url: string;
  readonly body?: string | undefined;
  readonly type?: 'text' | 'form' | 'json' | undefined;
  readonly authorization?: string | undefined;
  readonly gzip?: boolean | undefined;
  readonly isOpaque?: boolean | undefined;
}

type Without<T, K> = T extends unknown ? Omit<T, K & keyof T> : never;

declare const ads: (options?: AdsOptions) => Ads;

declare function behavior(options: BehaviorOptions): Endpoint;

declare const clicks: () => Plugin;

declare const createTracker: (options: TrackerOptions) => Tracker;

declare function createTrackerOn(
  platform: Platform,
  given: TrackerOptions,
  backlog?: readonly Call[],
): Tracker;

declare const dwell: (options?: DwellOptions) => Plugin;

declare const exposure: (options?: ExposureOptions) => Plugin;

declare const gameFrames: (options: GameFramesOptions) => Plugin;

declare const gameInShell: (options: GameInShellOptions) => GameInShell;

declare const games: (options?: GamesOptions) => Games;

declare const launch: (options?: LaunchOptions) => Launch;

declare function markedPages(): PageSource;

declare function mediaEvent(options: MediaEventOptions): Endpoint;

declare function mta(options: MtaOptions): Endpoint;

declare function oper(options: OperOptions): Endpoint;

declare function pageViews(options: PageViewsOptions): Plugin;

declare function pushData(options: PushDataOptions): Endpoint;

declare const qr: (options?: QrOptions) => Plugin;

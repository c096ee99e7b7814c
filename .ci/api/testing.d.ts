// What it declares as `index` does is in index.d.ts.

export {
  createHost,
  type AdErrorCode,
  type Driver,
  type Host,
  type HostAd,
  type HostAdKind,
  type HostAnswer,
  type HostApis,
  type HostClock,
  type HostError,
  type HostOptions,
  type HostRequest,
  type Profile,
  type RealmOptions,
  type RequestOutcome,
  type ShowOptions,
};

interface AdError {
  errCode: AdErrorCode;
  errMsg: string;
}

type AdErrorCode = 1000 | 1001 | 1002 | 1003 | 1004 | 1005 | 1006 | 1007 | 1008;

interface Ads {
  readonly all: HostAd[];
  create(kind: HostAdKind, adUnitId: string, makeObject: (ad: InnerAd) => object): object;
  single(key: unknown, adUnitId: string, create: () => object): object;
}

interface AfterLoadEvent extends LoadEvent {
  page: Dict;
}

interface AlipayRequestOptions extends Callbacks<AlipayRequestResult> {
  url: string;
  data?: unknown;
  headers?: Dict;
  method?: string;
  dataType?: string;
  timeout?: number;
}

interface AlipayRequestResult {
  data: unknown;
  headers: Dict;
  status: number;
  statusCode: number;
}

interface Answers {
  readonly dialect: Dialect;
  tell<R extends object>(name: string, options: Callbacks<never>, outcome: Outcome<R>): void;
  later<R extends object>(
    name: string,
    options: Callbacks<never> | undefined,
    work: () => Outcome<R>,
    delay?: number,
  ): Promise<
    R & {
      errMsg: string;
    }
  >;
}

interface Arrival {
  readonly status: number;
  readonly body: string;
  readonly header: Readonly<Record<string, string>>;
}

interface AsyncWrites {
  start(key: string, text: string | undefined): () => string | undefined;
  read<T>(look: () => T): () => T;
  kill(): void;
}

interface BeforeUnloadEvent extends UnloadEvent {
  page: Dict;
}

interface Call {
  readonly request: Omit<HostRequest, 'at' | 'isReceived' | 'outcome' | 'status'>;
  readonly timeout: number;
  done(result: Arrival | Trouble): void;
}

interface Callbacks<R = unknown> {
  success?(result: R): void;
  fail?(error: Failure): void;
  complete?(result: R | Failure): void;
}

interface Core {
  readonly profile: Profile;
  readonly options: HostOptions;
  readonly clock: InnerClock;
  readonly thread: Thread;
  readonly realm: Realm;
  readonly answers: Answers;
  readonly disk: Disk;
  readonly asyncWrites: AsyncWrites;
  readonly network: Network;
  listeners<E>(): Listeners<E>;
}

interface Dialect {
  ok(name: string, result: object): object;
  refused(name: string, refusal: Refusal): object;
  readonly hasPromises: boolean;
}

type Dict = Record<string, unknown>;

interface Disk {
  get(key: string): string | undefined;
  set(key: string, text: string): string | undefined;
  remove(key: string): void;
  changes(key: string): number;
  clear(): void;
  keys(): string[];
  size(): number;
  readonly limit: number;
  fail(why: string | undefined): void;
  broken(): string | undefined;
}

interface Done {
  readonly errMsg: string;
}

interface Done$1 {
  readonly errMsg: string;
}

interface Done$2 {
  readonly errMsg: string;
}

interface DoneEvent extends PageEvent {
  timeStamp: number;
  webviewId: number;
}

interface Driver {
  launch(options?: ShowOptions): void;
  show(options?: ShowOptions): void;
  hide(options?: { readonly keepsRunning?: boolean }): void;
  open(route: string, query?: Query): void;
  redirect(route: string, query?: Query): void;
  back(delta?: number): void;
  switchTab(route: string): void;
  reLaunch(route: string, query?: Query): void;
  tap(handler: string, event?: object): unknown;
  share(to?: 'friend' | 'timeline'): unknown;
  favorite(): unknown;
}

interface EnterOptions {
  path: string;
  query: Record<string, string>;
  scene: number;
  shareTicket?: string;
  referrerInfo: {
    appId: string;
    extraData: Record<string, unknown>;
    gameLiveInfo: never;
  };
  apiCategory: 'default';
  forwardMaterials: never[];
  hostExtraData: {
    host_scene: string;
  };
}

interface Entries {
  launch: EnterOptions;
  enter: EnterOptions;
}

interface EventChannel {
  emit(name: string, ...given: unknown[]): void;
  on(name: string, listener: (event: never) => void): void;
  once(name: string, listener: (event: never) => void): void;
  off(name: string, listener?: (event: never) => void): void;
}

interface Exception {
  reasons: never[];
  retryCount: number;
}

interface Failure {
  readonly errMsg: string;
  readonly errno?: number;
}

interface Head {
  header: Dict;
  statusCode: number;
  cookies: string[];
}

type HeadListener = (head: Head) => void;

interface Host<Api = object> extends Driver {
  readonly api: Api;
  readonly global: Record<string, unknown>;
  readonly clock: HostClock;
  readonly disk: Map<string, string>;
  run(code: string, file?: string): unknown;
  require(path: string): unknown;
  kill(): void;
  setOnline(isOnline: boolean): void;
  failStorage(why: string | undefined): void;
  readonly requests: readonly HostRequest[];
  readonly calls: readonly string[];
  readonly unknown: readonly string[];
  readonly errors: readonly HostError[];
  readonly logs: readonly string[];
  readonly ads: readonly HostAd[];
}

interface HostAd {
  readonly kind: HostAdKind;
  readonly adUnitId: string;
  readonly isShown: boolean;
  readonly object: object;
  close(result?: { readonly isEnded?: boolean }): void;
  error(code?: AdErrorCode): void;
  load(): void;
}

type HostAdKind = 'rewarded' | 'interstitial' | 'banner' | 'custom' | 'grid';

type HostAnswer =
  | 'hang'
  | 'fail'
  | 'timeout'
  | {
      readonly status?: number;
      readonly body?: unknown;
      readonly header?: Readonly<Record<string, string>>;
      readonly delay?: number;
    };

interface HostApis {
  wx: ReturnType<typeof miniprogramApi>;
  'wx-game': ReturnType<typeof minigameApi>;
  qq: ReturnType<typeof miniprogramApi>;
  tt: ReturnType<typeof miniprogramApi>;
  my: ReturnType<typeof alipayApi>;
}

interface HostClock {
  now(): number;
  advance(ms: number): Promise<void>;
  jump(ms: number): void;
}

interface HostError {
  readonly kind: 'error' | 'rejection';
  readonly reason: unknown;
}

interface HostOptions {
  readonly respond?: (
    request: HostRequest,
  ) => HostAnswer | undefined | void | Promise<HostAnswer | undefined | void>;
  readonly domains?: readonly string[];
  readonly disk?: Map<string, string>;
  readonly asyncWrites?: 'kept' | 'lost' | 'late';
  readonly start?: number;
  readonly sdkVersion?: string;
  readonly os?: 'android' | 'ios';
  readonly realm?: RealmOptions;
  readonly api?: Readonly<Record<string, unknown>>;
  readonly modules?: Readonly<Record<string, string>>;
  readonly root?: string;
  readonly tabs?: readonly string[];
  readonly transform?: (code: string, file: string) => string;
}

interface HostRequest {
  readonly url: string;
  readonly method: string;
  readonly header: Readonly<Record<string, string>>;
  readonly body: string;
  readonly at: number;
  readonly isReceived: boolean;
  readonly outcome: RequestOutcome;
  readonly status?: number | undefined;
}

interface InnerAd extends HostAd {
  readonly closes: Listeners<{
    isEnded: boolean;
  }>;
  readonly errors: Listeners<AdError>;
  readonly loads: Listeners<never>;
  readonly hides: Listeners<never>;
  readonly resizes: Listeners<{
    width: number;
    height: number;
  }>;
  startLoading(): Promise<never>;
  show(): Promise<never>;
  hide(): void;
  destroy(): void;
  isHere(): boolean;
}

interface InnerClock extends HostClock {
  monotonic(): number;
  after(delay: number, run: () => void): () => void;
  end(): void;
}

interface Key extends Callbacks<never> {
  key: string;
}

interface KeyAndData extends Key {
  data: unknown;
}

interface KeyOptions extends Callbacks<Done> {
  key: string;
}

interface Listeners<E> {
  on(listener: (event: E) => void): void;
  off(listener?: (event: never) => void): void;
  tell(event: E): unknown;
}

interface LoadEvent extends PageEvent {
  componentFramework: 'exparser';
}

interface Makers {
  readonly global: Dict;
  parse(text: string): unknown;
  promise<T>(
    executor: (resolve: (value: T) => void, reject: (reason: unknown) => void) => void,
  ): Promise<T>;
  error(message: string): Error;
  object(): Dict;
  array<T>(items: Iterable<T>): T[];
  buffer(bytes: Iterable<number>): ArrayBuffer;
  frozen(hooks: Dict): Dict;
}

interface Network {
  readonly requests: HostRequest[];
  start(call: Call): {
    abort(): void;
  };
  isOnline(): boolean;
  setOnline(isOnline: boolean): void;
  interrupt(): void;
  resume(): void;
  kill(): void;
}

interface NetworkStatus {
  isConnected: boolean;
  networkType: NetworkType;
}

type NetworkType = 'wifi' | 'none';

type OpenType =
  'appLaunch' | 'navigateTo' | 'redirectTo' | 'navigateBack' | 'switchTab' | 'reLaunch';

type Outcome<R> =
  | R
  | {
      readonly refusal: Refusal;
    };

interface PageEvent {
  path: string;
  query: Dict;
  openType: string;
  routeEventId: string;
}

interface PageInstance {
  readonly route: string;
  readonly query: Dict;
  readonly id: number;
  readonly channel: EventChannel;
  readonly self: Dict;
  call(name: string, ...given: unknown[]): unknown;
}

interface PageStack {
  readonly pages: PageInstance[];
  top(): PageInstance | undefined;
  go(openType: Exclude<OpenType, 'navigateBack'>, route: string, query: Dict): void;
  back(delta: number): void;
}

interface Parts {
  readonly errors: ReturnType<typeof errorsApi>;
  readonly device: ReturnType<typeof deviceApi>;
  readonly entries: Entries;
  readonly routes: ReturnType<typeof routeEvents>;
  readonly stack: PageStack;
  readonly shows: Listeners<EnterOptions>;
  readonly hides: Listeners<never>;
  readonly shares: Listeners<never>;
  readonly timelineShares: Listeners<never>;
  readonly favorites: Listeners<never>;
  readonly ads: Ads;
}

type Profile = 'wx' | 'wx-game' | 'qq' | 'my' | 'tt';

type Query = Readonly<Record<string, string>>;

interface Realm extends Makers {
  readonly context: object;
  readonly logs: string[];
  plant(script: string, given: unknown): void;
  own<T>(value: T): T;
}

interface RealmOptions {
  readonly globalThis?: false;
  readonly promises?: 'macrotask';
  readonly weappAdapter?: true;
  readonly frozenApp?: true;
}

interface Refusal {
  readonly why: string;
  readonly code?: number;
  readonly more?: object;
}

interface RequestOptions extends Callbacks<RequestResult> {
  url: string;
  data?: string | object | ArrayBuffer;
  header?: Dict;
  method?: string;
  dataType?: string;
  responseType?: string;
  timeout?: number;
}

type RequestOutcome =
  | 'waiting'
  | 'in flight'
  | 'answered'
  | 'failed'
  | 'timed out'
  | 'aborted'
  | 'refused'
  | 'interrupted'
  | 'killed';

interface RequestResult {
  data: string | object | ArrayBuffer;
  statusCode: number;
  header: Dict;
  cookies: string[];
  errMsg: string;
  exception: Exception;
  profile: never;
  useHttpDNS: boolean;
}

interface RouteEvent extends PageEvent {
  notFound: boolean;
  page: Dict;
  pipMode: 'max';
  renderer: 'webview';
  timeStamp: number;
  webviewId: number;
}

interface RouteTeller {
  beforeLoad(page: PageInstance): void;
  afterLoad(page: PageInstance): void;
  beforeUnload(page: PageInstance): void;
  afterUnload(page: PageInstance): void;
  end(): void;
}

interface ShowOptions {
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly scene?: number;
  readonly referrerInfo?: {
    readonly appId?: string;
    readonly extraData?: object;
  };
}

interface StorageInfo {
  keys: string[];
  currentSize: number;
  limitSize: number;
}

interface SyncResult {
  success: boolean;
  error?: number;
  errorMessage?: string;
}

interface Thread {
  post(run: () => void): void;
  call(fn: unknown, self: unknown, ...given: unknown[]): unknown;
  report(error: HostError): void;
  onError(listener: (error: HostError) => void): void;
  readonly errors: HostError[];
  isAlive(): boolean;
  suspend(): void;
  resume(): void;
  kill(): void;
}

type Trouble =
  'domain' | 'url' | 'offline' | 'broken' | 'timeout' | 'abort' | 'interrupted' | 'background';

interface UnitOptions {
  adUnitId: string;
}

interface UnloadEvent {
  path: string;
  routeEventId: string;
}

interface UrlOptions extends Callbacks<
  {
    eventChannel: EventChannel;
  } & Done$1
> {
  url: string;
}

declare function alipayApi(
  core: Core,
  { errors, device, entries, stack, shows, hides, ads }: Parts,
): {
  getSystemInfoSync: () => {
    pixelRatio: number;
    screenWidth: number;
    screenHeight: number;
    windowWidth: number;
    windowHeight: number;
    model: string;
    brand: string;
    version: string;
    language: string;
    app: string;
    platform: string;
    system: string;
  };
  getSystemInfo: (given: Callbacks<never>) => void;
  getNetworkType: (given: Callbacks<never>) => void;
  onNetworkStatusChange: (listener: (event: NetworkStatus) => void) => void;
  offNetworkStatusChange: (listener?: (event: never) => void) => void;
  onAppShow: (listener: (event: EnterOptions) => void) => void;
  offAppShow: (listener?: (event: never) => void) => void;
  onAppHide: (listener: (event: never) => void) => void;
  offAppHide: (listener?: (event: never) => void) => void;
  createRewardedAd: (
    unit:
      | string
      | {
          adUnitId: string;
          multiton?: boolean;
        },
  ) => {
    onClose: (listener: (event: { isEnded: boolean }) => void) => void;
    offClose: (listener?: ((event: never) => void) | undefined) => void;
    load: () => Promise<never>;
    show: () => Promise<never>;
    destroy: () => void;
    onLoad: (listener: (event: never) => void) => void;
    offLoad: (listener?: ((event: never) => void) | undefined) => void;
    onError: (listener: (event: AdError) => void) => void;
    offError: (listener?: ((event: never) => void) | undefined) => void;
  };
  createInterstitialAd: ({ adUnitId }: UnitOptions) => ReturnType<
    (ad: InnerAd) => {
      onClose: (listener: (event: never) => void) => void;
      offClose: (listener?: ((event: never) => void) | undefined) => void;
      load: () => Promise<never>;
      show: () => Promise<never>;
      destroy: () => void;
      onLoad: (listener: (event: never) => void) => void;
      offLoad: (listener?: ((event: never) => void) | undefined) => void;
      onError: (listener: (event: AdError) => void) => void;
      offError: (listener?: ((event: never) => void) | undefined) => void;
    }
  >;
  onError: (listener: (event: never) => void) => void;
  offError: (listener?: (event: never) => void) => void;
  onUnhandledRejection: (listener: (event: { reason: never; promise: never }) => void) => void;
  offUnhandledRejection: (listener?: (event: never) => void) => void;
  getLaunchOptionsSync: () => EnterOptions;
  getEnterOptionsSync: () => EnterOptions;
  navigateTo: (options: UrlOptions) => Promise<
    {
      eventChannel: EventChannel;
    } & {
      errMsg: string;
    }
  >;
  redirectTo: (options: UrlOptions) => Promise<
    {
      eventChannel: EventChannel;
    } & {
      errMsg: string;
    }
  >;
  switchTab: (options: UrlOptions) => Promise<
    {
      eventChannel: EventChannel;
    } & {
      errMsg: string;
    }
  >;
  reLaunch: (options: UrlOptions) => Promise<
    {
      eventChannel: EventChannel;
    } & {
      errMsg: string;
    }
  >;
  navigateBack: (
    options?: {
      delta?: number;
    } & Callbacks<Done$1>,
  ) => Promise<
    object & {
      errMsg: string;
    }
  >;
  request(options: AlipayRequestOptions): {
    abort(): void;
  };
  getStorageSync: ({ key }: { key: string }) => SyncResult & {
    data: unknown;
  };
  setStorageSync: ({ key, data }: { key: string; data: unknown }) => SyncResult;
  removeStorageSync({ key }: { key: string }): SyncResult;
  clearStorageSync(): SyncResult;
  getStorageInfoSync: () => SyncResult &
    ReturnType<
      () => {
        keys: string[];
        currentSize: number;
        limitSize: number;
      }
    >;
  getStorage: (options: Key) => void;
  setStorage: (options: KeyAndData) => void;
  removeStorage: (options: Key) => void;
  getStorageInfo: (options: Callbacks<never>) => void;
  SDKVersion: string;
} & {
  canIUse(schema: string): boolean;
};

declare function createHost<P extends Profile>(
  profile: P,
  options?: HostOptions,
): Host<HostApis[P]>;

declare function deviceApi({ realm, answers, network, options, listeners, profile }: Core): {
  tellStatus: () => void;
  api: {
    getDeviceInfo: () => {
      abi: string;
      benchmarkLevel: number;
      brand: string;
      cpuType: string;
      deviceAbi: string;
      memorySize: string;
      model: string;
      platform: 'android' | 'ios';
      system: string;
    };
    getAppBaseInfo: () => {
      PCKernelVersion: string;
      SDKVersion: string;
      enableDebug: boolean;
      fontSizeScaleFactor: number;
      fontSizeSetting: number;
      host: {
        appId: string;
        env: Profile;
      };
      language: string;
      version: string;
    };
    getWindowInfo: () => {
      pixelRatio: number;
      safeArea: {
        left: number;
        top: number;
        right: number;
        bottom: number;
        width: number;
        height: number;
      };
      screenHeight: number;
      screenTop: number;
      screenWidth: number;
      statusBarHeight: number;
      windowHeight: number;
      windowWidth: number;
    };
    getSystemInfoSync: () => {
      albumAuthorized: boolean;
      bluetoothEnabled: boolean;
      cameraAuthorized: boolean;
      deviceOrientation: 'portrait';
      locationAuthorized: boolean;
      locationEnabled: boolean;
      locationReducedAccuracy: boolean;
      microphoneAuthorized: boolean;
      notificationAlertAuthorized: boolean;
      notificationAuthorized: boolean;
      notificationBadgeAuthorized: boolean;
      notificationSoundAuthorized: boolean;
      phoneCalendarAuthorized: boolean;
      wifiEnabled: boolean;
      pixelRatio: number;
      safeArea: {
        left: number;
        top: number;
        right: number;
        bottom: number;
        width: number;
        height: number;
      };
      screenHeight: number;
      screenTop: number;
      screenWidth: number;
      statusBarHeight: number;
      windowHeight: number;
      windowWidth: number;
      PCKernelVersion: string;
      SDKVersion: string;
      enableDebug: boolean;
      fontSizeScaleFactor: number;
      fontSizeSetting: number;
      host: {
        appId: string;
        env: Profile;
      };
      language: string;
      version: string;
      abi: string;
      benchmarkLevel: number;
      brand: string;
      cpuType: string;
      deviceAbi: string;
      memorySize: string;
      model: string;
      platform: 'android' | 'ios';
      system: string;
    };
    getSystemInfo: (
      given?: Callbacks<
        {
          albumAuthorized: boolean;
          bluetoothEnabled: boolean;
          cameraAuthorized: boolean;
          deviceOrientation: 'portrait';
          locationAuthorized: boolean;
          locationEnabled: boolean;
          locationReducedAccuracy: boolean;
          microphoneAuthorized: boolean;
          notificationAlertAuthorized: boolean;
          notificationAuthorized: boolean;
          notificationBadgeAuthorized: boolean;
          notificationSoundAuthorized: boolean;
          phoneCalendarAuthorized: boolean;
          wifiEnabled: boolean;
          pixelRatio: number;
          safeArea: {
            left: number;
            top: number;
            right: number;
            bottom: number;
            width: number;
            height: number;
          };
          screenHeight: number;
          screenTop: number;
          screenWidth: number;
          statusBarHeight: number;
          windowHeight: number;
          windowWidth: number;
          PCKernelVersion: string;
          SDKVersion: string;
          enableDebug: boolean;
          fontSizeScaleFactor: number;
          fontSizeSetting: number;
          host: {
            appId: string;
            env: Profile;
          };
          language: string;
          version: string;
          abi: string;
          benchmarkLevel: number;
          brand: string;
          cpuType: string;
          deviceAbi: string;
          memorySize: string;
          model: string;
          platform: 'android' | 'ios';
          system: string;
        } & Done$2
      >,
    ) => Promise<
      {
        albumAuthorized: boolean;
        bluetoothEnabled: boolean;
        cameraAuthorized: boolean;
        deviceOrientation: 'portrait';
        locationAuthorized: boolean;
        locationEnabled: boolean;
        locationReducedAccuracy: boolean;
        microphoneAuthorized: boolean;
        notificationAlertAuthorized: boolean;
        notificationAuthorized: boolean;
        notificationBadgeAuthorized: boolean;
        notificationSoundAuthorized: boolean;
        phoneCalendarAuthorized: boolean;
        wifiEnabled: boolean;
        pixelRatio: number;
        safeArea: {
          left: number;
          top: number;
          right: number;
          bottom: number;
          width: number;
          height: number;
        };
        screenHeight: number;
        screenTop: number;
        screenWidth: number;
        statusBarHeight: number;
        windowHeight: number;
        windowWidth: number;
        PCKernelVersion: string;
        SDKVersion: string;
        enableDebug: boolean;
        fontSizeScaleFactor: number;
        fontSizeSetting: number;
        host: {
          appId: string;
          env: Profile;
        };
        language: string;
        version: string;
        abi: string;
        benchmarkLevel: number;
        brand: string;
        cpuType: string;
        deviceAbi: string;
        memorySize: string;
        model: string;
        platform: 'android' | 'ios';
        system: string;
      } & {
        errMsg: string;
      }
    >;
    getNetworkType: (
      given?: Callbacks<
        {
          networkType: NetworkType;
          hasSystemProxy: boolean;
          signalStrength: number;
          weakNet: boolean;
        } & Done$2
      >,
    ) => Promise<
      {
        networkType: NetworkType;
        hasSystemProxy: boolean;
        signalStrength: number;
        weakNet: boolean;
      } & {
        errMsg: string;
      }
    >;
    onNetworkStatusChange: (listener: (event: NetworkStatus) => void) => void;
    offNetworkStatusChange: (listener?: (event: never) => void) => void;
  };
};

declare function errorsApi({ thread, listeners, realm }: Core): {
  messageOf: (reason: unknown) => string;
  api: {
    onError: (listener: (event: never) => void) => void;
    offError: (listener?: (event: never) => void) => void;
    onUnhandledRejection: (listener: (event: { reason: never; promise: never }) => void) => void;
    offUnhandledRejection: (listener?: (event: never) => void) => void;
  };
};

declare function minigameApi(
  core: Core,
  parts: Parts,
): {
  getPerformance: () => {
    now: () => number;
  };
  onShow: (listener: (event: EnterOptions) => void) => void;
  offShow: (listener?: (event: never) => void) => void;
  onHide: (listener: (event: never) => void) => void;
  offHide: (listener?: (event: never) => void) => void;
  onShareAppMessage: (listener: (event: never) => void) => void;
  offShareAppMessage: (listener?: (event: never) => void) => void;
  onShareTimeline: (listener: (event: never) => void) => void;
  offShareTimeline: (listener?: (event: never) => void) => void;
  onAddToFavorites: (listener: (event: never) => void) => void;
  offAddToFavorites: (listener?: (event: never) => void) => void;
  shareAppMessage: (_options: object) => void;
  createRewardedVideoAd({
    adUnitId,
    multiton,
  }: UnitOptions & {
    multiton?: boolean;
  }): ReturnType<
    (ad: InnerAd) => {
      onClose: (listener: (event: { isEnded: boolean }) => void) => void;
      offClose: (listener?: ((event: never) => void) | undefined) => void;
      load: () => Promise<never>;
      show: () => Promise<never>;
      destroy: () => void;
      onLoad: (listener: (event: never) => void) => void;
      offLoad: (listener?: ((event: never) => void) | undefined) => void;
      onError: (listener: (event: AdError) => void) => void;
      offError: (listener?: ((event: never) => void) | undefined) => void;
    }
  >;
  createInterstitialAd: ({ adUnitId }: UnitOptions) => ReturnType<
    (ad: InnerAd) => {
      onClose: (listener: (event: never) => void) => void;
      offClose: (listener?: ((event: never) => void) | undefined) => void;
      load: () => Promise<never>;
      show: () => Promise<never>;
      destroy: () => void;
      onLoad: (listener: (event: never) => void) => void;
      offLoad: (listener?: ((event: never) => void) | undefined) => void;
      onError: (listener: (event: AdError) => void) => void;
      offError: (listener?: ((event: never) => void) | undefined) => void;
    }
  >;
  createBannerAd: ({ adUnitId }: UnitOptions) => ReturnType<
    (ad: InnerAd) => {
      hide: () => void;
      style: {
        left: number;
        top: number;
        width: number;
        height: number;
        realWidth: number;
        realHeight: number;
      };
      show: () => Promise<never>;
      destroy: () => void;
      onResize: (listener: (event: { width: number; height: number }) => void) => void;
      offResize: (listener?: ((event: never) => void) | undefined) => void;
      onLoad: (listener: (event: never) => void) => void;
      offLoad: (listener?: ((event: never) => void) | undefined) => void;
      onError: (listener: (event: AdError) => void) => void;
      offError: (listener?: ((event: never) => void) | undefined) => void;
    }
  >;
  createCustomAd: ({ adUnitId }: UnitOptions) => ReturnType<
    (ad: InnerAd) => {
      hide(): Promise<unknown>;
      onHide: (listener: (event: never) => void) => void;
      offHide: (listener?: ((event: never) => void) | undefined) => void;
      isShow: () => boolean;
      style: {
        left: number;
        top: number;
        fixed: boolean;
      };
      onResize: (listener: (event: { width: number; height: number }) => void) => void;
      offResize: (listener?: ((event: never) => void) | undefined) => void;
      show: () => Promise<never>;
      destroy: () => void;
      onClose: (listener: (event: never) => void) => void;
      offClose: (listener?: ((event: never) => void) | undefined) => void;
      onLoad: (listener: (event: never) => void) => void;
      offLoad: (listener?: ((event: never) => void) | undefined) => void;
      onError: (listener: (event: AdError) => void) => void;
      offError: (listener?: ((event: never) => void) | undefined) => void;
    }
  >;
  getLaunchOptionsSync: () => EnterOptions;
  getEnterOptionsSync: () => EnterOptions;
  getUserCryptoManager: () => {
    getRandomValues: (
      options: {
        length: number;
      } & Callbacks<{
        randomValues: ArrayBuffer;
        readonly errMsg: string;
      }>,
    ) => Promise<
      {
        randomValues: ArrayBuffer;
      } & {
        errMsg: string;
      }
    >;
    getLatestUserKey(options?: Callbacks<never>): void;
  };
  getDeviceInfo: () => {
    abi: string;
    benchmarkLevel: number;
    brand: string;
    cpuType: string;
    deviceAbi: string;
    memorySize: string;
    model: string;
    platform: 'android' | 'ios';
    system: string;
  };
  getAppBaseInfo: () => {
    PCKernelVersion: string;
    SDKVersion: string;
    enableDebug: boolean;
    fontSizeScaleFactor: number;
    fontSizeSetting: number;
    host: {
      appId: string;
      env: Profile;
    };
    language: string;
    version: string;
  };
  getWindowInfo: () => {
    pixelRatio: number;
    safeArea: {
      left: number;
      top: number;
      right: number;
      bottom: number;
      width: number;
      height: number;
    };
    screenHeight: number;
    screenTop: number;
    screenWidth: number;
    statusBarHeight: number;
    windowHeight: number;
    windowWidth: number;
  };
  getSystemInfoSync: () => {
    albumAuthorized: boolean;
    bluetoothEnabled: boolean;
    cameraAuthorized: boolean;
    deviceOrientation: 'portrait';
    locationAuthorized: boolean;
    locationEnabled: boolean;
    locationReducedAccuracy: boolean;
    microphoneAuthorized: boolean;
    notificationAlertAuthorized: boolean;
    notificationAuthorized: boolean;
    notificationBadgeAuthorized: boolean;
    notificationSoundAuthorized: boolean;
    phoneCalendarAuthorized: boolean;
    wifiEnabled: boolean;
    pixelRatio: number;
    safeArea: {
      left: number;
      top: number;
      right: number;
      bottom: number;
      width: number;
      height: number;
    };
    screenHeight: number;
    screenTop: number;
    screenWidth: number;
    statusBarHeight: number;
    windowHeight: number;
    windowWidth: number;
    PCKernelVersion: string;
    SDKVersion: string;
    enableDebug: boolean;
    fontSizeScaleFactor: number;
    fontSizeSetting: number;
    host: {
      appId: string;
      env: Profile;
    };
    language: string;
    version: string;
    abi: string;
    benchmarkLevel: number;
    brand: string;
    cpuType: string;
    deviceAbi: string;
    memorySize: string;
    model: string;
    platform: 'android' | 'ios';
    system: string;
  };
  getSystemInfo: (
    given?: Callbacks<
      {
        albumAuthorized: boolean;
        bluetoothEnabled: boolean;
        cameraAuthorized: boolean;
        deviceOrientation: 'portrait';
        locationAuthorized: boolean;
        locationEnabled: boolean;
        locationReducedAccuracy: boolean;
        microphoneAuthorized: boolean;
        notificationAlertAuthorized: boolean;
        notificationAuthorized: boolean;
        notificationBadgeAuthorized: boolean;
        notificationSoundAuthorized: boolean;
        phoneCalendarAuthorized: boolean;
        wifiEnabled: boolean;
        pixelRatio: number;
        safeArea: {
          left: number;
          top: number;
          right: number;
          bottom: number;
          width: number;
          height: number;
        };
        screenHeight: number;
        screenTop: number;
        screenWidth: number;
        statusBarHeight: number;
        windowHeight: number;
        windowWidth: number;
        PCKernelVersion: string;
        SDKVersion: string;
        enableDebug: boolean;
        fontSizeScaleFactor: number;
        fontSizeSetting: number;
        host: {
          appId: string;
          env: Profile;
        };
        language: string;
        version: string;
        abi: string;
        benchmarkLevel: number;
        brand: string;
        cpuType: string;
        deviceAbi: string;
        memorySize: string;
        model: string;
        platform: 'android' | 'ios';
        system: string;
      } & Done$2
    >,
  ) => Promise<
    {
      albumAuthorized: boolean;
      bluetoothEnabled: boolean;
      cameraAuthorized: boolean;
      deviceOrientation: 'portrait';
      locationAuthorized: boolean;
      locationEnabled: boolean;
      locationReducedAccuracy: boolean;
      microphoneAuthorized: boolean;
      notificationAlertAuthorized: boolean;
      notificationAuthorized: boolean;
      notificationBadgeAuthorized: boolean;
      notificationSoundAuthorized: boolean;
      phoneCalendarAuthorized: boolean;
      wifiEnabled: boolean;
      pixelRatio: number;
      safeArea: {
        left: number;
        top: number;
        right: number;
        bottom: number;
        width: number;
        height: number;
      };
      screenHeight: number;
      screenTop: number;
      screenWidth: number;
      statusBarHeight: number;
      windowHeight: number;
      windowWidth: number;
      PCKernelVersion: string;
      SDKVersion: string;
      enableDebug: boolean;
      fontSizeScaleFactor: number;
      fontSizeSetting: number;
      host: {
        appId: string;
        env: Profile;
      };
      language: string;
      version: string;
      abi: string;
      benchmarkLevel: number;
      brand: string;
      cpuType: string;
      deviceAbi: string;
      memorySize: string;
      model: string;
      platform: 'android' | 'ios';
      system: string;
    } & {
      errMsg: string;
    }
  >;
  getNetworkType: (
    given?: Callbacks<
      {
        networkType: NetworkType;
        hasSystemProxy: boolean;
        signalStrength: number;
        weakNet: boolean;
      } & Done$2
    >,
  ) => Promise<
    {
      networkType: NetworkType;
      hasSystemProxy: boolean;
      signalStrength: number;
      weakNet: boolean;
    } & {
      errMsg: string;
    }
  >;
  onNetworkStatusChange: (listener: (event: NetworkStatus) => void) => void;
  offNetworkStatusChange: (listener?: (event: never) => void) => void;
  onError: (listener: (event: never) => void) => void;
  offError: (listener?: (event: never) => void) => void;
  onUnhandledRejection: (listener: (event: { reason: never; promise: never }) => void) => void;
  offUnhandledRejection: (listener?: (event: never) => void) => void;
  request(options: RequestOptions): {
    abort: () => void;
    onHeadersReceived: (listener: HeadListener) => void;
    offHeadersReceived: (listener?: HeadListener) => void;
    onChunkReceived: (listener: (result: never) => void) => void;
    offChunkReceived: (listener?: (result: never) => void) => void;
  };
  getStorageSync: (key: string) => unknown;
  setStorageSync: (key: string, data: unknown) => void;
  removeStorageSync(key: string): void;
  clearStorageSync(): void;
  getStorageInfoSync(): StorageInfo;
  getStorage(
    options: Omit<KeyOptions, 'success'> &
      Callbacks<
        {
          data: never;
        } & Done
      >,
  ): Promise<
    {
      data: unknown;
    } & {
      errMsg: string;
    }
  >;
  setStorage: (
    options: KeyOptions & {
      data: unknown;
    },
  ) => Promise<Done>;
  removeStorage: (options: KeyOptions) => Promise<Done>;
  clearStorage: (options?: Callbacks<Done>) => Promise<Done>;
  getStorageInfo(options?: Callbacks<StorageInfo & Done>): Promise<
    StorageInfo & {
      errMsg: string;
    }
  >;
};

declare function miniprogramApi(
  core: Core,
  { errors, device, entries, routes, stack, shows, hides, ads }: Parts,
): {
  createRewardedVideoAd: ({
    adUnitId,
    multiton,
  }: UnitOptions & {
    multiton?: boolean;
  }) => ReturnType<
    (ad: InnerAd) => {
      onClose: (listener: (event: { isEnded: boolean }) => void) => void;
      offClose: (listener?: ((event: never) => void) | undefined) => void;
      load: () => Promise<never>;
      show: () => Promise<never>;
      destroy: () => void;
      onLoad: (listener: (event: never) => void) => void;
      offLoad: (listener?: ((event: never) => void) | undefined) => void;
      onError: (listener: (event: AdError) => void) => void;
      offError: (listener?: ((event: never) => void) | undefined) => void;
    }
  >;
  createInterstitialAd: ({ adUnitId }: UnitOptions) => ReturnType<
    (ad: InnerAd) => {
      onClose: (listener: (event: never) => void) => void;
      offClose: (listener?: ((event: never) => void) | undefined) => void;
      load: () => Promise<never>;
      show: () => Promise<never>;
      destroy: () => void;
      onLoad: (listener: (event: never) => void) => void;
      offLoad: (listener?: ((event: never) => void) | undefined) => void;
      onError: (listener: (event: AdError) => void) => void;
      offError: (listener?: ((event: never) => void) | undefined) => void;
    }
  >;
  onAppShow: (listener: (event: EnterOptions) => void) => void;
  offAppShow: (listener?: (event: never) => void) => void;
  onAppHide: (listener: (event: never) => void) => void;
  offAppHide: (listener?: (event: never) => void) => void;
  onBeforeAppRoute: (listener: (event: RouteEvent) => void) => void;
  offBeforeAppRoute: (listener?: (event: never) => void) => void;
  onAppRoute: (listener: (event: RouteEvent) => void) => void;
  offAppRoute: (listener?: (event: never) => void) => void;
  onAppRouteDone: (listener: (event: DoneEvent) => void) => void;
  offAppRouteDone: (listener?: (event: never) => void) => void;
  onBeforePageLoad: (listener: (event: LoadEvent) => void) => void;
  offBeforePageLoad: (listener?: (event: never) => void) => void;
  onAfterPageLoad: (listener: (event: AfterLoadEvent) => void) => void;
  offAfterPageLoad: (listener?: (event: never) => void) => void;
  onBeforePageUnload: (listener: (event: BeforeUnloadEvent) => void) => void;
  offBeforePageUnload: (listener?: (event: never) => void) => void;
  onAfterPageUnload: (listener: (event: UnloadEvent) => void) => void;
  offAfterPageUnload: (listener?: (event: never) => void) => void;
  navigateTo: (options: UrlOptions) => Promise<
    {
      eventChannel: EventChannel;
    } & {
      errMsg: string;
    }
  >;
  redirectTo: (options: UrlOptions) => Promise<
    {
      eventChannel: EventChannel;
    } & {
      errMsg: string;
    }
  >;
  switchTab: (options: UrlOptions) => Promise<
    {
      eventChannel: EventChannel;
    } & {
      errMsg: string;
    }
  >;
  reLaunch: (options: UrlOptions) => Promise<
    {
      eventChannel: EventChannel;
    } & {
      errMsg: string;
    }
  >;
  navigateBack: (
    options?: {
      delta?: number;
    } & Callbacks<Done$1>,
  ) => Promise<
    object & {
      errMsg: string;
    }
  >;
  getLaunchOptionsSync: () => EnterOptions;
  getEnterOptionsSync: () => EnterOptions;
  getUserCryptoManager: () => {
    getRandomValues: (
      options: {
        length: number;
      } & Callbacks<{
        randomValues: ArrayBuffer;
        readonly errMsg: string;
      }>,
    ) => Promise<
      {
        randomValues: ArrayBuffer;
      } & {
        errMsg: string;
      }
    >;
    getLatestUserKey(options?: Callbacks<never>): void;
  };
  getDeviceInfo: () => {
    abi: string;
    benchmarkLevel: number;
    brand: string;
    cpuType: string;
    deviceAbi: string;
    memorySize: string;
    model: string;
    platform: 'android' | 'ios';
    system: string;
  };
  getAppBaseInfo: () => {
    PCKernelVersion: string;
    SDKVersion: string;
    enableDebug: boolean;
    fontSizeScaleFactor: number;
    fontSizeSetting: number;
    host: {
      appId: string;
      env: Profile;
    };
    language: string;
    version: string;
  };
  getWindowInfo: () => {
    pixelRatio: number;
    safeArea: {
      left: number;
      top: number;
      right: number;
      bottom: number;
      width: number;
      height: number;
    };
    screenHeight: number;
    screenTop: number;
    screenWidth: number;
    statusBarHeight: number;
    windowHeight: number;
    windowWidth: number;
  };
  getSystemInfoSync: () => {
    albumAuthorized: boolean;
    bluetoothEnabled: boolean;
    cameraAuthorized: boolean;
    deviceOrientation: 'portrait';
    locationAuthorized: boolean;
    locationEnabled: boolean;
    locationReducedAccuracy: boolean;
    microphoneAuthorized: boolean;
    notificationAlertAuthorized: boolean;
    notificationAuthorized: boolean;
    notificationBadgeAuthorized: boolean;
    notificationSoundAuthorized: boolean;
    phoneCalendarAuthorized: boolean;
    wifiEnabled: boolean;
    pixelRatio: number;
    safeArea: {
      left: number;
      top: number;
      right: number;
      bottom: number;
      width: number;
      height: number;
    };
    screenHeight: number;
    screenTop: number;
    screenWidth: number;
    statusBarHeight: number;
    windowHeight: number;
    windowWidth: number;
    PCKernelVersion: string;
    SDKVersion: string;
    enableDebug: boolean;
    fontSizeScaleFactor: number;
    fontSizeSetting: number;
    host: {
      appId: string;
      env: Profile;
    };
    language: string;
    version: string;
    abi: string;
    benchmarkLevel: number;
    brand: string;
    cpuType: string;
    deviceAbi: string;
    memorySize: string;
    model: string;
    platform: 'android' | 'ios';
    system: string;
  };
  getSystemInfo: (
    given?: Callbacks<
      {
        albumAuthorized: boolean;
        bluetoothEnabled: boolean;
        cameraAuthorized: boolean;
        deviceOrientation: 'portrait';
        locationAuthorized: boolean;
        locationEnabled: boolean;
        locationReducedAccuracy: boolean;
        microphoneAuthorized: boolean;
        notificationAlertAuthorized: boolean;
        notificationAuthorized: boolean;
        notificationBadgeAuthorized: boolean;
        notificationSoundAuthorized: boolean;
        phoneCalendarAuthorized: boolean;
        wifiEnabled: boolean;
        pixelRatio: number;
        safeArea: {
          left: number;
          top: number;
          right: number;
          bottom: number;
          width: number;
          height: number;
        };
        screenHeight: number;
        screenTop: number;
        screenWidth: number;
        statusBarHeight: number;
        windowHeight: number;
        windowWidth: number;
        PCKernelVersion: string;
        SDKVersion: string;
        enableDebug: boolean;
        fontSizeScaleFactor: number;
        fontSizeSetting: number;
        host: {
          appId: string;
          env: Profile;
        };
        language: string;
        version: string;
        abi: string;
        benchmarkLevel: number;
        brand: string;
        cpuType: string;
        deviceAbi: string;
        memorySize: string;
        model: string;
        platform: 'android' | 'ios';
        system: string;
      } & Done$2
    >,
  ) => Promise<
    {
      albumAuthorized: boolean;
      bluetoothEnabled: boolean;
      cameraAuthorized: boolean;
      deviceOrientation: 'portrait';
      locationAuthorized: boolean;
      locationEnabled: boolean;
      locationReducedAccuracy: boolean;
      microphoneAuthorized: boolean;
      notificationAlertAuthorized: boolean;
      notificationAuthorized: boolean;
      notificationBadgeAuthorized: boolean;
      notificationSoundAuthorized: boolean;
      phoneCalendarAuthorized: boolean;
      wifiEnabled: boolean;
      pixelRatio: number;
      safeArea: {
        left: number;
        top: number;
        right: number;
        bottom: number;
        width: number;
        height: number;
      };
      screenHeight: number;
      screenTop: number;
      screenWidth: number;
      statusBarHeight: number;
      windowHeight: number;
      windowWidth: number;
      PCKernelVersion: string;
      SDKVersion: string;
      enableDebug: boolean;
      fontSizeScaleFactor: number;
      fontSizeSetting: number;
      host: {
        appId: string;
        env: Profile;
      };
      language: string;
      version: string;
      abi: string;
      benchmarkLevel: number;
      brand: string;
      cpuType: string;
      deviceAbi: string;
      memorySize: string;
      model: string;
      platform: 'android' | 'ios';
      system: string;
    } & {
      errMsg: string;
    }
  >;
  getNetworkType: (
    given?: Callbacks<
      {
        networkType: NetworkType;
        hasSystemProxy: boolean;
        signalStrength: number;
        weakNet: boolean;
      } & Done$2
    >,
  ) => Promise<
    {
      networkType: NetworkType;
      hasSystemProxy: boolean;
      signalStrength: number;
      weakNet: boolean;
    } & {
      errMsg: string;
    }
  >;
  onNetworkStatusChange: (listener: (event: NetworkStatus) => void) => void;
  offNetworkStatusChange: (listener?: (event: never) => void) => void;
  onError: (listener: (event: never) => void) => void;
  offError: (listener?: (event: never) => void) => void;
  onUnhandledRejection: (listener: (event: { reason: never; promise: never }) => void) => void;
  offUnhandledRejection: (listener?: (event: never) => void) => void;
  request(options: RequestOptions): {
    abort: () => void;
    onHeadersReceived: (listener: HeadListener) => void;
    offHeadersReceived: (listener?: HeadListener) => void;
    onChunkReceived: (listener: (result: never) => void) => void;
    offChunkReceived: (listener?: (result: never) => void) => void;
  };
  batchSetStorageSync: (
    list: {
      key: string;
      value: unknown;
    }[],
  ) => void;
  batchGetStorageSync: (keys: string[]) => unknown[];
  batchSetStorage: (
    options: {
      kvList: {
        key: string;
        value: unknown;
      }[];
    } & Callbacks<Done>,
  ) => Promise<Done>;
  getStorageSync: (key: string) => unknown;
  setStorageSync: (key: string, data: unknown) => void;
  removeStorageSync(key: string): void;
  clearStorageSync(): void;
  getStorageInfoSync(): StorageInfo;
  getStorage(
    options: Omit<KeyOptions, 'success'> &
      Callbacks<
        {
          data: never;
        } & Done
      >,
  ): Promise<
    {
      data: unknown;
    } & {
      errMsg: string;
    }
  >;
  setStorage: (
    options: KeyOptions & {
      data: unknown;
    },
  ) => Promise<Done>;
  removeStorage: (options: KeyOptions) => Promise<Done>;
  clearStorage: (options?: Callbacks<Done>) => Promise<Done>;
  getStorageInfo(options?: Callbacks<StorageInfo & Done>): Promise<
    StorageInfo & {
      errMsg: string;
    }
  >;
} & {
  canIUse(schema: string): boolean;
};

declare function routeEvents({ realm, thread, clock, listeners }: Core): {
  begin: (openType: OpenType, path: string, query: Dict, webviewId: number) => RouteTeller;
  api: {
    onBeforeAppRoute: (listener: (event: RouteEvent) => void) => void;
    offBeforeAppRoute: (listener?: (event: never) => void) => void;
    onAppRoute: (listener: (event: RouteEvent) => void) => void;
    offAppRoute: (listener?: (event: never) => void) => void;
    onAppRouteDone: (listener: (event: DoneEvent) => void) => void;
    offAppRouteDone: (listener?: (event: never) => void) => void;
    onBeforePageLoad: (listener: (event: LoadEvent) => void) => void;
    offBeforePageLoad: (listener?: (event: never) => void) => void;
    onAfterPageLoad: (listener: (event: AfterLoadEvent) => void) => void;
    offAfterPageLoad: (listener?: (event: never) => void) => void;
    onBeforePageUnload: (listener: (event: BeforeUnloadEvent) => void) => void;
    offBeforePageUnload: (listener?: (event: never) => void) => void;
    onAfterPageUnload: (listener: (event: UnloadEvent) => void) => void;
    offAfterPageUnload: (listener?: (event: never) => void) => void;
  };
};

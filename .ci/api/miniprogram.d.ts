// What it declares as `index` does is in index.d.ts.

export {
  ads,
  behavior,
  createTracker,
  createTrackerOn,
  dwell,
  games,
  launch,
  mediaEvent,
  mta,
  oper,
  pageViews,
  pushData,
  qr,
  shares,
  type ActiveTimeOptions,
  type Ad,
  type AdFormat,
  type AdHandle,
  type AdHost,
  type AdsByHand,
  type AttentionPort,
  type AuthorizedOptions,
  type Batch,
  type BehaviorHead,
  type BehaviorOptions,
  type Call,
  type ClickPort,
  type ClockPort,
  type CodeMark,
  type Codes,
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
  type ExposurePort,
  type FlushOptions,
  type FlushResult,
  type Game,
  type GameButton,
  type GameHandle,
  type GameTarget,
  type Games,
  type GamesOptions,
  type Given,
  type GroupOperation,
  type HostAds,
  type HostAdsOptions,
  type Kind,
  type LaneStats,
  type LastPage,
  type Launch,
  type LaunchOptions,
  type LifecyclePort,
  type Limits,
  type LiveCode,
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
  type QrPort,
  type RandomPort,
  type Reply,
  type Response,
  type Retention,
  type Secret,
  type Sending,
  type SharesOptions,
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
  type WxLike,
  type WxResponse,
  webViewUrl,
};

type AdHost = {
  readonly [F in Factory]?: (option: never) => object;
};

interface Codes extends Plugin {
  shown(code: LiveCode): void;
  pressed(code: LiveCode): void;
  traceId(): string | undefined;
}

declare const FORMATS: {
  readonly createRewardedVideoAd: 'rewarded';
  readonly createRewardedAd: 'rewarded';
  readonly createInterstitialAd: 'interstitial';
  readonly createBannerAd: 'banner';
  readonly createCustomAd: 'banner';
  readonly createGridAd: 'banner';
};

type Factory = keyof typeof FORMATS;

interface HostAds extends AdsByHand {
  clicked(ad: object): void;
}

interface HostAdsOptions extends AdsOptions {
  inferClicks?: boolean;
}

interface SharesOptions {
  game: Given<Game | undefined>;
}

interface WxError {
  readonly errMsg?: string;
  readonly errno?: number;
}

interface WxLike extends AdHost {
  request(options: {
    url: string;
    method: 'POST';
    data?: string;
    header: Record<string, string>;
    dataType: string;
    timeout: number;
    success(response: WxResponse): void;
    fail(error: WxError): void;
  }):
    | {
        abort(): void;
      }
    | undefined
    | void;
  getStorage(options: {
    key: string;
    success(result: { readonly data: unknown }): void;
    fail(error: WxError): void;
  }): unknown;
  setStorage(options: {
    key: string;
    data: string;
    success(): void;
    fail(error: WxError): void;
  }): unknown;
  removeStorage(options: { key: string; success(): void; fail(error: WxError): void }): unknown;
  getStorageInfo(options: {
    success(info: { readonly keys: readonly string[] }): void;
    fail(error: WxError): void;
  }): unknown;
  getStorageSync(key: string): unknown;
  setStorageSync(key: string, value: string): void;
  removeStorageSync(key: string): void;
  getStorageInfoSync(): {
    readonly keys: readonly string[];
  };
  getSystemInfoSync?(): {
    readonly platform?: string;
    readonly SDKVersion?: string;
  };
  getDeviceInfo?(): {
    readonly platform?: string;
  };
  getAppBaseInfo?(): {
    readonly SDKVersion?: string;
  };
  onNetworkStatusChange?(listener: (status: { readonly isConnected: boolean }) => void): void;
  getUserCryptoManager?(): {
    getRandomValues(options: {
      length: number;
      success(result: { readonly randomValues: ArrayBuffer }): void;
    }): unknown;
  };
  onAppShow?(listener: () => void): void;
  offAppShow?(listener: () => void): void;
  onAppHide?(listener: () => void): void;
  offAppHide?(listener: () => void): void;
  onAppRoute?(listener: () => void): void;
  offAppRoute?(listener: () => void): void;
  onShow?(listener: () => void): void;
  offShow?(listener: () => void): void;
  onHide?(listener: () => void): void;
  offHide?(listener: () => void): void;
}

interface WxResponse {
  readonly statusCode: number;
  readonly data: unknown;
  readonly header: Readonly<Record<string, string>>;
}

declare const ads: (options?: HostAdsOptions, host?: AdHost) => HostAds;

declare const createTracker: (options: TrackerOptions, host?: WxLike) => Tracker;

declare function dwell(options?: DwellOptions, attention?: AttentionPort): Plugin;

declare function games(options?: GamesOptions, attention?: AttentionPort): Games;

declare const launch: (options?: LaunchOptions, host?: WxLike) => Launch;

declare const pushData: (options: PushDataOptions) => Endpoint;

declare const qr: (host?: WxLike) => Codes;

declare const shares: (options: SharesOptions) => Plugin;

declare const webViewUrl: (url: string, traceId: string | undefined) => string;

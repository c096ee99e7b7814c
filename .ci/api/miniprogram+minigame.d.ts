// Exported by tracelet/miniprogram, tracelet/minigame.

export interface AdHost {
  readonly createRewardedVideoAd?: (option: never) => object;
  readonly createRewardedAd?: (option: never) => object;
  readonly createInterstitialAd?: (option: never) => object;
  readonly createBannerAd?: (option: never) => object;
  readonly createCustomAd?: (option: never) => object;
  readonly createGridAd?: (option: never) => object;
}

export interface HostAds extends AdsByHand {
  clicked(ad: object): void;
}

export interface HostAdsOptions extends AdsOptions {
  inferClicks?: boolean;
}

export interface SharesOptions {
  game: Given<Game | undefined>;
}

export interface WxError {
  readonly errMsg?: string;
  readonly errno?: number;
}

export interface WxLike extends AdHost {
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

export interface WxResponse {
  readonly statusCode: number;
  readonly data: unknown;
  readonly header: Readonly<Record<string, string>>;
}

export declare const ads: (options?: HostAdsOptions, host?: AdHost) => HostAds;

export declare const createTracker: (options: TrackerOptions, host?: WxLike) => Tracker;

export declare function dwell(options?: DwellOptions, attention?: AttentionPort): Plugin;

export declare const launch: (options?: LaunchOptions, host?: WxLike) => Launch;

export declare const pushData: (options: PushDataOptions) => Endpoint;

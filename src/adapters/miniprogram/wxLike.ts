/** What an answer to `request` holds. `success` comes for any status. */
export interface WxResponse {
  readonly statusCode: number;
  readonly data: unknown;
  readonly header: Readonly<Record<string, string>>;
}

/** The part of a miniprogram host's API that is used here; `wx`, `qq`, `tt` and others have it. */
export interface WxLike {
  request(options: {
    url: string;
    method: 'POST';
    data?: string;
    header: Record<string, string>;
    dataType: string;
    timeout: number;
    success(response: WxResponse): void;
    fail(error: { readonly errMsg?: string }): void;
  }): { abort(): void } | undefined | void;
  getStorageSync(key: string): unknown;
  setStorageSync(key: string, value: string): void;
  removeStorageSync(key: string): void;
  getStorageInfoSync(): { readonly keys: readonly string[] };
  getSystemInfoSync(): { readonly platform: string };
  onNetworkStatusChange?(listener: (status: { readonly isConnected: boolean }) => void): void;
  /** Miniprograms. */
  onAppShow?(listener: () => void): void;
  offAppShow?(listener: () => void): void;
  onAppHide?(listener: () => void): void;
  offAppHide?(listener: () => void): void;
  onAppRoute?(listener: (route: { readonly path: string }) => void): void;
  offAppRoute?(listener: (route: { readonly path: string }) => void): void;
  /** Mini-games. */
  onShow?(listener: () => void): void;
  offShow?(listener: () => void): void;
  onHide?(listener: () => void): void;
  offHide?(listener: () => void): void;
}

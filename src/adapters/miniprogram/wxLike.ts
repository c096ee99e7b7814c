import type { AdHost } from './adObjects';

/** What an answer to `request` holds. `success` comes for any status. */
export interface WxResponse {
  readonly statusCode: number;
  readonly data: unknown;
  readonly header: Readonly<Record<string, string>>;
}

/** Why something failed, in the words of the host. */
export interface WxError {
  readonly errMsg?: string;
  readonly errno?: number;
}

/** The part of a miniprogram host's API that is used here; `wx`, `qq`, `tt` and others have it. */
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
  }): { abort(): void } | undefined | void;
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
  getStorageInfoSync(): { readonly keys: readonly string[] };
  getSystemInfoSync?(): { readonly platform?: string; readonly SDKVersion?: string };
  /** Since 2.20.1, in the place of `getSystemInfoSync`. */
  getDeviceInfo?(): { readonly platform?: string };
  getAppBaseInfo?(): { readonly SDKVersion?: string };
  onNetworkStatusChange?(listener: (status: { readonly isConnected: boolean }) => void): void;
  /** Random bytes of the system's; they come later. */
  getUserCryptoManager?(): {
    getRandomValues(options: {
      length: number;
      success(result: { readonly randomValues: ArrayBuffer }): void;
    }): unknown;
  };
  /** Miniprograms. */
  onAppShow?(listener: () => void): void;
  offAppShow?(listener: () => void): void;
  onAppHide?(listener: () => void): void;
  offAppHide?(listener: () => void): void;
  onAppRoute?(listener: () => void): void;
  offAppRoute?(listener: () => void): void;
  /** Mini-games. */
  onShow?(listener: () => void): void;
  offShow?(listener: () => void): void;
  onHide?(listener: () => void): void;
  offHide?(listener: () => void): void;
}

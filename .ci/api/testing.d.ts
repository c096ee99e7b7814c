// Exported by tracelet/testing.

export type AdErrorCode = 1000 | 1001 | 1002 | 1003 | 1004 | 1005 | 1006 | 1007 | 1008;

export interface Driver {
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

export interface Host<Api = Readonly<Record<string, unknown>>> extends Driver {
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

export interface HostAd {
  readonly kind: HostAdKind;
  readonly adUnitId: string;
  readonly isShown: boolean;
  readonly object: object;
  close(result?: { readonly isEnded?: boolean }): void;
  error(code?: AdErrorCode): void;
  load(): void;
}

export type HostAdKind = 'rewarded' | 'interstitial' | 'banner' | 'custom' | 'grid';

export type HostAnswer =
  | 'hang'
  | 'fail'
  | 'timeout'
  | {
      readonly status?: number;
      readonly body?: unknown;
      readonly header?: Readonly<Record<string, string>>;
      readonly delay?: number;
    };

export interface HostClock {
  now(): number;
  advance(ms: number): Promise<void>;
  jump(ms: number): void;
}

export interface HostError {
  readonly kind: 'error' | 'rejection';
  readonly reason: unknown;
}

export interface HostOptions {
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

export interface HostRequest {
  readonly url: string;
  readonly method: string;
  readonly header: Readonly<Record<string, string>>;
  readonly body: string;
  readonly at: number;
  readonly isReceived: boolean;
  readonly outcome: RequestOutcome;
  readonly status?: number | undefined;
}

export type Profile = 'wx' | 'wx-game' | 'qq' | 'my' | 'tt';

export type Query = Readonly<Record<string, string>>;

export interface RealmOptions {
  readonly globalThis?: false;
  readonly promises?: 'macrotask';
  readonly weappAdapter?: true;
  readonly frozenApp?: true;
}

export type RequestOutcome =
  | 'waiting'
  | 'in flight'
  | 'answered'
  | 'failed'
  | 'timed out'
  | 'aborted'
  | 'refused'
  | 'interrupted'
  | 'killed';

export interface ShowOptions {
  readonly path?: string;
  readonly query?: Query;
  readonly scene?: number;
  readonly referrerInfo?: {
    readonly appId?: string;
    readonly extraData?: object;
  };
}

export declare function createHost<Api = Readonly<Record<string, unknown>>>(
  profile: Profile,
  options?: HostOptions,
): Host<Api>;

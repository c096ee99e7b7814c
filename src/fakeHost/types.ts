/** Whose platform: WeChat's miniprograms and mini-games, and QQ's, Alipay's and Douyin's miniprograms. */
export type Profile = 'wx' | 'wx-game' | 'qq' | 'my' | 'tt';

/**
 * `in flight`: nothing has been heard yet. `waiting`: ten others are under way. `refused`: not https, not listed, or
 * issued in the background. `interrupted`: not finished five seconds after the app was hidden.
 */
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

/** What stands after the `?` of a route, by name. */
export type Query = Readonly<Record<string, string>>;

/** A request that the app has made, and what became of it. */
export interface HostRequest {
  /** With its query. */
  readonly url: string;
  /** In capitals. */
  readonly method: string;
  /** Names in lower case. */
  readonly header: Readonly<Record<string, string>>;
  /** As it went over the wire; a GET's object is in the URL. */
  readonly body: string;
  /** Wall clock, when the app called. */
  readonly at: number;
  /** The server has it, whatever the app heard. */
  readonly isReceived: boolean;
  /** As far as it is known by now. */
  readonly outcome: RequestOutcome;
  /** The HTTP status, when it was answered. */
  readonly status?: number | undefined;
}

/** What the server says. `hang`: nothing, ever. `timeout`: nothing until the request's own timeout. `fail`: the connection breaks. */
export type HostAnswer =
  | 'hang'
  | 'fail'
  | 'timeout'
  | {
      /** Default: 200. */
      readonly status?: number;
      /** Text goes as it is, anything else as JSON. Default: empty. */
      readonly body?: unknown;
      /** Default: none. */
      readonly header?: Readonly<Record<string, string>>;
      /** Milliseconds from the call to the answer. Default: 40. */
      readonly delay?: number;
    };

/** What is different in the JavaScript of some devices. */
export interface RealmOptions {
  /** There is no `globalThis`, as in old iOS and in Alipay's mini-games. */
  readonly globalThis?: false;
  /** `Promise` is a polyfill on `setTimeout`, as on iOS up to 15. */
  readonly promises?: 'macrotask';
  /** Mini-games: the global has the window, document, localStorage and navigator of weapp-adapter, as most mini-games have. */
  readonly weappAdapter?: true;
  /** The global has `taroApp(hooks)`, which makes what Taro 3 gives to `App`: its hooks can be neither written nor configured. */
  readonly frozenApp?: true;
}

/** What the host, its device and its server are like. */
export interface HostOptions {
  /** Called when a request reaches the server. Default: 200 and an empty body. */
  readonly respond?: (
    request: HostRequest,
  ) => HostAnswer | undefined | void | Promise<HostAnswer | undefined | void>;
  /** Hosts to which requests may go. Default: any, by https. */
  readonly domains?: readonly string[];
  /** JSON text by key. Give the map of a killed host to the next one. */
  readonly disk?: Map<string, string>;
  /**
   * What becomes of asynchronous writes. `kept`: the platform has them when the call returns, and a kill changes nothing.
   * `lost`: a kill in the same instant undoes them. `late`: they are done when the callback comes, so that a
   * synchronous write in between is overtaken. Default: `kept`.
   */
  readonly asyncWrites?: 'kept' | 'lost' | 'late';
  /** Wall clock in ms. Default: 2026-01-05 09:00 in China. */
  readonly start?: number;
  /** Version of the base library: `onAppRoute` is there from 3.5.5 on. Default: 3.8.0. */
  readonly sdkVersion?: string;
  /** What the device says it is. Default: `android`. */
  readonly os?: 'android' | 'ios';
  /** What is different in its JavaScript. Default: nothing. */
  readonly realm?: RealmOptions;
  /** What else the app needs of the host and is not here: `{ showToast() {} }`. Goes before what is here. */
  readonly api?: Readonly<Record<string, unknown>>;
  /** Packages by name: a file, or a folder that holds `name/…`. Default: tracelet's own miniprogram build. */
  readonly modules?: Readonly<Record<string, string>>;
  /** The app's folder, in which `app.js`, `app.json` and the pages are. Default: none is on disk. */
  readonly root?: string;
  /** Routes of the tab bar. Default: those in `app.json`, or else the first page and what is switched to. */
  readonly tabs?: readonly string[];
  /** Makes JavaScript of the source of a module, for instance of TypeScript. */
  readonly transform?: (code: string, file: string) => string;
}

/** An error of the app that nothing has caught. */
export interface HostError {
  /** Thrown, or a promise that nobody has caught. */
  readonly kind: 'error' | 'rejection';
  /** What was thrown or rejected with. */
  readonly reason: unknown;
}

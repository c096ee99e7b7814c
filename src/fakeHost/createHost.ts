import type { HostAd } from './ads';
import { readAppFolder } from './appFolder';
import type { HostClock } from './clock';
import { createCore } from './createCore';
import { createParts } from './createParts';
import { createDriver, type Driver } from './driver';
import { createLoader } from './loader';
import { nameOf, platformApi } from './platformApi';
import { recorded } from './recorded';
import { createRegistry, type Registry } from './registry';
import { WEAPP_ADAPTER } from './weappAdapter';
import type { HostError, HostOptions, HostRequest, Profile } from './types';

/** A platform, the one app in it, and the user's hand on both. */
export interface Host<Api = Readonly<Record<string, unknown>>> extends Driver {
  /**
   * What the app knows as `wx`, `qq`, `my` or `tt`. Its type is the caller's to say, with the vendor's typings for instance:
   * `createHost<WechatMiniprogram.Wx>('wx')`.
   */
  readonly api: Api;
  /** The app's global object. */
  readonly global: Record<string, unknown>;
  /** Its time, which passes when it is told to. */
  readonly clock: HostClock;
  /** Storage, as JSON text by key. */
  readonly disk: Map<string, string>;
  /**
   * Runs a script in the app, as the file of this name, and returns the value of its last statement. What it defines
   * with `Page` is the page of its file; in `app.js`, the default, the entry page.
   */
  run(code: string, file?: string): unknown;
  /** Loads a module in the app: a package of `modules`, or a file. */
  require(path: string): unknown;
  /** The platform ends the app, without a word: no callback comes any more, and no timer. */
  kill(): void;
  /** Whether the device has a network. What is under way breaks when it goes. */
  setOnline(isOnline: boolean): void;
  /** Storage refuses every call, as some devices do, with these words; `undefined` ends that. */
  failStorage(why: string | undefined): void;
  /** All requests of the app, and what became of them. */
  readonly requests: readonly HostRequest[];
  /** Names of what the app called, in order. */
  readonly calls: readonly string[];
  /** Names that the app asked for and that are not here. */
  readonly unknown: readonly string[];
  /** Errors and rejections that the app has not caught. */
  readonly errors: readonly HostError[];
  /** What the app wrote to its console: `warn: …`. */
  readonly logs: readonly string[];
  /** The ads that the app has created. */
  readonly ads: readonly HostAd[];
}

/** A platform that is faked as its documents have it; each has a world, a clock and a disk of its own. */
export function createHost<Api = Readonly<Record<string, unknown>>>(
  profile: Profile,
  options: HostOptions = {},
): Host<Api> {
  const disk = options.disk ?? new Map<string, string>();
  const core = createCore(profile, { ...options, disk });
  const { clock, thread, realm, network } = core;
  const isGame = profile === 'wx-game';
  const folder = readAppFolder(options, isGame);
  let registry: Registry | undefined = undefined as Registry | undefined;
  const parts = createParts(
    core,
    () => registry as Registry,
    (route) => (folder.tabs.length ? folder.tabs.includes(route) : undefined),
  );
  const { stack, device, ads } = parts;
  registry = createRegistry(core, () => stack.pages.map(({ self }) => self));

  const isWeChat = nameOf(profile) === 'wx';
  const { api, calls, unknown } = recorded(
    { ...platformApi(core, parts), ...options.api },
    realm,
    thread,
    isWeChat,
  );
  realm.global[nameOf(profile)] = api;
  // As a courtesy to what was written for WeChat.
  if (profile === 'qq') realm.global.wx = api;
  if (isGame) realm.global.GameGlobal = realm.global;
  if (isGame && options.realm?.weappAdapter) realm.plant(WEAPP_ADAPTER, api);

  const loader = createLoader(realm, options);
  const { run, require } = loader;
  return {
    ...createDriver(core, parts, registry, loader, folder),
    api: api as Api,
    global: realm.global,
    clock,
    disk,
    run: (code, file = 'app.js') => registry.during(file, () => run(code, file)),
    require: (path) => registry.during(path, () => require(path)),
    kill() {
      core.asyncWrites.kill();
      network.kill();
      thread.kill();
      clock.end();
    },
    setOnline(isOnline) {
      if (isOnline === network.isOnline()) return;
      network.setOnline(isOnline);
      thread.post(device.tellStatus);
    },
    failStorage: core.disk.fail,
    requests: network.requests,
    calls,
    unknown,
    errors: thread.errors,
    logs: realm.logs,
    ads: ads.all,
  };
}

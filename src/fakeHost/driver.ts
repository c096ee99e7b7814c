import type { AppFolder } from './appFolder';
import type { Core } from './core';
import type { Loader } from './loader';
import { resolveRoute } from './navigationApi';
import type { Parts } from './parts';
import type { Registry } from './registry';
import type { Query } from './types';
import { createVisibility, enterOptionsOf, type ShowOptions } from './visibility';

/** The user's hand on the device. */
export interface Driver {
  /** Opens the app: loads its folder's files, if it has one, and tells the app and its entry page. */
  launch(options?: ShowOptions): void;
  /** Brings it back to the foreground; with a `path`, on that page alone. */
  show(options?: ShowOptions): void;
  /** Five seconds later the thread stands still, unless something (music, say) keeps it running. */
  hide(options?: { readonly keepsRunning?: boolean }): void;
  /** Opens a page above the one that is seen. */
  open(route: string, query?: Query): void;
  /** Replaces the page on top by another. */
  redirect(route: string, query?: Query): void;
  /** Closes the page on top, or so many of them. */
  back(delta?: number): void;
  /** To a page of the tab bar. */
  switchTab(route: string): void;
  /** Closes all pages and opens this one. */
  reLaunch(route: string, query?: Query): void;
  /** Calls a handler of the page on top, with a tap unless another event is given; returns what it returned. */
  tap(handler: string, event?: object): unknown;
  /** The menu's "share", to a friend or to the timeline; returns what the app returned. */
  share(to?: 'friend' | 'timeline'): unknown;
  /** The menu's "favourite"; returns what the app returned. */
  favorite(): unknown;
}

export function createDriver(
  core: Core,
  { stack, entries, shows, hides, shares, timelineShares, favorites, errors }: Parts,
  registry: Registry,
  loader: Loader,
  folder: AppFolder,
): Driver {
  const { realm, thread, profile } = core;
  const isGame = profile === 'wx-game';
  const visibility = createVisibility(core);
  const callApp = (hook: string, ...given: unknown[]): void => {
    const app = registry.app();
    if (app) thread.call(app[hook], app, ...given);
  };
  const callPage = (hook: string, ...given: unknown[]): unknown => {
    const page = stack.top();
    return page && page.call(hook, ...given);
  };
  thread.onError(({ kind, reason }) => {
    if (kind === 'error') callApp('onError', errors.messageOf(reason));
    else callApp('onUnhandledRejection', Object.assign(realm.object(), { reason }));
  });

  const routeOf = (path: string): string => resolveRoute(path, '').route;
  const go =
    (openType: 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch') =>
    (path: string, query: Query = {}): void => {
      if (isGame) throw new Error('A mini-game has no pages.');
      const { route, query: inPath } = resolveRoute(path, '');
      stack.go(openType, route, realm.own({ ...inPath, ...query }));
    };

  function enter(options: ShowOptions): void {
    entries.enter = enterOptionsOf(options, realm.own);
    if (isGame) delete (entries.enter as Partial<typeof entries.enter>).path;
  }

  return {
    launch(options = {}) {
      const path = isGame ? '' : routeOf(options.path ?? folder.pages[0] ?? '');
      enter({ ...options, path });
      entries.launch = entries.enter;
      folder.files.forEach((file) =>
        registry.during(file, () => thread.call(() => loader.require(`./${file}`), undefined)),
      );
      if (isGame) return;
      if (!path) enter({ ...options, path: registry.entry() });
      entries.launch = entries.enter;
      callApp('onLaunch', realm.own(entries.launch));
      shows.tell(realm.own(entries.enter));
      callApp('onShow', realm.own(entries.enter));
      stack.go('appLaunch', entries.launch.path, realm.own(entries.launch.query));
    },
    show(options) {
      visibility.show(() => {
        const top = stack.top();
        const seen = top ? { path: top.route, query: top.query as Query } : {};
        enter({ ...seen, ...options });
        shows.tell(realm.own(entries.enter));
        callApp('onShow', realm.own(entries.enter));
        if (options?.path && !isGame) go('reLaunch')(options.path, options.query);
        else callPage('onShow');
      });
    },
    hide({ keepsRunning = false } = {}) {
      visibility.hide(() => {
        callPage('onHide');
        hides.tell(undefined as never);
        callApp('onHide');
      }, keepsRunning);
    },
    open: go('navigateTo'),
    redirect: go('redirectTo'),
    switchTab: go('switchTab'),
    reLaunch: go('reLaunch'),
    back: (delta = 1) => stack.back(delta),
    tap(handler, event = {}) {
      const target = { id: '', dataset: {} };
      const tap = { type: 'tap', timeStamp: core.clock.monotonic(), target, currentTarget: target };
      return callPage(handler, realm.own({ ...tap, detail: {}, ...event }));
    },
    share(to = 'friend') {
      const event = realm.own({ from: 'menu' }) as never;
      if (isGame) return (to === 'friend' ? shares : timelineShares).tell(event);
      return callPage(to === 'friend' ? 'onShareAppMessage' : 'onShareTimeline', event);
    },
    favorite() {
      const event = realm.own({}) as never;
      return isGame ? favorites.tell(event) : callPage('onAddToFavorites', event);
    },
  };
}

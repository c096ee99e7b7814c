import type { Core } from './core';
import type { PageInstance } from './pageInstance';
import type { Dict } from './realm';

export type OpenType =
  'appLaunch' | 'navigateTo' | 'redirectTo' | 'navigateBack' | 'switchTab' | 'reLaunch';

export interface PageEvent {
  path: string;
  query: Dict;
  openType: string;
  routeEventId: string;
}
export interface LoadEvent extends PageEvent {
  componentFramework: 'exparser';
}
export interface AfterLoadEvent extends LoadEvent {
  page: Dict;
}
export interface UnloadEvent {
  path: string;
  routeEventId: string;
}
export interface BeforeUnloadEvent extends UnloadEvent {
  page: Dict;
}
export interface DoneEvent extends PageEvent {
  timeStamp: number;
  webviewId: number;
}
export interface RouteEvent extends PageEvent {
  notFound: boolean;
  page: Dict;
  pipMode: 'max';
  renderer: 'webview';
  timeStamp: number;
  webviewId: number;
}

/** One change of route, told step by step. */
export interface RouteTeller {
  beforeLoad(page: PageInstance): void;
  afterLoad(page: PageInstance): void;
  beforeUnload(page: PageInstance): void;
  afterUnload(page: PageInstance): void;
  end(): void;
}

/** Milliseconds of the animation from one page to the next. */
const ANIMATION = 300;

/** The route events of WeChat's base library, from 3.5.5 on. */
export function routeEvents({ realm, thread, clock, listeners }: Core) {
  const before = listeners<RouteEvent>();
  const route = listeners<RouteEvent>();
  const done = listeners<DoneEvent>();
  const beforeLoad = listeners<LoadEvent>();
  const afterLoad = listeners<AfterLoadEvent>();
  const beforeUnload = listeners<BeforeUnloadEvent>();
  const afterUnload = listeners<UnloadEvent>();
  let routes = 0;

  function begin(openType: OpenType, path: string, query: Dict, webviewId: number): RouteTeller {
    const routeEventId = `route_${++routes}`;
    const own = <T extends object>(event: T): T => Object.assign(realm.object(), event);
    const common = { path, query, openType, routeEventId };
    const moment = { timeStamp: clock.now(), webviewId };
    const event = (): RouteEvent =>
      own({
        ...common,
        ...moment,
        notFound: false,
        page: realm.object(),
        pipMode: 'max',
        renderer: 'webview',
      });
    const load = (page: PageInstance): LoadEvent =>
      own({ ...common, path: page.route, query: page.query, componentFramework: 'exparser' });
    before.tell(event());
    return {
      beforeLoad: (page) => beforeLoad.tell(load(page)),
      afterLoad: (page) => afterLoad.tell(Object.assign(load(page), { page: page.self })),
      beforeUnload: (page) =>
        beforeUnload.tell(own({ path: page.route, routeEventId, page: page.self })),
      afterUnload: (page) => afterUnload.tell(own({ path: page.route, routeEventId })),
      end() {
        route.tell(event());
        clock.after(ANIMATION, () => thread.post(() => done.tell(own({ ...common, ...moment }))));
      },
    };
  }

  return {
    begin,
    api: {
      onBeforeAppRoute: before.on,
      offBeforeAppRoute: before.off,
      onAppRoute: route.on,
      offAppRoute: route.off,
      onAppRouteDone: done.on,
      offAppRouteDone: done.off,
      onBeforePageLoad: beforeLoad.on,
      offBeforePageLoad: beforeLoad.off,
      onAfterPageLoad: afterLoad.on,
      offAfterPageLoad: afterLoad.off,
      onBeforePageUnload: beforeUnload.on,
      offBeforePageUnload: beforeUnload.off,
      onAfterPageUnload: afterUnload.on,
      offAfterPageUnload: afterUnload.off,
    },
  };
}

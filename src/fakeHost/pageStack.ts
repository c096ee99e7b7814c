import type { Core } from './core';
import { createPage, type PageInstance } from './pageInstance';
import type { Dict } from './realm';
import type { Registry } from './registry';
import type { OpenType, RouteTeller } from './routeEvents';

export interface PageStack {
  readonly pages: PageInstance[];
  top(): PageInstance | undefined;
  go(openType: Exclude<OpenType, 'navigateBack'>, route: string, query: Dict): void;
  back(delta: number): void;
}

type Begin = (openType: OpenType, path: string, query: Dict, webviewId: number) => RouteTeller;

/** The pages that are open, and their hooks in the platform's order. */
export function createPageStack(
  core: Core,
  registry: () => Registry,
  begin: Begin,
  isTab: (route: string) => boolean | undefined,
): PageStack {
  const pages: PageInstance[] = [];
  /** Pages of the tab bar stay when another tab is chosen. */
  const tabs = new Map<string, PageInstance>();
  let ids = 0;
  const top = (): PageInstance | undefined => pages[pages.length - 1];

  function enter(teller: RouteTeller, openType: OpenType, route: string, query: Dict): void {
    const page = createPage(core, registry().page(route), route, query, ids);
    pages.push(page);
    // Without a list: where the app begins, and what is switched to.
    if (isTab(route) ?? /appLaunch|switchTab/.test(openType)) tabs.set(route, page);
    teller.beforeLoad(page);
    page.call('onLoad', query);
    teller.afterLoad(page);
    page.call('onShow');
    page.call('onReady');
  }

  function unload(teller: RouteTeller, page: PageInstance): void {
    if (tabs.get(page.route) === page) tabs.delete(page.route);
    teller.beforeUnload(page);
    page.call('onUnload');
    teller.afterUnload(page);
  }

  /** Without `onHide`: nothing hides a page that ends. */
  function unloadTop(teller: RouteTeller): void {
    const page = pages.pop();
    if (page) unload(teller, page);
  }

  function unloadAll(teller: RouteTeller): void {
    while (pages.length) unloadTop(teller);
    tabs.forEach((page) => unload(teller, page));
  }

  function switchTab(teller: RouteTeller, route: string, query: Dict): void {
    const [first] = pages;
    const isOnTab = first !== undefined && tabs.get(first.route) === first;
    if (isOnTab && pages.length === 1) {
      if (first.route === route) return;
      first.call('onHide');
    }
    while (pages.length > (isOnTab ? 1 : 0)) unloadTop(teller);
    pages.length = 0;
    const known = tabs.get(route);
    if (!known) return enter(teller, 'switchTab', route, query);
    pages.push(known);
    known.call('onShow');
  }

  return {
    pages,
    top,
    go(openType, route, query) {
      const known = openType === 'switchTab' && tabs.get(route);
      const teller = begin(openType, route, query, known ? known.id : ++ids);
      const page = top();
      if (openType === 'switchTab') switchTab(teller, route, query);
      else {
        if (openType === 'reLaunch') unloadAll(teller);
        else if (openType === 'redirectTo') unloadTop(teller);
        else if (page) page.call('onHide');
        enter(teller, openType, route, query);
      }
      teller.end();
    },
    back(delta) {
      const count = Math.min(delta, pages.length - 1);
      const target = pages[pages.length - 1 - count];
      if (count < 1 || !target) return;
      const teller = begin('navigateBack', target.route, target.query, target.id);
      for (let i = 0; i < count; i++) unloadTop(teller);
      target.call('onShow');
      teller.end();
    },
  };
}

import { refuse, type Callbacks, type Outcome } from './answers';
import type { Core } from './core';
import type { EventChannel } from './eventChannel';
import type { PageInstance } from './pageInstance';
import type { PageStack } from './pageStack';
import type { OpenType } from './routeEvents';

export interface Done {
  readonly errMsg: string;
}
export interface UrlOptions extends Callbacks<{ eventChannel: EventChannel } & Done> {
  url: string;
}

/** The platform opens no more pages above one another. */
const DEPTH = 10;

/** A path and its query, as `navigateTo` takes them: absolute, or relative to the page on top. */
export function resolveRoute(
  url: string,
  from = '',
): { route: string; query: Record<string, string> } {
  const { pathname, searchParams } = new URL(url, `https://app/${from}`);
  return { route: pathname.slice(1), query: Object.fromEntries(searchParams) };
}

/** The app's own ways from page to page. */
export function navigationApi({ answers, realm }: Core, stack: PageStack) {
  const goer = (openType: Exclude<OpenType, 'navigateBack'>) => (options: UrlOptions) =>
    answers.later(openType, options, (): Outcome<{ eventChannel: EventChannel }> => {
      const top = stack.top();
      if (openType === 'navigateTo' && stack.pages.length >= DEPTH) {
        return refuse('webview count limit exceed');
      }
      const { route, query } = resolveRoute(options.url, top && top.route);
      stack.go(openType, route, realm.own(query));
      return { eventChannel: (stack.top() as PageInstance).channel };
    });
  return {
    navigateTo: goer('navigateTo'),
    redirectTo: goer('redirectTo'),
    switchTab: goer('switchTab'),
    reLaunch: goer('reLaunch'),
    navigateBack: (options?: { delta?: number } & Callbacks<Done>) =>
      answers.later('navigateBack', options, (): Outcome<object> => {
        if (stack.pages.length < 2) return refuse('cannot navigate back at first page.');
        stack.back((options && options.delta) || 1);
        return {};
      }),
  };
}

import { createChannel } from '../../core/channel';
import type { PagePort, Platform, Stop } from '../../core/ports';
import { SECOND, type Duration } from '../../core/units';
import { call } from './call';
import { hasRouteEvents } from './hasRouteEvents';
import { watchHooks, type HookCall } from './pageHooks';
import { queryOf } from './queryOf';
import { routeOf, type WxPage } from './routeOf';
import type { WxLike } from './wxLike';

declare const getCurrentPages: (() => readonly WxPage[]) | undefined;

/**
 * The page that the user sees. It is told by route events where they are documented, else by the hooks of pages; where
 * neither tells, the stack of pages is asked. While the app is hidden there is none, and in a mini-game never.
 */
export function wxPage(
  wx: WxLike,
  { lifecycle, clock, warn }: Pick<Platform, 'lifecycle' | 'clock' | 'warn'>,
): PagePort {
  const changes = createChannel<boolean>();
  let shown: WxPage | undefined;
  /** It has said so, and may still be on top of the stack. */
  let left: WxPage | undefined;
  /** What pages were loaded with: not every host tells later. */
  const queries = new WeakMap<object, unknown>();
  /** In the task in which the app is launched nobody may ask for its pages. */
  let isLaunched = false;
  let asking: Stop | undefined;
  let watching = 0;

  function stack(): readonly WxPage[] {
    try {
      if (isLaunched && typeof getCurrentPages === 'function') return getCurrentPages();
    } catch (e) {
      /* it has none yet */
    }
    return [];
  }

  function leave(page: WxPage | undefined): void {
    if (!page || page !== shown) return;
    left = page;
    shown = undefined;
    changes.tell(false);
  }

  function enter(page: WxPage): void {
    if (page === shown) return;
    // Another page is another visit, though it has the same path.
    leave(shown);
    left = undefined;
    shown = page;
    changes.tell(false);
  }

  function ask(): void {
    const [top] = stack().slice(-1);
    if (top && top !== left) enter(top);
  }

  function askSoon(): void {
    if (asking) return;
    asking = clock.after(0 as Duration, () => {
      asking = undefined;
      isLaunched = true;
      ask();
    });
  }

  function onHook({ hook, page, args }: HookCall): void {
    const told = page as WxPage;
    // A component may have anything under these names, and calls it itself.
    const isPage = routeOf(told) !== undefined;
    isLaunched = isLaunched || isPage;
    if (hook === 'onLoad') {
      queries.set(told, args[0]);
    } else if (hook === 'onShow' && isPage) {
      // An app refreshes the page below before it goes back to it: that one is not seen yet.
      if (stack().slice(0, -1).indexOf(told) < 0) enter(told);
    } else if (hook === 'onHide' || hook === 'onUnload') {
      leave(told);
    }
    // Another page may be there that has no hooks, as the one around a component, or one of a plugin.
    askSoon();
  }

  function follow(): Stop {
    if (hasRouteEvents(wx)) {
      const onRoute = (): void => {
        isLaunched = true;
        ask();
      };
      call(wx, 'onAppRoute', onRoute);
      return () => void call(wx, 'offAppRoute', onRoute);
    }
    const unwatch = watchHooks(onHook, true);
    if (unwatch || typeof getCurrentPages !== 'function') return unwatch || (() => undefined);
    warn('tracelet: Page is read-only here, so pages are looked for once a second');
    let stop: Stop;
    const look = (): void => {
      ask();
      stop = clock.after(SECOND, look);
    };
    look();
    return () => stop();
  }

  askSoon();
  return {
    current() {
      if (lifecycle.state() !== 'visible') {
        // Whether it is still on top when the app is shown is told then: the app may be entered elsewhere.
        shown = left = undefined;
        return undefined;
      }
      // Without one who watches, nobody has told.
      if (!watching) ask();
      else if (!shown && !left) askSoon();
      const route = shown && routeOf(shown);
      if (!shown || route === undefined) return undefined;
      const query = queryOf(shown.options || queries.get(shown));
      return { path: `/${route.replace(/^\//, '')}`, query, hash: '' };
    },
    previous: () => undefined,
    watch(listener) {
      const stops = [changes.subscribe(listener), follow()];
      watching++;
      return () => {
        watching--;
        stops.forEach((stop) => stop());
      };
    },
  };
}

import type { PagePort } from '../../core/ports';
import type { WxLike } from './wxLike';

declare const getCurrentPages: (() => readonly { readonly route: string }[]) | undefined;

/** The route of the page on top. A mini-game has no pages. */
export function wxPage(wx: WxLike): PagePort {
  /** Where the host tells of routes, the last one; before that, the stack is asked. */
  let route = '';

  return {
    current() {
      if (!route && typeof getCurrentPages === 'function') {
        const [top] = getCurrentPages().slice(-1);
        if (top) ({ route } = top);
      }
      return { path: `/${route}`, query: '', hash: '' };
    },
    previous: () => undefined,
    watch(listener) {
      const onRoute = ({ path }: { readonly path: string }): void => {
        route = path;
        listener(false);
      };
      if (wx.onAppRoute) wx.onAppRoute(onRoute);
      return () => wx.offAppRoute && wx.offAppRoute(onRoute);
    },
  };
}

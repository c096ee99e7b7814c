import { own } from '../../core/own';
import type { SharingPort } from '../../core/sharing';
import { watchHooks } from './pageHooks';
import { routeOf } from './routeOf';

/** What the user does when the host calls a hook. */
const BUTTONS = {
  onShareAppMessage: 'share',
  onShareTimeline: 'share',
  onAddToFavorites: 'favorite',
} as const;

/** In a miniprogram each page says what it shares, if it can be shared at all. */
export const pageSharing: SharingPort = {
  watch: (tell) =>
    watchHooks(({ hook, page }) => {
      const button = own(BUTTONS, hook);
      // A page may ask one of its components, by the same name.
      if (button && routeOf(page) !== undefined) tell(button);
    }, false),
};

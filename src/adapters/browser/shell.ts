import type { ShellPort } from '../../core/frames';

/** The page that has this one in a frame; a page that is in no frame has none. */
export const browserShell = (): ShellPort => ({
  post(message, origin) {
    if (parent !== window) parent.postMessage(message, origin);
  },
  watch(tell) {
    const onHide = (): void => tell('leaving');
    const onShow = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) tell('restored');
    };
    addEventListener('pagehide', onHide);
    addEventListener('pageshow', onShow);
    return () => {
      removeEventListener('pagehide', onHide);
      removeEventListener('pageshow', onShow);
    };
  },
});

import { createChannel } from '../../core/channel';
import type { LifecyclePort, Signal } from '../../core/ports';
import type { WxLike } from './wxLike';

/**
 * Shown and hidden, in a miniprogram and in a mini-game, which name the same differently. Nothing
 * tells of an app's end, and nothing outlives it: hiding may be the last that is heard.
 */
export function wxLifecycle(wx: WxLike): LifecyclePort {
  const signals = createChannel<Signal>();
  let isShown = true;
  let isOnline = true;

  const show = (): void => {
    isShown = true;
    signals.tell('shown');
  };
  const hide = (): void => {
    isShown = false;
    signals.tell('hidden');
  };
  if (wx.onAppShow) wx.onAppShow(show);
  else if (wx.onShow) wx.onShow(show);
  if (wx.onAppHide) wx.onAppHide(hide);
  else if (wx.onHide) wx.onHide(hide);
  if (wx.onNetworkStatusChange) {
    wx.onNetworkStatusChange(({ isConnected }) => {
      isOnline = isConnected;
      if (isConnected) signals.tell('online');
    });
  }

  return {
    state: () => (isShown ? 'visible' : 'hidden'),
    online: () => isOnline,
    subscribe(listener) {
      const end = signals.subscribe(listener);
      return () => {
        end();
        if (wx.offAppShow) wx.offAppShow(show);
        else if (wx.offShow) wx.offShow(show);
        if (wx.offAppHide) wx.offAppHide(hide);
        else if (wx.offHide) wx.offHide(hide);
      };
    },
  };
}

import { createChannel } from '../../core/channel';
import type { LifecyclePort, Signal, Stop } from '../../core/ports';
import { call } from './call';
import type { WxLike } from './wxLike';

export interface WxLifecycle extends LifecyclePort {
  /** The host has cut off a request: when the app is shown again, the network is as good as new. */
  onInterrupted(): void;
}

/**
 * Shown and hidden, in a miniprogram and in a mini-game, which name the same differently. Nothing
 * tells of an app's end, and nothing outlives it: hiding may be the last that is heard, so `afterHide` is
 * called when all have heard of it.
 */
export function wxLifecycle(wx: WxLike, afterHide: () => void): WxLifecycle {
  const signals = createChannel<Signal>();
  let isShown = true;
  let isOnline = true;
  let wasInterrupted = false;
  let stops: Stop[] = [];
  let listeners = 0;

  function show(): void {
    isShown = true;
    signals.tell('shown');
    if (!wasInterrupted) return;
    wasInterrupted = false;
    signals.tell('online');
  }

  function hide(): void {
    isShown = false;
    signals.tell('hidden');
    afterHide();
  }

  function onNetwork({ isConnected }: { readonly isConnected: boolean }): void {
    isOnline = isConnected;
    if (isConnected) signals.tell('online');
  }

  function listen(): Stop[] {
    call(wx, 'getNetworkType', {
      success({ networkType }: { readonly networkType: string }) {
        isOnline = networkType !== 'none';
      },
    });
    const [onShow, onHide] = wx.onAppShow
      ? (['AppShow', 'AppHide'] as const)
      : (['Show', 'Hide'] as const);
    return (
      [
        [onShow, show],
        [onHide, hide],
        ['NetworkStatusChange', onNetwork],
      ] as const
    ).map(([event, listener]) => {
      call(wx, `on${event}`, listener);
      return () => call(wx, `off${event}`, listener);
    });
  }

  return {
    state: () => (isShown ? 'visible' : 'hidden'),
    online: () => isOnline,
    onInterrupted() {
      wasInterrupted = true;
    },
    subscribe(listener) {
      const end = signals.subscribe(listener);
      if (!listeners++) stops = listen();
      return () => {
        end();
        if (!--listeners) stops.forEach((stop) => stop());
      };
    },
  };
}

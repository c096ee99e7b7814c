import { createChannel } from '../../core/channel';
import type { ClockPort, LifecyclePort, Signal, Stop } from '../../core/ports';
import { SECOND } from '../../core/units';
import { call } from './call';
import type { WxLike } from './wxLike';

/** By then what becomes of a request is on disk. */
const SETTLED = SECOND;

export interface WxLifecycle extends LifecyclePort {
  /** The host has cut off a request: when the app is shown again, the network is as good as new. */
  onInterrupted(): void;
}

/**
 * Shown and hidden, in a miniprogram and in a mini-game, which name the same differently. Nothing
 * tells of an app's end, and nothing outlives it: hiding may be the last that is heard, so `afterHide` is
 * called when all have heard of it.
 */
export function wxLifecycle(
  wx: WxLike,
  clock: Pick<ClockPort, 'after'>,
  afterHide: () => void,
): WxLifecycle {
  const signals = createChannel<Signal>();
  let isShown = true;
  let isOnline = true;
  let wasInterrupted = false;
  let stops: Stop[] = [];
  let listeners = 0;

  function show(): void {
    isShown = true;
    signals.tell('shown');
    lookAtNetwork();
    if (wasInterrupted) retry();
  }

  function retry(): void {
    wasInterrupted = false;
    signals.tell('online');
  }

  function hide(): void {
    isShown = false;
    signals.tell('hidden');
    afterHide();
  }

  function onNetwork(status: unknown): void {
    isOnline = (Object(status) as { isConnected?: boolean }).isConnected !== false;
    if (isOnline) signals.tell('online');
  }

  /** What has changed while the app was hidden, or its own `off` has taken our listener, too, is not told. */
  const lookAtNetwork = (): unknown =>
    call(wx, 'getNetworkType', {
      success(found: unknown) {
        const isNone = (Object(found) as { networkType?: string }).networkType === 'none';
        if (isNone || !isOnline) onNetwork({ isConnected: !isNone });
      },
      fail() {},
    });

  function listen(): Stop[] {
    lookAtNetwork();
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
      // Most hosts say so when the app is shown already. First it is settled that nothing has answered.
      if (isShown) clock.after(SETTLED, () => wasInterrupted && retry());
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

import type { DevicePort, PagePort, Platform } from '../../core/ports';
import { call } from './call';
import { wxClock } from './clock';
import { normalized } from './hosts';
import { wxLifecycle } from './lifecycle';
import { wxMemo } from './memo';
import { wxRandom } from './random';
import { wxStorage } from './storage';
import { wxTransport } from './transport';
import type { WxLike } from './wxLike';

/** Where the app's pages are found. */
export type FindPages = (
  wx: WxLike,
  platform: Pick<Platform, 'lifecycle' | 'clock' | 'warn'>,
) => PagePort;

/** A miniprogram or a mini-game, on the host object that it is given. */
export function wxPlatform(
  host: WxLike,
  surface: DevicePort['surface'],
  pages: FindPages,
  warn: (message: string) => void,
): Platform {
  const wx = normalized(host);
  const isHidden = (): boolean => lifecycle.state() === 'hidden';
  const clock = wxClock();
  const storage = wxStorage(wx, isHidden, warn, host);
  const lifecycle = wxLifecycle(wx, clock, storage.saveAll);
  // Until all is written, though the tracker listens no more.
  const release = lifecycle.subscribe(() => undefined);
  const { platform } = Object(call(wx, 'getDeviceInfo') || call(wx, 'getSystemInfoSync')) as {
    platform?: string;
  };
  const os = String(platform).toLowerCase();
  return {
    storage: { ...storage, close: () => storage.close().then(release) },
    memo: wxMemo(wx),
    transport: wxTransport(wx, clock, warn, lifecycle.onInterrupted, host),
    lifecycle,
    clock,
    random: wxRandom(wx),
    page: pages(wx, { lifecycle, clock, warn }),
    device: { os: os === 'android' || os === 'ios' ? os : 'other', surface },
    warn,
  };
}

import type { Platform } from '../../core/ports';
import { wxClock } from './clock';
import { wxLifecycle } from './lifecycle';
import { wxMemo } from './memo';
import { wxPage } from './page';
import { wxStorage } from './storage';
import { wxTransport } from './transport';
import type { WxLike } from './wxLike';

declare const console: { warn(message: string): void };

/** A miniprogram or a mini-game, on the host object that it is given. */
export function wxPlatform(wx: WxLike, surface: 'miniprogram' | 'minigame'): Platform {
  const { platform } = wx.getSystemInfoSync();
  const warn = (message: string): void => console.warn(message);
  return {
    storage: wxStorage(wx, warn),
    memo: wxMemo(wx),
    transport: wxTransport(wx),
    lifecycle: wxLifecycle(wx),
    clock: wxClock(),
    random: {
      // `getUserCryptoManager` answers asynchronously, and an id cannot wait.
      bytes: (count) => Array.from({ length: count }, () => Math.floor(Math.random() * 256)),
      fraction: () => Math.random(),
    },
    page: wxPage(wx),
    device: { os: platform === 'android' || platform === 'ios' ? platform : 'other', surface },
    warn,
  };
}

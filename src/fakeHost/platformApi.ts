import { alipayApi } from './alipayApi';
import type { Core } from './core';
import { SDK_VERSION } from './deviceApi';
import { minigameApi } from './minigameApi';
import { miniprogramApi } from './miniprogramApi';
import type { Parts } from './parts';
import type { Profile } from './types';

/** The API of each platform, as far as it is here. */
export interface HostApis {
  wx: ReturnType<typeof miniprogramApi>;
  'wx-game': ReturnType<typeof minigameApi>;
  /** WeChat's without its newer parts. */
  qq: ReturnType<typeof miniprogramApi>;
  tt: ReturnType<typeof miniprogramApi>;
  my: ReturnType<typeof alipayApi>;
}

/** `a` is at least `b`, as versions. */
function isAtLeast(a: string, b: string): boolean {
  const mine = a.split('.').map(Number);
  const other = b.split('.').map(Number);
  const i = other.findIndex((part, at) => part !== mine[at]);
  return i < 0 || (mine[i] ?? 0) > (other[i] ?? 0);
}

const WECHATS_ALONE =
  /^(batch\w+|getUserCryptoManager|getDeviceInfo|getAppBaseInfo|getWindowInfo)$/;

/** What the app of this platform knows as `wx`, `qq`, `my` or `tt`. */
export function platformApi(core: Core, parts: Parts): object {
  const { profile, options } = core;
  if (profile === 'wx-game') return minigameApi(core, parts);
  if (profile === 'my') return alipayApi(core, parts);
  const api: Record<string, unknown> = miniprogramApi(core, parts);
  const isWeChat = profile === 'wx';
  const hasRoutes = isWeChat && isAtLeast(options.sdkVersion ?? SDK_VERSION, '3.5.5');
  for (const name of Object.keys(api)) {
    const isMissing = name in parts.routes.api ? !hasRoutes : !isWeChat && WECHATS_ALONE.test(name);
    if (isMissing) delete api[name];
  }
  return api;
}

/** By which name the app knows it. */
export const nameOf = (profile: Profile): string => (profile === 'wx-game' ? 'wx' : profile);

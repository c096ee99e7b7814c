import { call } from './call';
import type { WxLike } from './wxLike';

/** 3.5.5, since when route events are documented; before they had other contents. */
const DOCUMENTED = 3_005_005;

/** Whether the host tells of pages by itself. */
export function hasRouteEvents(wx: WxLike): boolean {
  const { SDKVersion } = Object(call(wx, 'getAppBaseInfo') || call(wx, 'getSystemInfoSync')) as {
    SDKVersion?: unknown;
  };
  const [major = 0, minor = 0, patch = 0] = String(SDKVersion).split('.').map(Number);
  return !!wx.onAppRoute && major * 1e6 + minor * 1e3 + patch >= DOCUMENTED;
}

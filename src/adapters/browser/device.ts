import type { DevicePort } from '../../core/ports';

export function browserDevice(): DevicePort {
  const { userAgent, maxTouchPoints, globalPrivacyControl } = navigator as Navigator & {
    /** https://www.w3.org/TR/gpc/; Firefox, Brave, DuckDuckGo. */
    readonly globalPrivacyControl?: boolean;
  };
  // iPadOS says that it is a Mac; no Mac has a touch screen.
  const isApple = /iP(hone|ad|od)/.test(userAgent) || (/Mac/.test(userAgent) && maxTouchPoints > 1);
  return {
    os: /Android/.test(userAgent) ? 'android' : isApple ? 'ios' : 'other',
    surface: 'h5',
    refusesTracking: globalPrivacyControl,
  };
}

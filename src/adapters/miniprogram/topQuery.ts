import { queryOf } from './queryOf';
import type { WxPage } from './routeOf';

declare const getCurrentPages: (() => readonly WxPage[]) | undefined;

/** Of the page on top, be it shown yet or not. Not to be asked while the app is launched. */
export function topQuery(): string {
  try {
    const [top] = typeof getCurrentPages === 'function' ? getCurrentPages().slice(-1) : [];
    return queryOf(top && top.options);
  } catch (e) {
    return ''; // there is none yet
  }
}

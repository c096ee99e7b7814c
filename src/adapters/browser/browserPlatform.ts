import type { Platform } from '../../core/ports';
import { browserClock } from './clock';
import { browserDevice } from './device';
import { browserLifecycle } from './lifecycle';
import { browserMemo } from './memo';
import { browserPage } from './page';
import { browserRandom } from './random';
import { idbStorage } from './storage';
import { browserTransport } from './transport';

/** One database for all trackers of an origin; their names keep them apart in it. */
const DATABASE = 'tracelet';

/** A page in a browser or a WebView. */
export function browserPlatform(warn: (message: string) => void): Platform {
  const memo = browserMemo();
  return {
    storage: idbStorage(DATABASE, memo, warn),
    memo,
    transport: browserTransport(),
    lifecycle: browserLifecycle(),
    clock: browserClock(),
    random: browserRandom(),
    page: browserPage(),
    device: browserDevice(),
    warn,
  };
}

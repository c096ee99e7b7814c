import type { Platform } from '../../core/ports';
import { browserClock } from './clock';
import { browserDevice } from './device';
import { browserLifecycle } from './lifecycle';
import { browserMemo } from './memo';
import { browserPage } from './page';
import { browserRandom } from './random';
import { idbStorage } from './storage';
import { browserTransport } from './transport';

/**
 * A page in a browser or a WebView. `name` is that of the tracker, and of its database: of two that share
 * one, each would wait for the other's transactions, and a page that leaves cannot wait.
 */
export function browserPlatform(
  warn: (message: string) => void,
  name: string = 'tracelet',
): Platform {
  return {
    storage: idbStorage(name, warn),
    memo: browserMemo('localStorage'),
    tabMemo: browserMemo('sessionStorage'),
    transport: browserTransport(),
    lifecycle: browserLifecycle(name, warn),
    clock: browserClock(),
    random: browserRandom(),
    page: browserPage(),
    device: browserDevice(),
    warn,
  };
}

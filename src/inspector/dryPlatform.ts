import { browserClock } from '../adapters/browser/clock';
import { browserDevice } from '../adapters/browser/device';
import { browserMemo } from '../adapters/browser/memo';
import { browserPage } from '../adapters/browser/page';
import { browserRandom } from '../adapters/browser/random';
import { memoryMemo } from '../adapters/memory/memo';
import { memoryStorage } from '../adapters/memory/storage';
import { memoryTransport } from '../adapters/memory/transport';
import type { LifecyclePort, MemoPort, Platform } from '../core/ports';

/** What is read stands in `memo`, if its key `isRead`; what is written is forgotten with the page. */
function withoutWriting(memo: MemoPort, isRead: (key: string) => boolean): MemoPort {
  const written = new Set<string>();
  const own = memoryMemo();
  return {
    get: (key) => (written.has(key) || !isRead(key) ? own.get(key) : memo.get(key)),
    set(key, value) {
      written.add(key);
      own.set(key, value);
    },
  };
}

/**
 * A page in which nothing is sent and nothing stored. It knows what the real one would: what the user has
 * decided, and the page that was seen before.
 */
export const dryPlatform = (
  warn: (message: string) => void,
  lifecycle: LifecyclePort,
): Platform => ({
  storage: memoryStorage(),
  memo: withoutWriting(browserMemo('localStorage'), (key) => /\/consent$/.test(key)),
  tabMemo: withoutWriting(browserMemo('sessionStorage'), () => true),
  // Nobody's answer: the endpoint is not asked what it would say, and the records count as handed over.
  transport: memoryTransport(() => ({ kind: 'handed-off' })),
  lifecycle,
  clock: browserClock(),
  random: browserRandom(),
  page: browserPage(),
  device: browserDevice(),
  warn,
});

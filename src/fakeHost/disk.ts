/** What the platform keeps for the app, as JSON text by key, and how much of it. */
export interface Disk {
  get(key: string): string | undefined;
  /** Says what the platform says when it refuses. */
  set(key: string, text: string): string | undefined;
  remove(key: string): void;
  /** How often a key was written or removed. */
  changes(key: string): number;
  clear(): void;
  keys(): string[];
  /** In KB, rounded up. */
  size(): number;
  readonly limit: number;
  /** From now on every call is refused; `undefined` ends that. */
  fail(why: string | undefined): void;
  /** Why everything is refused, if it is. */
  broken(): string | undefined;
}

const KB = 1024;
/** The same on all platforms. */
const TOTAL = 10 * KB * KB;

const bytesOf = (text: string): number => Buffer.byteLength(text);

export function createDisk(entries: Map<string, string>, limitOfKey: number): Disk {
  let failure: string | undefined;
  const counts = new Map<string, number>();
  const changes = (key: string): number => counts.get(key) ?? 0;
  const count = (key: string): void => void counts.set(key, changes(key) + 1);

  const total = (): number => {
    let bytes = 0;
    entries.forEach((text, key) => (bytes += bytesOf(key) + bytesOf(text)));
    return bytes;
  };

  return {
    limit: TOTAL / KB,
    get: (key) => entries.get(key),
    set(key, text) {
      if (bytesOf(text) > limitOfKey) return 'entry size limit reached';
      const before = entries.get(key);
      const grows = bytesOf(text) + (before === undefined ? bytesOf(key) : -bytesOf(before));
      if (total() + grows > TOTAL) return 'exceed storage max size 10Mb';
      entries.set(key, text);
      count(key);
      return undefined;
    },
    remove(key) {
      entries.delete(key);
      count(key);
    },
    changes,
    clear() {
      entries.forEach((text, key) => count(key));
      entries.clear();
    },
    keys: () => [...entries.keys()],
    size: () => Math.ceil(total() / KB),
    fail: (why) => void (failure = why),
    broken: () => failure,
  };
}

/** 1 MB; Alipay's 200 KB. */
export const KEY_LIMIT = KB * KB;
export const ALIPAY_KEY_LIMIT = 200 * KB;

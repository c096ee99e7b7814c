import { refuse, type Callbacks, type Outcome } from './answers';
import type { Core } from './core';

export interface Key extends Callbacks<never> {
  key: string;
}
export interface KeyAndData extends Key {
  data: unknown;
}
/** A synchronous call does not throw: it says so, to whom asks. */
export interface SyncResult {
  success: boolean;
  error?: number;
  errorMessage?: string;
}

/** Storage as Alipay has it: one object in, one out, a missing key is `null`, and 200 KB a key. */
export function alipayStorageApi({ realm, answers, disk, asyncWrites }: Core) {
  function said(problem: string | undefined, more: object = {}): SyncResult {
    const failure = problem && { error: 2, errorMessage: problem };
    return Object.assign(realm.object(), more, { success: !problem }, failure);
  }
  const textOf = (data: unknown): string => JSON.stringify(data) ?? 'null';
  const parsed = (text: string | undefined): unknown =>
    text === undefined ? null : realm.parse(text);
  const info = () => ({
    keys: realm.array(disk.keys()),
    currentSize: disk.size(),
    limitSize: disk.limit,
  });
  const change = (name: string, options: Key, text: string | undefined): void => {
    const land = asyncWrites.start(options.key, text);
    void answers.later(name, options, (): Outcome<object> => {
      const problem = land();
      return problem ? refuse(problem) : { success: true };
    });
  };
  const look = (name: string, options: Callbacks<never>, see: () => object): void => {
    const seen = asyncWrites.read(see);
    void answers.later(name, options, (): Outcome<object> => {
      const problem = disk.broken();
      return problem ? refuse(problem) : seen();
    });
  };

  return {
    getStorageSync: ({ key }: { key: string }): SyncResult & { data: unknown } => {
      const problem = disk.broken();
      const data = problem ? null : parsed(disk.get(key));
      return { ...said(problem), data };
    },
    setStorageSync: ({ key, data }: { key: string; data: unknown }): SyncResult =>
      said(disk.broken() || disk.set(key, textOf(data))),
    removeStorageSync({ key }: { key: string }): SyncResult {
      if (!disk.broken()) disk.remove(key);
      return said(disk.broken());
    },
    clearStorageSync(): SyncResult {
      if (!disk.broken()) disk.clear();
      return said(disk.broken());
    },
    getStorageInfoSync: (): SyncResult & ReturnType<typeof info> =>
      said(disk.broken(), info()) as never,

    getStorage: (options: Key): void =>
      look('getStorage', options, () => ({ data: parsed(disk.get(options.key)), success: true })),
    setStorage: (options: KeyAndData): void => change('setStorage', options, textOf(options.data)),
    removeStorage: (options: Key): void => change('removeStorage', options, undefined),
    getStorageInfo: (options: Callbacks<never>): void =>
      look('getStorageInfo', options, () => ({ ...info(), success: true })),
  };
}

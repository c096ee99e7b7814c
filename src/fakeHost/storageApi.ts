import { refuse, type Callbacks, type Outcome } from './answers';
import type { Core } from './core';

export interface Done {
  readonly errMsg: string;
}
export interface KeyOptions extends Callbacks<Done> {
  key: string;
}
export interface StorageInfo {
  keys: string[];
  currentSize: number;
  limitSize: number;
}

/** Storage as WeChat has it, and QQ and Douyin like it; `batch` is not for mini-games. */
export function storageApi({ realm, answers, disk, asyncWrites }: Core) {
  function check(name: string, problem: string | undefined): void {
    if (problem) throw realm.error(`${name}:fail ${problem}`);
  }
  const wrongKey = (key: unknown): string | undefined =>
    typeof key === 'string' && key
      ? undefined
      : `parameter error: parameter.key should be String instead of ${typeof key}`;
  const textOf = (data: unknown): string => JSON.stringify(data) ?? '""';

  function get(name: string, key: string): unknown {
    check(name, disk.broken() || wrongKey(key));
    const text = disk.get(key);
    return text === undefined ? '' : realm.parse(text);
  }
  function set(name: string, key: string, data: unknown): void {
    check(name, disk.broken() || wrongKey(key) || disk.set(key, textOf(data)));
  }
  const info = (): StorageInfo => ({
    keys: realm.array(disk.keys()),
    currentSize: disk.size(),
    limitSize: disk.limit,
  });

  function change(
    name: string,
    options: Callbacks<Done> | undefined,
    changes: readonly (readonly [key: string, text: string | undefined])[],
  ): Promise<Done> {
    const wrong = changes.map(([key]) => wrongKey(key)).find((problem) => problem);
    const landings = wrong ? [] : changes.map(([key, text]) => asyncWrites.start(key, text));
    return answers.later(name, options, (): Outcome<object> => {
      const problem = landings.map((landing) => landing()).find((why) => why);
      return wrong || problem ? refuse((wrong || problem) as string) : {};
    });
  }

  const batch = {
    batchSetStorageSync: (list: { key: string; value: unknown }[]): void =>
      list.forEach(({ key, value }) => set('batchSetStorageSync', key, value)),
    batchGetStorageSync: (keys: string[]): unknown[] =>
      realm.array(keys.map((key) => get('batchGetStorageSync', key))),
    batchSetStorage: (options: { kvList: { key: string; value: unknown }[] } & Callbacks<Done>) =>
      change(
        'batchSetStorage',
        options,
        options.kvList.map(({ key, value }) => [key, textOf(value)] as const),
      ),
  };

  const single = {
    getStorageSync: (key: string): unknown => get('getStorageSync', key),
    setStorageSync: (key: string, data: unknown): void => set('setStorageSync', key, data),
    removeStorageSync(key: string): void {
      check('removeStorageSync', disk.broken() || wrongKey(key));
      disk.remove(key);
    },
    clearStorageSync(): void {
      check('clearStorageSync', disk.broken());
      disk.clear();
    },
    getStorageInfoSync(): StorageInfo {
      check('getStorageInfoSync', disk.broken());
      return Object.assign(realm.object(), info());
    },

    getStorage(options: Omit<KeyOptions, 'success'> & Callbacks<{ data: never } & Done>) {
      const look = asyncWrites.read(() => disk.get(options.key));
      return answers.later('getStorage', options, (): Outcome<{ data: unknown }> => {
        const problem = disk.broken() || wrongKey(options.key);
        if (problem) return refuse(problem);
        const text = look();
        return text === undefined ? refuse('data not found') : { data: realm.parse(text) };
      });
    },
    setStorage: (options: KeyOptions & { data: unknown }) =>
      change('setStorage', options, [[options.key, textOf(options.data)]]),
    removeStorage: (options: KeyOptions) =>
      change('removeStorage', options, [[options.key, undefined]]),
    clearStorage: (options?: Callbacks<Done>) =>
      change(
        'clearStorage',
        options,
        disk.keys().map((key) => [key, undefined] as const),
      ),
    getStorageInfo(options?: Callbacks<StorageInfo & Done>) {
      const look = asyncWrites.read(info);
      return answers.later('getStorageInfo', options, (): Outcome<StorageInfo> => {
        const problem = disk.broken();
        return problem ? refuse(problem) : look();
      });
    },
  };
  return { single, batch };
}

import type { Entry, StoragePort } from '../../core/ports';
import { NativePromise } from '../../core/nativePromise';
import { abort } from './abort';
import { done } from './done';
import { nativeSetTimeout } from './nativeTimers';
import { STORE, openDatabase } from './openDatabase';

/**
 * IndexedDB through idb-keyval's store, with transactions of our own; it is opened when it is first
 * asked. What the disk refuses is kept in memory until the page ends, and `warn` hears why, once.
 */
export function idbStorage(databaseName: string, warn: (message: string) => void): StoragePort {
  /** What the disk does not hold: it is not open yet, or it refuses. It goes before what the disk says. */
  const inMemory = new Map<string, string | undefined>();
  /** What ends each wait for the disk; see `done`. */
  const unanswered = new Set<() => void>();
  let opening: Promise<void> | undefined;
  let db: IDBDatabase | undefined;
  let isClosed = false;
  let hasWarned = false;
  /** Resolves when the disk has taken or refused all writes that were called for. */
  let writing: Promise<void> | undefined;

  const unsaved = (): readonly Entry[] => [...inMemory];

  const disconnect = (): void => {
    if (db) db.close();
    db = opening = undefined;
  };

  function refuse(why: unknown): void {
    // Nobody waits for a disk that was closed on purpose.
    if (hasWarned || isClosed) return;
    hasWarned = true;
    warn(`tracelet: events are kept in memory only, the disk refuses: ${String(why)}`);
  }

  /** Resolves when the disk is there, or is known not to be. */
  const open = (): Promise<void> =>
    openDatabase(databaseName)
      .then((opened) => {
        db = opened;
        // Another tab deletes or upgrades the database: holding on would block it for ever.
        db.onversionchange = disconnect;
        return write(unsaved());
      })
      .catch((why: unknown) => {
        refuse(why);
        keep();
      })
      .then(() => {
        if (isClosed) disconnect();
      });

  const begin = (mode: IDBTransactionMode): IDBObjectStore =>
    (db as IDBDatabase).transaction(STORE, mode, { durability: 'relaxed' }).objectStore(STORE);

  /**
   * Nothing more is asked in it. Committed explicitly, a transaction ends even if the page hangs or dies
   * in this task, and later ones, which wait for it, do not die with it. Missing before Chrome 76 and iOS 15.
   */
  function seal({ transaction }: IDBObjectStore): void {
    if (transaction.commit) transaction.commit();
  }

  async function commit(store: IDBObjectStore, entries: readonly Entry[]): Promise<void> {
    const { transaction } = store;
    const covered = entries.filter(([key]) => inMemory.has(key)).map(([key]) => key);
    const before = covered.map((key) => inMemory.get(key));
    try {
      for (const [key, value] of entries) {
        if (value === undefined) store.delete(key);
        else store.put(value, key);
        inMemory.delete(key);
      }
      seal(store);
      await done(transaction, unanswered);
    } catch (e) {
      // All of it or nothing, and nobody has seen anything of it.
      abort(transaction);
      covered.forEach((key, i) => inMemory.has(key) || inMemory.set(key, before[i]));
      throw e;
    }
  }

  // Asynchronous, so that what throws rejects.
  const write = async (entries: readonly Entry[]): Promise<void> =>
    commit(begin('readwrite'), entries);

  const remember = (entries: readonly Entry[]): void =>
    entries.forEach(([key, value]) => inMemory.set(key, value));

  /** Memory holds what the disk refuses, and the disk nothing older: a full one still deletes. */
  function keep(): void {
    const entries = unsaved();
    if (db) write(entries.map(([key]) => [key, undefined])).catch(() => undefined);
    remember(entries);
  }

  /**
   * A transaction that still reads would hold up the last write of a page, and take it along when the page dies; in
   * WebKit's page cache it stays open, and every other page waits for it. So what is put off is asked again in a task
   * of its own: only a page that lives has one.
   */
  function putOff(): void {
    opening =
      opening && opening.then(() => new NativePromise((resolve) => nativeSetTimeout(resolve)));
    unanswered.forEach((leave) => leave());
  }

  /**
   * Runs `work` on disk; on a connection that WebKit has closed under us, once more on a new one.
   * False when memory has to serve.
   */
  async function onDisk(work: () => Promise<void>): Promise<boolean> {
    for (let attempt = 0; ;) {
      if (!opening && isClosed) return false;
      const connection = (opening = opening || open());
      await connection;
      if (!db) {
        // Closed meanwhile, it is opened anew; what did not open is left alone.
        if (connection === opening) return false;
        continue;
      }
      try {
        await work();
        return true;
      } catch (e) {
        // Put off for an exit that the page outlives, or opened again, for all, by whoever found it closed first.
        if (connection !== opening) continue;
        if (attempt++) {
          refuse(e);
          return false;
        }
        disconnect();
      }
    }
  }

  /** What the disk does not take, memory does. */
  async function put(entries: readonly Entry[], isLeaving?: boolean): Promise<void> {
    if (!db) {
      remember(entries);
      if (!isClosed) await (opening = opening || open());
      return;
    }
    try {
      if (isLeaving) putOff();
      // The transaction is under way when this call returns.
      return await write(entries);
    } catch (e) {
      // Once more, on a new connection, with what has been put meanwhile: that is newer.
      remember(entries);
    }
    if (!(await onDisk(() => write(unsaved())))) keep();
  }

  /** What a write is about to be refused is in memory only when that has come: asked before, neither has it. */
  async function onDiskAfterWrites(work: () => Promise<void>): Promise<boolean> {
    await writing;
    return onDisk(work);
  }

  /** `ask` has its transaction for itself, and asks all at once. Nothing comes where memory has to serve. */
  async function look<T>(ask: (store: IDBObjectStore) => Promise<T>): Promise<T | undefined> {
    let found: T | undefined;
    await onDiskAfterWrites(async () => {
      const store = begin('readonly');
      const answer = ask(store);
      seal(store);
      found = await answer;
    });
    return found;
  }

  const valuesOn = (
    store: IDBObjectStore,
    keys: readonly string[],
  ): Promise<(string | undefined)[]> =>
    NativePromise.all(
      keys.map(async (key) =>
        inMemory.has(key)
          ? inMemory.get(key)
          : done(store.get(key) as IDBRequest<string | undefined>, unanswered),
      ),
    );
  const valuesInMemory = (keys: readonly string[]): (string | undefined)[] =>
    keys.map((key) => inMemory.get(key));

  // What was put off as the page left has been asked again, and was perhaps answered in bfcache.
  addEventListener('pageshow', (event) => event.persisted && putOff());

  return {
    async keys(prefix) {
      const found = new Set(
        await look((store) =>
          done(
            store.getAllKeys(IDBKeyRange.bound(prefix, `${prefix}\uffff`)) as IDBRequest<string[]>,
            unanswered,
          ),
        ),
      );
      inMemory.forEach((value, key) => {
        if (value === undefined) found.delete(key);
        else if (key.indexOf(prefix) === 0) found.add(key);
      });
      return [...found].sort();
    },

    async read(keys, use) {
      use((await look((store) => valuesOn(store, keys))) || valuesInMemory(keys));
    },

    write(entries, isLeaving) {
      const before = writing;
      const now = put(entries, isLeaving);
      writing = now.then(() => before);
      return now;
    },

    async change(keys, decide) {
      let decided: readonly Entry[] | undefined;
      const isDone = await onDiskAfterWrites(async () => {
        const store = begin('readwrite');
        const values = await valuesOn(store, keys);
        await commit(store, (decided = decide(values, true)));
      });
      if (isDone) return;
      remember(decided || decide(valuesInMemory(keys), false));
      keep();
    },

    unsaved,

    close() {
      isClosed = true;
      return NativePromise.resolve(opening).then(disconnect);
    },
  };
}

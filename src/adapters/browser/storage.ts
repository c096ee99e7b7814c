import { createStore, promisifyRequest } from 'idb-keyval';
import type { Entry, StoragePort } from '../../core/ports';
import { memoryStorage } from '../memory/storage';
import { createSpill } from './spill';

/** A database that has not opened by then is held for hung (WebKit bug 226547): memory serves. */
const OPEN_TIMEOUT = 3000;

const STORE = 'records';

function put(store: IDBObjectStore, entries: readonly Entry[]): void {
  for (const [key, value] of entries) {
    if (value == null) store.delete(key);
    else store.put(value, key);
  }
}

/**
 * IndexedDB through idb-keyval's store, with transactions of our own. When the disk refuses, what
 * it refused is kept in memory until the page ends, and `warn` hears why, once.
 */
export function idbStorage(databaseName: string, warn: (message: string) => void): StoragePort {
  const memory = memoryStorage();
  const spill = createSpill(databaseName);
  /** What is written before the database is open. */
  const pending = new Map<string, string | undefined>();
  let db: IDBDatabase | undefined;
  let isBroken = false;
  let isClosed = false;
  const uncommitted = new Set<IDBTransaction>();
  let exits = 0;

  const disconnect = (): void => {
    if (db) db.close();
    db = undefined;
  };

  function takePending(): Entry[] {
    const entries = Array.from(pending);
    pending.clear();
    return entries;
  }

  function fail(why: unknown): void {
    if (isBroken) return;
    isBroken = true;
    void memory.write(takePending());
    // Nobody waits for a disk that was closed on purpose.
    if (!isClosed)
      warn(`tracelet: events are kept in memory only, the disk refuses: ${String(why)}`);
  }

  /** Resolves when the disk is there, or is known not to be. */
  const open = (): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      setTimeout(reject, OPEN_TIMEOUT, 'it does not open');
      // Reading `indexedDB` throws where storage is blocked.
      createStore(databaseName, STORE)('readonly', (store) => {
        db = store.transaction.db;
        // Another tab deletes or upgrades the database: holding on would block it for ever.
        db.onversionchange = disconnect;
        const entries = [...spill.take(), ...takePending()];
        if (entries.length) write(entries).catch(reject);
        if (isClosed) disconnect();
      }).then(resolve, reject);
    }).catch((why) => {
      if (!db) fail(why);
    });

  function begin(mode: IDBTransactionMode): IDBObjectStore {
    const transaction = (db as IDBDatabase).transaction(STORE, mode, { durability: 'relaxed' });
    uncommitted.add(transaction);
    return transaction.objectStore(STORE);
  }

  /** Committed explicitly it outlives a page that dies in the same task. Missing before Chrome 76 and iOS 15. */
  function commit({ transaction }: IDBObjectStore): Promise<void> {
    if (transaction.commit) transaction.commit();
    uncommitted.delete(transaction);
    return promisifyRequest(transaction);
  }

  function write(entries: readonly Entry[]): Promise<void> {
    const records = begin('readwrite');
    put(records, entries);
    return commit(records);
  }

  /** A transaction that still reads would hold up the last write of a page, and take it along when the page dies. */
  function putOff(): void {
    exits++;
    uncommitted.forEach((transaction) => {
      try {
        transaction.abort();
      } catch (e) {
        /* it has ended by itself */
      }
    });
    uncommitted.clear();
  }

  let opening = open();

  /** Runs `work` on disk; on a connection that WebKit has closed under us, once more on a new one. */
  async function onDisk<T>(work: () => Promise<T>, instead: () => Promise<T>): Promise<T> {
    for (let attempt = 0; !isBroken;) {
      const connection = opening;
      await connection;
      if (isBroken) break;
      const before = exits;
      try {
        return await work();
      } catch (e) {
        // Put off for an exit: the page lives on, so now is its time.
        if (before !== exits) continue;
        if (attempt++ || isClosed) fail(e);
        // Whoever finds it closed first opens it again, for all.
        else if (connection === opening) {
          disconnect();
          opening = open();
        }
      }
    }
    return instead();
  }

  return {
    keys: (prefix) =>
      onDisk(
        async () => {
          const records = begin('readonly');
          const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
          const found = await promisifyRequest(records.getAllKeys(range));
          uncommitted.delete(records.transaction);
          return found as string[];
        },
        () => memory.keys(prefix),
      ),

    async write(entries, isLeaving) {
      if (!db && !isBroken) {
        entries.forEach(([key, value]) => pending.set(key, value));
        if (isLeaving) spill.put(takePending());
        return opening;
      }
      try {
        if (isLeaving) putOff();
        // The transaction is under way when this call returns.
        if (!isBroken) return await write(entries);
      } catch (e) {
        /* once more, on a new connection */
      }
      return onDisk(
        () => write(entries),
        () => memory.write(entries),
      );
    },

    change: (keys, decide) =>
      onDisk(
        async () => {
          const records = begin('readwrite');
          const values = await Promise.all(
            keys.map((key) => promisifyRequest(records.get(key) as IDBRequest<string | undefined>)),
          );
          put(records, decide(values));
          await commit(records);
        },
        () => memory.change(keys, decide),
      ),

    close() {
      isClosed = true;
      void opening.then(disconnect);
    },
  };
}

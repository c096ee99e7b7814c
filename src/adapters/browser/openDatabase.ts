import { createStore } from 'idb-keyval';
import { NativePromise } from '../../core/nativePromise';
import { nativeSetTimeout } from './nativeTimers';

/**
 * A database that has not opened by then is held for hung (WebKit bug 226547), and memory serves this page.
 * It is long because a busy disk is no hung one, and an exit takes along what waits for it.
 */
const OPEN_TIMEOUT = 10_000;

/** The one object store of a database. */
export const STORE = 'records';

/** Opens a database that is there, or a new one. Rejects where there is none to be had. */
export const openDatabase = (name: string): Promise<IDBDatabase> =>
  new NativePromise((resolve, reject) => {
    let isLate = false;
    nativeSetTimeout(() => {
      isLate = true;
      reject(new Error('it does not open'));
    }, OPEN_TIMEOUT);
    // Reading `indexedDB` throws where storage is blocked.
    createStore(name, STORE)('readonly', ({ transaction }) => {
      if (isLate) transaction.db.close();
      else resolve(transaction.db);
    }).catch(reject);
  });

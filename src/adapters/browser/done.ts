import { NativePromise } from '../../core/nativePromise';
import { abort } from './abort';

/**
 * As idb-keyval's `promisifyRequest`, which takes the page's `Promise`, whoever has replaced that. While it waits,
 * `unanswered` has what ends it when the page leaves or is back: Firefox never tells a page in bfcache of what ends
 * there. A transaction has all it needs by then; a question is given up, and its transaction with it.
 */
export const done = <T>(
  request: IDBRequest<T> | IDBTransaction,
  unanswered: Set<() => void>,
): Promise<T> =>
  new NativePromise((resolve, reject) => {
    const leave = (): void => {
      const { transaction } = request as IDBRequest<T>;
      abort(transaction);
      (transaction ? reject : (resolve as () => void))();
    };
    const succeed = (): void => {
      unanswered.delete(leave);
      resolve((request as IDBRequest<T>).result);
    };
    const fail = (): void => {
      unanswered.delete(leave);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a DOMException
      reject(request.error);
    };
    unanswered.add(leave);
    Object.assign(request, {
      oncomplete: succeed,
      onsuccess: succeed,
      onabort: fail,
      onerror: fail,
    });
  });

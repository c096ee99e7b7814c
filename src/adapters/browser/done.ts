import { NativePromise } from '../../core/nativePromise';

/** As idb-keyval's `promisifyRequest`, which takes the page's `Promise`, whoever has replaced that. */
export const done = <T>(request: IDBRequest<T> | IDBTransaction): Promise<T> =>
  new NativePromise((resolve, reject) => {
    const succeed = (): void => resolve((request as IDBRequest<T>).result);
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a DOMException
    const fail = (): void => reject(request.error);
    Object.assign(request, {
      oncomplete: succeed,
      onsuccess: succeed,
      onabort: fail,
      onerror: fail,
    });
  });

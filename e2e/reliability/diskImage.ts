import type { Page } from 'playwright/test';

/** All that stands in the database, by key. */
export type DiskImage = Readonly<Record<string, unknown>>;

/** Writes into the database past the library, which made it or will find it. */
export const write = (page: Page, image: DiskImage): Promise<void> =>
  page.evaluate(
    (image) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('tracelet');
        opening.onerror = () => reject(new Error(String(opening.error)));
        opening.onupgradeneeded = () => void opening.result.createObjectStore('records');
        opening.onsuccess = () => {
          const db = opening.result;
          const writing = db.transaction('records', 'readwrite');
          for (const [key, value] of Object.entries(image)) {
            writing.objectStore('records').put(value, key);
          }
          writing.onabort = () => reject(new Error(String(writing.error)));
          writing.oncomplete = () => {
            db.close();
            resolve();
          };
        };
      }),
    image,
  );

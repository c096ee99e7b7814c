/** None, or one that has ended by itself, is left alone. */
export function abort(transaction: IDBTransaction | null): void {
  try {
    (transaction as IDBTransaction).abort();
  } catch (e) {
    /* see above */
  }
}

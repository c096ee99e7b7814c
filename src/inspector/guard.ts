/** The same work, of which no error reaches the host: neither thrown nor rejected. */
export const guard =
  <Args extends unknown[]>(work: (...args: Args) => unknown) =>
  (...args: Args): void => {
    try {
      Promise.resolve(work(...args)).catch(() => undefined);
    } catch (e) {
      /* ours, and nobody's business on this page */
    }
  };

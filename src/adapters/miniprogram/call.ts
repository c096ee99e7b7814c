/** Calls a method that a host may not have, or that throws: then nothing happens. */
export function call(host: object, method: string, ...args: unknown[]): unknown {
  try {
    return (host as Record<string, (...args: unknown[]) => unknown>)[method]?.(...args);
  } catch (e) {
    return undefined;
  }
}

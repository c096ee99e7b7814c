/** What `async` functions answer with, whatever a host has put in its place, and whenever. */
// eslint-disable-next-line @typescript-eslint/require-await
export const NativePromise = (async () => undefined)().constructor as PromiseConstructor;

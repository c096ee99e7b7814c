/** Taken when the library is loaded: hosts replace it, and `async` functions answer with this one anyway. */
export const NativePromise = Promise;

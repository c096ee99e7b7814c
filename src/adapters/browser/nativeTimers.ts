/** Taken when the library is loaded: hosts replace them. */
export const nativeSetTimeout = setTimeout;
export const nativeClearTimeout = clearTimeout;

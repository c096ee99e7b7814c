/** What the build makes `{ ...a }` of (`.ci/build/flat-assign.mjs`). Taken when the library is loaded: hosts replace it. */
export const { assign } = Object;

/**
 * The functions of a platform as its typings have them, to hold ours against: parameters as they are, and what an
 * asynchronous one returns as if it were called without callbacks, which is when it returns something.
 */
export type Official<T> = {
  [K in keyof T]: T[K] extends (...given: infer G) => infer R
    ? (...given: G) => R extends void ? unknown : R
    : T[K];
};

/** Names of ours that the platform does not have, which there must not be. */
export type Invented<Ours, Theirs> = Exclude<keyof Ours, keyof Theirs>;

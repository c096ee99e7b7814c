/** The parts in an object without a prototype: a script may have left anything in every object's. */
export const bare = <T extends object>(...parts: readonly unknown[]): T =>
  Object.assign(Object.create(null) as T, ...parts) as T;

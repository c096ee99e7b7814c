const owners = new WeakMap<object, (reason: unknown) => void>();
let isWatching = false;

/**
 * Tells of rejections that nobody handles, of promises with this prototype. They are the app's, so they do not reach
 * Node, which would end the process, nor the listeners of a test runner. No public hook knows whether a promise is
 * handled, hence the process's own `emit`.
 */
export function watchRejections(prototype: object, hear: (reason: unknown) => void): void {
  owners.set(prototype, hear);
  if (isWatching) return;
  isWatching = true;
  const emit = process.emit as (...given: unknown[]) => boolean;
  process.emit = function (this: unknown, ...given: unknown[]): boolean {
    const [name, reason, promise] = given;
    if (name === 'unhandledRejection' && promise) {
      const owner = owners.get(Object.getPrototypeOf(promise) as object);
      if (owner) {
        owner(reason);
        return true;
      }
    }
    return Reflect.apply(emit, this, given);
  } as typeof process.emit;
}

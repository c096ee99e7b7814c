import type { Stop } from '../../core/ports';
import { peek } from '../../core/peek';

export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Puts what `make` makes of a method in its place, on `target` itself. Returns what puts the one before back where
 * ours still stands; `undefined` where there is no such method, or the host does not let go of it.
 */
export function patch(
  target: object,
  name: string,
  make: (original: AnyFunction) => AnyFunction,
): Stop | undefined {
  const original = peek(target, name);
  if (typeof original !== 'function') return undefined;
  const value = make(original as AnyFunction);
  try {
    const before = Object.getOwnPropertyDescriptor(target, name);
    // Not by assignment: in `wx` some have nothing but a getter, and a class has its methods in the prototype.
    Object.defineProperty(
      target,
      name,
      before && !before.configurable
        ? { value }
        : {
            value,
            writable: true,
            configurable: true,
            enumerable: !!before && !!before.enumerable,
          },
    );
    return () => {
      try {
        if (peek(target, name) !== value) return;
        if (before) Object.defineProperty(target, name, before);
        else delete (target as Record<string, unknown>)[name];
      } catch (e) {
        /* frozen meanwhile */
      }
    };
  } catch (e) {
    return undefined;
  }
}

import { peek } from '../../core/peek';
import type { Stop } from '../../core/ports';

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
    let owner: object | null = target;
    let before: PropertyDescriptor | undefined;
    while (owner && !(before = Object.getOwnPropertyDescriptor(owner, name))) {
      owner = Object.getPrototypeOf(owner) as object | null;
    }
    const isOwn = owner === target;
    const { enumerable = false, configurable = true } = before || {};
    // Not by assignment: hosts have some with nothing but a getter. Seen by `for … in` as it was: frameworks copy hosts.
    const next = isOwn && !configurable ? {} : { enumerable, writable: true, configurable: true };
    Object.defineProperty(target, name, { ...next, value });
    return () => {
      try {
        if (peek(target, name) !== value) return;
        if (isOwn) Object.defineProperty(target, name, before as PropertyDescriptor);
        else delete (target as Record<string, unknown>)[name];
      } catch (e) {
        /* frozen meanwhile */
      }
    };
  } catch (e) {
    return undefined;
  }
}

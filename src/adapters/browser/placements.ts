import type { PlacementPort } from '../../core/adPorts';
import type { Stop } from '../../core/ports';

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** Sets a property's descriptor, and returns what puts the one before back. */
function redefine(target: object, name: string, next: PropertyDescriptor): Stop {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, next);
  return () => {
    if (before) Object.defineProperty(target, name, before);
    else delete (target as Record<string, unknown>)[name];
  };
}

/**
 * The global `name` as `adopt` makes it, now and whenever the page gives it another value: Google's snippet comes
 * before or after us, and its script replaces the queue by an object of its own.
 */
function intercept(name: string, adopt: (value: unknown) => unknown): Stop {
  const made = (value: unknown): unknown => {
    try {
      return adopt(value);
    } catch (e) {
      return value; // frozen
    }
  };
  const page = window as unknown as Record<string, unknown>;
  const before = Object.getOwnPropertyDescriptor(page, name);
  let given = page[name];
  let adopted = made(given);
  const get = (): unknown => adopted;
  try {
    // A `var` of the page cannot be redefined; then it is replaced once, below.
    const putBack = redefine(page, name, {
      configurable: true,
      enumerable: true,
      get,
      set(value) {
        // Each of Google's snippets sets the queue that is there.
        if (value === adopted) return;
        given = value;
        adopted = made(value);
      },
    });
    return () => {
      const now = Object.getOwnPropertyDescriptor(page, name);
      if (!now || now.get !== get) return;
      putBack();
      if (given !== page[name]) page[name] = given;
    };
  } catch (e) {
    if (!before || !before.writable) return () => {};
    page[name] = adopted;
    return () => {
      if (page[name] === adopted) page[name] = given;
    };
  }
}

/** Google's Ad Placement API, and any other `adBreak` that is a global: whatever the page asks it for. */
export const browserPlacements = (): PlacementPort => ({
  watch(wrap) {
    let isWatching = true;
    const stops: Stop[] = [];

    function following(original: AnyFunction): AnyFunction {
      return function (...args) {
        return original.apply(this, isWatching ? args.map((argument) => wrap(argument)) : args);
      };
    }

    stops.push(
      intercept('adBreak', (value) =>
        typeof value === 'function' ? following(value as AnyFunction) : value,
      ),
      // `const adBreak = …` of Google's snippet is no property of the window; it pushes here.
      intercept('adsbygoogle', (queue) => {
        const { push } = Object(queue) as { push?: unknown };
        if (typeof push !== 'function') return queue;
        const value = following(push as AnyFunction);
        const putBack = redefine(queue as object, 'push', {
          value,
          writable: true,
          configurable: true,
        });
        stops.push(() => {
          if ((queue as { push?: unknown }).push === value) putBack();
        });
        return queue;
      }),
    );
    return () => {
      isWatching = false;
      stops.forEach((stop) => stop());
    };
  },
});

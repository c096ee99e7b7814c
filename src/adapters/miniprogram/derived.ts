import { own as ownOf } from '../../core/own';

/** What becomes of a property's value. Of one that is missing, `undefined` makes nothing. */
export type Edits = Readonly<Record<string, (value: unknown) => unknown>>;

/** `Reflect` is not in every host. */
const keysOf = (of: object): PropertyKey[] => [
  ...Object.getOwnPropertyNames(of),
  ...Object.getOwnPropertySymbols(of),
];

const prototypeOf = (of: object): object | null => Object.getPrototypeOf(of) as object | null;

/**
 * `given` with some properties changed: another object, because the app's own may be frozen, or be used again. Its
 * prototype is in the chain, what is computed is still computed when it is read, with `given` as its `this`, and what is
 * inherited is not made its own: a host that copies own properties finds the same as without this.
 */
export function derived<T extends object>(given: T, edits: Edits): T {
  const own: PropertyDescriptorMap = {};
  const inherited: PropertyDescriptorMap = {};
  const seen = new Set<PropertyKey>();

  function edited(name: PropertyKey, descriptor: PropertyDescriptor): PropertyDescriptor {
    const edit = ownOf(edits, name);
    const { get } = descriptor;
    if (!get) return edit ? { ...descriptor, value: edit(descriptor.value) } : descriptor;
    return {
      ...descriptor,
      get(this: unknown) {
        // The host reads it of the object that it was given.
        const read: unknown = get.call(this === copy ? given : this);
        return edit ? edit(read) : read;
      },
    };
  }

  for (let at: object | null = given; at && at !== Object.prototype; at = prototypeOf(at)) {
    const into = at === given ? own : inherited;
    const names = keysOf(at).filter((name) => !seen.has(name));
    for (const name of names) {
      const descriptor = Object.getOwnPropertyDescriptor(at, name) as PropertyDescriptor;
      if (into === own || descriptor.get || ownOf(edits, name))
        into[name] = edited(name, descriptor);
    }
    names.forEach((name) => seen.add(name));
  }
  for (const name of Object.keys(edits)) {
    const value = seen.has(name) ? undefined : (edits[name] as Edits[string])(undefined);
    if (value) own[name] = { value, writable: true, enumerable: true, configurable: true };
  }
  let prototype = prototypeOf(given);
  if (keysOf(inherited).length) prototype = Object.create(prototype, inherited) as object;
  const copy = Object.create(prototype, own) as T;
  return copy;
}

/** The newest of many, oldest first: so many items, and so many characters in all of them. */
export interface Bounded<T> {
  add(item: T): void;
  all(): readonly T[];
}

export function createBounded<T>(
  items: number,
  characters: number,
  lengthOf: (item: T) => number,
  onGone: (item: T) => void = () => undefined,
): Bounded<T> {
  const kept: T[] = [];
  let length = 0;
  return {
    add(item) {
      kept.push(item);
      length += lengthOf(item);
      // The last stays, however long it is: it is what somebody is looking for.
      while (kept.length > items || (length > characters && kept.length > 1)) {
        const oldest = kept.shift() as T;
        length -= lengthOf(oldest);
        onGone(oldest);
      }
    },
    all: () => kept,
  };
}

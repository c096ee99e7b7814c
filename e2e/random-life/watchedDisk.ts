import { numbersIn } from './app';

/** What a platform keeps for an app, and when it was written. */
export class WatchedDisk extends Map<string, string> {
  readonly #written = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    super();
    this.#now = now;
  }

  override set(key: string, text: string): this {
    this.#written.set(key, this.#now());
    return super.set(key, text);
  }

  /** For each event that it holds, when each of its places was written. */
  numbers(): Map<number, number[]> {
    const found = new Map<number, number[]>();
    this.forEach((text, key) => {
      for (const number of numbersIn(text)) {
        found.set(number, [...(found.get(number) ?? []), this.#written.get(key) as number]);
      }
    });
    return found;
  }
}

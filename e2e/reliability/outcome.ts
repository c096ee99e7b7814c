import type { Stats } from '../../src/core/counts';
import { count, names, type Name, type Receiver } from '../fixtures';
import { numberOf } from './track';

/** How many records of each endpoint were tracked; they are numbered from 0. */
export type Tracked = Partial<Record<Name, number>>;

/** What one trial came to. A record is told by its endpoint and its number: `behavior 3`. */
export interface Outcome {
  readonly tracked: number;
  /** What the server has not accepted. */
  readonly lost: readonly string[];
  /** What the server has accepted more than once. */
  readonly doubled: readonly string[];
  /** What the server has accepted and nobody has tracked. */
  readonly strange: readonly string[];
  /** Why the server refused, and how often. */
  readonly refused: Readonly<Record<string, number>>;
  /** What may be doubled in this trial: no client can know better. */
  readonly excused?: readonly string[];
  /** `stats()` of the last page. */
  readonly ledger: Stats;
}

export type Tally = Omit<Outcome, 'ledger' | 'excused'>;

export const label = (name: Name, number: number): string => `${name} ${number}`;

/** What the server has now of what was tracked. */
export function tally(receiver: Receiver, tracked: Tracked): Tally {
  const wanted = names.flatMap((name) => count(tracked[name] ?? 0).map((i) => label(name, i)));
  const got = new Map<string, number>();
  const refused: Record<string, number> = {};
  const all = receiver.tally();
  for (const name of names) {
    for (const { record } of receiver.received(name)) {
      const key = label(name, numberOf(record));
      got.set(key, (got.get(key) ?? 0) + 1);
    }
    for (const [why, times] of Object.entries(all[name].refused))
      refused[`${name}: ${why}`] = times;
  }
  const known = new Set(wanted);
  return {
    tracked: wanted.length,
    lost: wanted.filter((key) => !got.has(key)),
    doubled: wanted.filter((key) => (got.get(key) ?? 0) > 1),
    strange: [...got.keys()].filter((key) => !known.has(key)),
    refused,
  };
}

/** What one request has brought, for {@link Outcome.excused}. */
export const acceptedIn = (
  name: Name,
  request: ReturnType<Receiver['requests']>[number] | undefined,
): string[] => (request?.answer.accepted ?? []).map(({ record }) => label(name, numberOf(record)));

/** Waits until the server has got all that was tracked, or for as long as that should ever take. */
export function arrival(receiver: Receiver, tracked: Tracked, within = 10_000): Promise<void> {
  const isThere = (): boolean =>
    names.every((name) => {
      const distinct = new Set(receiver.received(name).map(({ record }) => numberOf(record)));
      return distinct.size >= (tracked[name] ?? 0);
    });
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const look = (): void => void (isThere() && end());
    const timer = setTimeout(end, within);
    const stop = receiver.subscribe(look);
    look();
  });
}

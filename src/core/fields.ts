import type { Picked } from './endpoint';
import type { Props } from './event';
import { own } from './own';

/** Reads a value as the wire wants it; `undefined` when it is not such a value. */
export type Read = (value: unknown) => unknown;

/** Reads an integer, also from a decimal string as an HTML attribute holds it. No number above 2^53 − 1. */
export const integer: Read = (value) => {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? number : undefined;
};

/** Reads a string that is not empty, also from a finite number. Never trimmed. */
export const text: Read = (value) =>
  (typeof value === 'string' && value) || Number.isFinite(value) ? String(value) : undefined;

/** Reads a duration in whole seconds, rounded down. Never negative. */
export const seconds: Read = (value) => {
  const number = integer(typeof value === 'number' ? Math.floor(value) : value) as number;
  return number >= 0 ? number : undefined;
};

/** Reads a trace id: 32 of `[0-9A-Za-z]`, as the vendors' examples have it. */
export const traceId: Read = (value) =>
  typeof value === 'string' && /^[0-9A-Za-z]{32}$/.test(value) ? value : undefined;

/** One of `values`. */
export const oneOf =
  (...values: readonly unknown[]): Read =>
  (value) =>
    values.indexOf(value) < 0 ? undefined : value;

/**
 * The fields of a wire object, in the order in which they are written: `name`, or `name=prop` where
 * the application calls it otherwise. One that ends in `!` is required.
 */
export type Fields = Readonly<Record<string, Read>>;

/** Takes from `props` what a wire object may hold, and nothing else; `fixed` is in every such object. */
export function pick(props: Props, fields: Fields, fixed?: object): Picked {
  const item: Record<string, unknown> = { ...fixed };
  const missing: string[] = [];
  const wrong: string[] = [];
  for (const [field, read] of Object.entries(fields)) {
    const [name, prop = name] = field.replace('!', '').split('=') as [string, string?];
    const given = own(props, prop);
    const value = given == null ? undefined : read(given);
    if (value !== undefined) item[name] = value;
    else if (field.slice(-1) === '!') missing.push(prop);
    else if (given != null) wrong.push(prop);
  }
  return { item, missing, wrong };
}

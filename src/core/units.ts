/** Elapsed time in milliseconds. Does not mix with {@link Timestamp}. */
export type Duration = number & { readonly unit: 'ms' };

/** A moment by the wall clock: milliseconds since the UNIX epoch. */
export type Timestamp = number & { readonly unit: 'UNIX ms' };

/** A moment by a clock that never jumps; only differences mean something. */
export type Monotonic = number & { readonly unit: 'monotonic ms' };

export const SECOND = 1000 as Duration;
export const MINUTE = (60 * SECOND) as Duration;
export const HOUR = (60 * MINUTE) as Duration;

/** Whole seconds, rounded down: the unit of every time and duration in the vendors' documents. */
export const inSeconds = (time: Timestamp | Duration): number => Math.floor(time / SECOND);

export const later = (time: Timestamp, by: Duration): Timestamp => (time + by) as Timestamp;

/** Bytes of a string in UTF-8. `TextEncoder` is missing in miniprograms, and this needs no copy. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
    // The halves of a pair are four bytes together; one alone goes out as U+FFFD, which is three.
    if (code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      bytes++;
      i++;
    }
  }
  return bytes;
}

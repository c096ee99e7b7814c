import type { RandomPort } from './ports';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The vendors' documents show 32 characters, e.g. `Fi6JoptoXX8EI3sttq3pcVGC2H1Nesy9`. */
export const TRACE_ID_LENGTH = 32;

/** Enough that the oper document's `nonce` (16 random characters or more) can be a record's id. */
export const RECORD_ID_LENGTH = 20;

/** `length` random characters of `[0-9A-Za-z]`. */
export function randomId(random: RandomPort, length: number): string {
  const codes: number[] = [];
  while (codes.length < length) {
    const bytes = random.bytes(length + 8);
    for (let i = 0; i < bytes.length; i++) {
      // 248 is the largest multiple of 62 in a byte: beyond it the first letters would be favoured.
      const byte = bytes[i] as number;
      if (byte < 248) codes[codes.length] = ALPHABET.charCodeAt(byte % 62);
    }
  }
  // Added up letter by letter it would take six times the memory.
  return String.fromCharCode(...codes).slice(0, length);
}

/** A number in [0, 1) that is an id's own: as random as the id. */
export function fractionOf(id: string): number {
  let fraction = 0;
  for (let i = 3; i >= 0; i--) fraction = (fraction + ALPHABET.indexOf(id.charAt(i))) / 62;
  return fraction;
}

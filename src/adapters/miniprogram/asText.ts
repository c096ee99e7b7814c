/** A missing key reads as an empty string or nothing, and a key may hold somebody else's value. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : undefined;

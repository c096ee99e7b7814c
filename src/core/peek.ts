/** A property of anything at all; none where asking for it throws. */
export const peek = (value: unknown, name: string): unknown => {
  try {
    return (Object(value) as Record<string, unknown>)[name];
  } catch (e) {
    return undefined;
  }
};

/** An object out of a JSON text; `undefined` for a text that holds none, whoever has written it. */
export const parseObject = (text: string | undefined): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text as string);
    return typeof value === 'object' && value ? (value as Record<string, unknown>) : undefined;
  } catch (e) {
    return undefined;
  }
};

/** Taken when the library is loaded: hosts replace them. */
const { parse, stringify } = JSON;

export { parse as parseJson };

/** An object out of a JSON text; `undefined` for a text that holds none, whoever has written it. */
export const parseObject = (text: string | undefined): Record<string, unknown> | undefined => {
  try {
    const value: unknown = parse(text as string);
    return typeof value === 'object' && value ? (value as Record<string, unknown>) : undefined;
  } catch (e) {
    return undefined;
  }
};

const EXAMPLES: readonly unknown[] = [{}, [], '', 0];

const methodOf = (value: unknown): unknown => (Object(value) as { toJSON?: unknown }).toJSON;

/** Undoes a `toJSON` that every value of a type has: it is some script's, as that of Prototype.js 1.6. */
function undo(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const method = methodOf(this[key]);
  return method && EXAMPLES.some((example) => methodOf(example) === method) ? this[key] : value;
}

/** The JSON of a value that has one. */
export const toJson = (value: unknown): string =>
  EXAMPLES.some(methodOf) ? stringify(value, undo) : stringify(value);

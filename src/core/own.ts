/** What a table holds under a name that comes from outside: `constructor` is in every object's prototype. */
export const own = <T>(
  table: Readonly<Record<string, T>> | undefined,
  name: unknown,
): T | undefined =>
  table && Object.prototype.hasOwnProperty.call(table, name as string)
    ? table[name as string]
    : undefined;
